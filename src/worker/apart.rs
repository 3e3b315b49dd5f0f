//! The work on one document in a copy of this process.
//!
//! In: the work, which reads and renders, and its bounds. [`apart`] forks and returns twice: in the copy with what
//! the work gave, to be printed; in the process itself when the copy has ended, with its exit code or with the error
//! that its end is. Whatever the work writes to stdout or stderr goes to a pipe as its last words, so that nothing
//! of a work that breaks is printed. When it is done, the copy takes its streams back, says so and closes the
//! pipe: from there on it may take as long as the reader of its output likes.
//!
//! A fork copies only the thread that asks for it, and a lock that another one held would stay locked for
//! ever. So this is for a process that has parsed its arguments and done nothing else; outside of releases the
//! system is asked whether there is no other thread.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::Instant;

use fork::Fork;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, fcntl_dupfd_cloexec};
use rustix::process::{
    Pid, Resource, Rlimit, Signal, WaitOptions, getpid, getppid, getrlimit, kill_process,
    setrlimit, waitpid,
};
use rustix::stdio::{dup2_stderr, dup2_stdout};

use super::Apart;
use super::ending::{self, Ending, LAST_WORDS};
use super::fault::Fault;
use super::serve::{STACK, bound_process};
use crate::ingest::{IngestError, Limits};

/// The last byte on the pipe of a copy whose work is done. No message of a program contains it.
const DONE: u8 = 0x04;

/// Processor time that the work may use beyond the limit of time, in seconds. A copy nobody waits for any more ends there
/// at last; while somebody waits, the copy is ended before.
const SPARE_SECONDS: u64 = 5;

/// Does the work in a copy of this process, in at most `memory` bytes and the time of the limits. `fault` is what the
/// copy does instead, in tests.
///
/// # Errors
/// When the work cannot be begun, or ends the copy; on one side only.
pub fn apart<T: Send>(
    limits: &Limits,
    memory: u64,
    fault: Option<Fault>,
    work: impl FnOnce() -> T + Send,
) -> Result<Apart<T>, IngestError> {
    debug_assert!(is_alone(), "a fork beside other threads");
    let both_sides = || {
        let deadline = ending::deadline(limits);
        let streams = Streams::kept()?;
        let original = getpid();
        let (words, pipe) = io::pipe()?;
        Ok(match fork::fork()? {
            Fork::Child => {
                drop(words);
                let bounds = || bound(original, limits, memory);
                in_copy(pipe, &streams, bounds, fault, work)
            }
            Fork::Parent(copy) => {
                drop((pipe, streams));
                let copy = Pid::from_raw(copy).ok_or(Errno::SRCH)?;
                attend(copy, words, deadline).map(Apart::Elsewhere)
            }
        })
    };
    let side = both_sides().unwrap_or_else(|error: io::Error| Err(Ending::NotStarted(error)));
    side.map_err(|ending| ending.error(limits, memory))
}

/// The copy's side.
fn in_copy<T: Send>(
    mut pipe: PipeWriter,
    streams: &Streams,
    bounds: impl FnOnce() -> io::Result<Rlimit>,
    fault: Option<Fault>,
    work: impl FnOnce() -> T + Send,
) -> Result<Apart<T>, Ending> {
    let begun = Streams::lead_to(&pipe, &pipe).and_then(|()| bounds());
    let (processor, given) = match begun {
        Ok(processor) => (Some(processor), on_thread(fault, work)),
        Err(error) => (None, Err(Ending::NotStarted(error))),
    };
    if matches!(given, Ok(Apart::Elsewhere(_))) {
        return given;
    }
    // What the work left in the buffer of stdout is no output either.
    let _ = io::stdout().flush();
    let mut back = Streams::lead_to(&streams.out, &streams.err);
    if let Some(processor) = processor {
        back = back.and(setrlimit(Resource::Cpu, processor).map_err(io::Error::from));
    }
    // Where nobody reads it, nobody waits.
    let _ = pipe.write_all(&[DONE]);
    back.map_err(Ending::NotStarted)?;
    given
}

