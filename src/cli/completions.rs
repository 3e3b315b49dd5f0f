//! `oitcheck completions SHELL`.

use std::process::ExitCode;

use clap::CommandFactory;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// เชลล์ที่ใช้ / the shell
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut super::Arguments::command(),
        "oitcheck",
        &mut script,
    );
    super::output::data(&String::from_utf8(script)?)?;
    Ok(ExitCode::SUCCESS)
}
