//! `oitcheck worker`: the program reading documents for itself; see [`crate::worker`].

use std::io;
use std::process::ExitCode;

use anyhow::Context;

use crate::worker;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Bytes of memory.
    #[arg(long)]
    memory: u64,
}

pub(super) fn run(
    arguments: &Arguments,
    bound_heap: impl Fn(u64) -> io::Result<()>,
) -> anyhow::Result<ExitCode> {
    worker::serve(arguments.memory, bound_heap).context("worker")?;
    Ok(ExitCode::SUCCESS)
}
