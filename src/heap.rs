//! Bounds the heap of a worker on systems that do not bound the memory of a process when it asks them to: macOS
//! ignores that limit, and Windows keeps it in job objects, which cannot be made everywhere.
//!
//! Part of the program, not of the library: an allocator is a choice for a whole process. A program for Linux is
//! built without it. What is counted is what Rust code asks for: of the memory of a worker all but its stacks and
//! the program itself, as no reader is C. A block that grows is counted once while the system copies it, so that
//! the process can for that time have more. One thread of a worker allocates while a document is read, which
//! `cap` needs to be exact: of two threads above the bound at the same moment the second may pass
//! (<https://github.com/alecmocatta/cap/issues/2>).

use std::alloc::System;
use std::io;

use cap::Cap;

/// Counts in every process of the program, and refuses nothing until [`bound`] says so.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Lets this process have so many bytes of heap at a time. An allocation above that fails as one for which the
/// system has no memory: the process ends with the words "memory allocation of N bytes failed".
///
/// # Errors
/// When it has more already.
pub(crate) fn bound(bytes: u64) -> io::Result<()> {
    ALLOCATOR
        .set_limit(usize::try_from(bytes).unwrap_or(usize::MAX))
        .map_err(|()| io::ErrorKind::OutOfMemory.into())
}