/// Does the work on a thread with as much stack as a worker's.
fn on_thread<T: Send>(
    fault: Option<Fault>,
    work: impl FnOnce() -> T + Send,
) -> Result<Apart<T>, Ending> {
    let task = || match fault {
        Some(fault) => {
            fault.strike();
            // As a work that ends the process: the one who waits notices that nothing was said.
            Apart::Elsewhere(0)
        }
        None => Apart::Here(work()),
    };
    thread::scope(|scope| {
        thread::Builder::new()
            .name("document".into())
            .stack_size(STACK)
            .spawn_scoped(scope, task)
            .map_err(Ending::NotStarted)?
            .join()
            .map_err(|_| Ending::Panicked)
    })
}

/// Bounds the copy in memory and processor time, and gives the bound of processor time it had. A copy also ends with the
/// process it was made from.
fn bound(original: Pid, limits: &Limits, memory: u64) -> io::Result<Rlimit> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    if getppid() != Some(original) {
        return Err(io::Error::other("nobody waits"));
    }
    bound_process(memory)?;
    let before = getrlimit(Resource::Cpu);
    let most = limits.seconds.saturating_add(SPARE_SECONDS);
    let limit = Rlimit {
        current: Some(before.current.map_or(most, |current| current.min(most))),
        ..before
    };
    setrlimit(Resource::Cpu, limit)?;
    Ok(before)
}

/// The streams of this process, kept while the work has a pipe in their place.
struct Streams {
    out: OwnedFd,
    err: OwnedFd,
}

impl Streams {
    fn kept() -> io::Result<Streams> {
        /// Descriptors below are those of the streams.
        const FIRST: i32 = 3;
        Ok(Streams {
            out: fcntl_dupfd_cloexec(io::stdout(), FIRST)?,
            err: fcntl_dupfd_cloexec(io::stderr(), FIRST)?,
        })
    }

    /// Puts these in the place of stdout and stderr.
    fn lead_to(out: impl AsFd, err: impl AsFd) -> io::Result<()> {
        dup2_stdout(out)?;
        dup2_stderr(err)?;
        Ok(())
    }
}

/// The side that waits: until the work is done or late, then until the copy has ended. Gives the code it ended with.
fn attend(copy: Pid, mut words: PipeReader, deadline: Option<Instant>) -> Result<u8, Ending> {
    let mut said = Vec::new();
    let mut done = false;
    let mut buffer = [0; LAST_WORDS];
    loop {
        match next_words(&mut words, &mut buffer, deadline) {
            Ok(None) => {
                end(copy);
                return Err(Ending::Late);
            }
            Ok(Some([])) => break,
            Ok(Some(more)) => {
                done = more.ends_with(&[DONE]);
                // The rest is read too, or a talkative reader would wait for ever.
                let room = LAST_WORDS.saturating_sub(said.len());
                said.extend(more.iter().take(room));
            }
            Err(error) => {
                end(copy);
                return Err(Ending::NotStarted(error));
            }
        }
    }
    if !done {
        end(copy);
        return Err(Ending::Died(String::from_utf8_lossy(&said).into_owned()));
    }
    match ended(copy) {
        Ok(Some(code)) => Ok(code),
        Ok(None) => Err(Ending::Died(String::new())),
        Err(error) => Err(Ending::NotStarted(error)),
    }
}

/// What the copy says next, nothing once it has closed the pipe; `None` after the deadline.
fn next_words<'b>(
    words: &mut PipeReader,
    buffer: &'b mut [u8],
    deadline: Option<Instant>,
) -> io::Result<Option<&'b [u8]>> {
    loop {
        let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
        let left = left.map(Timespec::try_from).transpose();
        let left = left.map_err(io::Error::other)?;
        match poll(&mut [PollFd::new(words, PollFlags::IN)], left.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let count = words.read(buffer)?;
    Ok(Some(buffer.get(..count).unwrap_or_default()))
}

/// Ends the copy. Already ended is as good.
fn end(copy: Pid) {
    let _ = kill_process(copy, Signal::KILL);
    let _ = ended(copy);
}

/// Waits until the copy has ended, and gives its code; `None` when a signal ended it.
fn ended(copy: Pid) -> io::Result<Option<u8>> {
    loop {
        match waitpid(Some(copy), WaitOptions::empty()) {
            Ok(status) => {
                let code = status.and_then(|(_, status)| status.exit_status());
                return Ok(code.and_then(|code| u8::try_from(code).ok()));
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Whether this process has one thread only.
fn is_alone() -> bool {
    std::fs::read_dir("/proc/self/task").is_ok_and(|tasks| tasks.count() == 1)
}
