//! The worker's side: read a file, answer, until nobody asks any more.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use super::protocol::{self, Answer, Reply, Request, Task};
use crate::ingest::IngestError;
use crate::picture;
use crate::reading::{self, InProcess, Reader, Reading};

/// Bytes of stack of the thread that reads documents. The readers keep their own stacks and bound their
/// recursion far below this; what overflows it is a defect, and ends this process only.
pub(super) const STACK: usize = 16 << 20;

/// Answers requests from stdin on stdout until stdin ends. `memory` bounds the address space in bytes.
///
/// # Errors
/// When the bound cannot be set or a thread cannot be started.
pub fn serve(memory: u64) -> io::Result<()> {
    bound_memory(memory)?;
    let (ask, requests) = mpsc::channel();
    let (finish, finished) = mpsc::channel();
    let end = finish.clone();
    // Listens also while a document is read: when the program is gone, so is its worker.
    thread::Builder::new()
        .name("requests".into())
        .spawn(move || {
            let mut stdin = io::stdin().lock();
            while let Ok(Some(frame)) = protocol::read(&mut stdin) {
                let Ok(request) = protocol::decode::<Request>(&frame) else {
                    break;
                };
                if ask.send(request).is_err() {
                    break;
                }
            }
            let _ = finish.send(());
        })?;
    thread::Builder::new()
        .name("document".into())
        .stack_size(STACK)
        .spawn(move || {
            for request in requests {
                let reply = match catch_unwind(AssertUnwindSafe(|| work(&request))) {
                    Ok(Some(reply)) => reply,
                    Ok(None) => break,
                    Err(_) => Reply::Reading(Reading::failed(IngestError::Crashed("panic".into()))),
                };
                let answer = Answer {
                    number: request.number,
                    reply,
                };
                if protocol::write(&mut io::stdout().lock(), &answer).is_err() {
                    break;
                }
            }
            let _ = end.send(());
        })?;
    // Returning ends the process, whatever the other thread is doing.
    let _ = finished.recv();
    Ok(())
}

/// Does what is asked for; `None` after a fault on purpose that ends the worker.
fn work(request: &Request) -> Option<Reply> {
    if let Some(fault) = request.fault {
        fault.strike();
        return None;
    }
    let (source, options) = (&request.source, &request.options);
    Some(match &request.task {
        Task::Read => Reply::Reading(InProcess.read(source, options)),
        Task::Draw(places) => Reply::Pictures(match reading::bytes(source, &options.limits) {
            Ok(bytes) => picture::draw(bytes, places),
            Err(_) => vec![None; places.len()],
        }),
    })
}

/// Bounds what this process can allocate, and keeps its end from leaving a memory image of a private document.
#[cfg(all(unix, not(target_vendor = "apple")))]
pub(super) fn bound_memory(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, memory), (Resource::Core, 0)] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    Ok(())
}

/// macOS does not keep this bound, and Windows' job objects have no safe interface to theirs: there only the
/// bounds of the readers hold.
#[cfg(not(all(unix, not(target_vendor = "apple"))))]
pub(super) fn bound_memory(_memory: u64) -> io::Result<()> {
    Ok(())
}
