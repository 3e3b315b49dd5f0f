//! How a reader can end without having read, and the error each end is: the same whether the reader was a worker
//! or a copy of this process.

use std::io;
use std::time::{Duration, Instant};

use crate::ingest::{IngestError, Limits};

/// Time beyond the limit until a reader is ended: readers that watch the clock stop by themselves at the
/// limit and still hand over what they have.
const GRACE: Duration = Duration::from_secs(1);

/// Bytes of a reader's last words that are kept, to tell a full memory from a full stack.
pub(super) const LAST_WORDS: usize = 4096;

/// When a reader that begins now is ended; `None` is never.
pub(super) fn deadline(limits: &Limits) -> Option<Instant> {
    Instant::now().checked_add(Duration::from_secs(limits.seconds).saturating_add(GRACE))
}

/// Why a reader gave nothing.
pub(super) enum Ending {
    /// It took too long.
    Late,
    /// It ended; what it said last.
    Died(String),
    /// It panicked.
    Panicked,
    /// It said what is no answer.
    Garbage,
    /// The run was interrupted.
    Interrupted,
    /// It never ran.
    NotStarted(io::Error),
}

impl Ending {
    /// What is said of the document. `memory` is the bound of the reader, in bytes.
    pub(super) fn error(self, limits: &Limits, memory: u64) -> IngestError {
        match self {
            Ending::Late => IngestError::Limit(format!("{} seconds", limits.seconds)),
            // The words of the allocator and of the guard of the stack in Rust's standard library.
            Ending::Died(words) if words.contains("memory allocation of") => {
                IngestError::Limit(format!("{} MiB of memory", memory >> 20))
            }
            Ending::Died(words) if words.contains("has overflowed its stack") => {
                IngestError::Crashed("stack overflow".into())
            }
            Ending::Died(_) => IngestError::Crashed("the reader ended".into()),
            Ending::Panicked => IngestError::Crashed("panic".into()),
            Ending::Garbage => IngestError::Crashed("the reader's answer is damaged".into()),
            Ending::Interrupted => IngestError::Interrupted,
            Ending::NotStarted(error) => IngestError::Crashed(format!("no reader: {error}")),
        }
    }
}
