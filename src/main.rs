//! Arguments to library calls to exit code; nothing else.

#[cfg(any(not(unix), target_vendor = "apple"))]
mod heap;

#[cfg(not(any(not(unix), target_vendor = "apple")))]
mod heap {
    /// Nothing: here the system bounds the whole process, and the allocator stays the system's.
    pub(crate) fn bound(_bytes: u64) -> std::io::Result<()> {
        Ok(())
    }
}

use std::process::ExitCode;

fn main() -> ExitCode {
    match oitcheck::cli::run(std::env::args_os(), heap::bound) {
        Ok(exit) => exit,
        Err(error) => oitcheck::cli::fail(&error),
    }
}
