//! Arguments to library calls to exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    match oitcheck::cli::run(std::env::args_os()) {
        Ok(exit) => exit,
        Err(error) => oitcheck::cli::fail(&error),
    }
}
