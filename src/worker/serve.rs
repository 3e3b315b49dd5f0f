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

/// Answers requests from stdin on stdout until stdin ends. `memory` bounds what this process can allocate, in
/// bytes: the system keeps that bound where it can, and `bound_heap` is called to keep it where the allocator of
/// the program must.
///
/// # Errors
/// When the bound cannot be set or a thread cannot be started.
pub fn serve(memory: u64, bound_heap: impl Fn(u64) -> io::Result<()>) -> io::Result<()> {
    bound_process(memory)?;
    bound_heap(memory)?;
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

/// Bounds the address space of this process, and keeps its end from leaving a memory image of a private document.
#[cfg(unix)]
pub(super) fn bound_process(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)
    };
    // macOS takes a limit of the address space and does not keep it.
    #[cfg(not(target_vendor = "apple"))]
    limit(Resource::As, memory)?;
    #[cfg(target_vendor = "apple")]
    let _ = memory;
    limit(Resource::Core, 0)?;
    Ok(())
}

/// On Windows the bound is set from outside, when the worker is started.
#[cfg(not(unix))]
fn bound_process(_memory: u64) -> io::Result<()> {
    Ok(())
}
