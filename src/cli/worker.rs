//! `oitcheck worker`: the program reading documents for itself; see [`crate::worker`].

use std::process::ExitCode;

use anyhow::Context;

use crate::worker;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bytes of address space.
    #[arg(long)]
    memory: u64,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    worker::serve(arguments.memory).context("worker")?;
    Ok(ExitCode::SUCCESS)
}
