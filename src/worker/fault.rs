//! What a broken reader could do, on purpose: so that the tests see what each kind of end costs.

use std::io::Write;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a worker does instead of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Panics.
    Panic,
    /// Ends as a failed assertion in C does.
    Abort,
    /// Calls itself without end.
    Overflow,
    /// Asks for ever more memory.
    Allocate,
    /// Computes without end.
    Loop,
    /// Waits without end.
    Sleep,
    /// Waits without end, deaf to being asked to stop.
    IgnoreTermination,
    /// Writes what is no answer.
    Garbage,
    /// Writes half an answer and ends.
    HalfAnswer,
    /// Ends as if all were well, without an answer.
    Exit,
}

impl Fault {
    /// Does it. The worker ends where this returns.
    pub(super) fn strike(self) {
        match self {
            #[allow(clippy::panic, reason = "what is tested here")]
            Fault::Panic => panic!("a fault on purpose"),
            Fault::Abort => std::process::abort(),
            Fault::Overflow => {
                recurse(std::hint::black_box(0));
            }
            Fault::Allocate => loop {
                std::mem::forget(std::hint::black_box(vec![0u8; 16 << 20]));
            },
            Fault::Loop => loop {
                std::hint::black_box(0);
            },
            Fault::Sleep => loop {
                std::thread::sleep(Duration::from_secs(3600));
            },
            Fault::IgnoreTermination => {
                let _ = ctrlc::set_handler(|| {});
                Fault::Sleep.strike()
            }
            Fault::Garbage => {
                let _ = std::io::stdout().write_all(&[0xA5; 4096]);
                let _ = std::io::stdout().flush();
                Fault::Sleep.strike()
            }
            Fault::HalfAnswer => {
                let _ = std::io::stdout().write_all(b"OIT\x01\xff\x00\x00\x00{\"number\":");
                let _ = std::io::stdout().flush();
            }
            Fault::Exit => {}
        }
    }
}

#[allow(unconditional_recursion, reason = "what is tested here")]
fn recurse(depth: u64) -> u64 {
    let page = std::hint::black_box([depth; 512]);
    // The sum after the call keeps it from becoming a loop.
    recurse(page[0] + 1) + page[511]
}
