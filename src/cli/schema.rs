//! `oitcheck schema result|document`: JSON Schema of what the program prints, made from the types.
//!
//! Hidden from the help: it is for those who build on the JSON, and for `docs/`, where its output is kept.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::document::Document;
use crate::result::Run;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// แบบข้อมูลใด / which form
    #[arg(value_enum)]
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// `oitcheck.run/1`, what `check` prints.
    Result,
    /// `oitcheck.document/1`, what `extract` prints.
    Document,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let schema = match arguments.form {
        Form::Result => schemars::schema_for!(Run),
        Form::Document => schemars::schema_for!(Document),
    };
    super::output::data(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(ExitCode::SUCCESS)
}
