//! The program's side: processes that are started when needed, used again, and replaced after a fault.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::ending::{self, Ending, LAST_WORDS};
use super::fault::Fault;
use super::protocol::{self, Answer, Reply, Request, Task};
use crate::ingest;
use crate::picture::{Picture, Place};
use crate::reading::{Reader, Reading, Source};

/// How often somebody who waits looks whether the run was interrupted.
const GLANCE: Duration = Duration::from_millis(100);

/// Documents after which a worker is replaced, so that memory it could not give back stays bounded.
const DOCUMENTS: u32 = 500;

/// Of Windows' process creation flags: a process without a console, which Ctrl-C does not reach.
/// <https://learn.microsoft.com/windows/win32/procthread/process-creation-flags>
#[cfg(windows)]
const DETACHED_PROCESS: u32 = 0x8;

/// Worker processes. As many run as are used at the same time.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    /// Bytes of memory of each.
    memory: u64,
    idle: Mutex<Vec<Worker>>,
    interrupted: Arc<AtomicBool>,
    /// A fault for tests, and the end of the name of the file it strikes.
    fault: Option<(Fault, String)>,
}

impl Pool {
    /// Prepares workers of this program and starts the first, so that a program that cannot start any says so
    /// before it begins. `interrupted` makes everybody who waits give up.
    ///
    /// # Errors
    /// When this program cannot be found or started again.
    pub fn new(memory: u64, interrupted: Arc<AtomicBool>) -> io::Result<Pool> {
        let pool = Pool {
            program: std::env::current_exe()?,
            memory,
            idle: Mutex::default(),
            interrupted,
            fault: None,
        };
        let first = pool.start()?;
        pool.put_back(first);
        Ok(pool)
    }

    /// Makes the workers break at a file, for tests.
    pub fn break_at(&mut self, fault: Fault, name: String) {
        self.fault = Some((fault, name));
    }

    fn start(&self) -> io::Result<Worker> {
        let mut command = Command::new(&self.program);
        command
            .args(["worker", "--memory", &self.memory.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(unix)]
        {
            // Ctrl-C in a terminal goes to the group of the program: it decides what becomes of its workers.
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        #[cfg(windows)]
        {
            // There it goes to all that share the console.
            std::os::windows::process::CommandExt::creation_flags(&mut command, DETACHED_PROCESS);
        }
        let worker = Worker::new(command.spawn()?)?;
        #[cfg(windows)]
        let worker = worker.bounded(self.memory);
        Ok(worker)
    }

    fn take(&self) -> io::Result<Worker> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(worker) => Ok(worker),
            None => self.start(),
        }
    }

    fn put_back(&self, worker: Worker) {
        if worker.documents < DOCUMENTS {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(worker);
        }
    }

    /// Pictures of places in a file, in their order; nothing for what cannot be drawn within the bounds.
    pub fn draw(
        &self,
        source: &Source,
        places: &[Place],
        options: &ingest::Options,
    ) -> Vec<Option<Picture>> {
        match self.ask(source, Task::Draw(places.to_vec()), options) {
            Ok(Reply::Pictures(pictures)) => pictures,
            Ok(Reply::Reading(_)) | Err(_) => Vec::new(),
        }
    }

    fn ask(&self, source: &Source, task: Task, options: &ingest::Options) -> Result<Reply, Ending> {
        let mut worker = self.take().map_err(Ending::NotStarted)?;
        loop {
            let fresh = worker.documents == 0;
            let fault = self
                .fault
                .as_ref()
                .filter(|(_, name)| source.name.ends_with(name.as_str()));
            let request = Request {
                number: u64::from(worker.documents),
                source: source.clone(),
                task: task.clone(),
                options: options.clone(),
                fault: fault.map(|(fault, _)| *fault),
            };
            match worker.ask(&request, &self.interrupted) {
                Ok(reply) => {
                    self.put_back(worker);
                    return Ok(reply);
                }
                // What earlier documents left behind in a worker must not cost this one.
                Err(Ending::Died(_)) if !fresh => {
                    worker = self.start().map_err(Ending::NotStarted)?;
                }
                Err(ending) => return Err(ending),
            }
        }
    }
}

impl Reader for Pool {
    fn read(&self, source: &Source, options: &ingest::Options) -> Reading {
        match self.ask(source, Task::Read, options) {
            Ok(Reply::Reading(reading)) => reading,
            Ok(Reply::Pictures(_)) => {
                Reading::failed(Ending::Garbage.error(&options.limits, self.memory))
            }
            Err(ending) => Reading::failed(ending.error(&options.limits, self.memory)),
        }
    }
}

/// One process.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: mpsc::Receiver<io::Result<Option<Vec<u8>>>>,
    /// Gives what it wrote to stderr, when it has ended.
    last_words: Option<thread::JoinHandle<String>>,
    /// Asked of it so far.
    documents: u32,
}

impl Worker {
    fn new(mut child: Child) -> io::Result<Worker> {
        let missing = || io::Error::other("a pipe to a worker is missing");
        let requests = child.stdin.take().ok_or_else(missing)?;
        let mut stdout = child.stdout.take().ok_or_else(missing)?;
        let mut stderr = child.stderr.take().ok_or_else(missing)?;
        let (send, answers) = mpsc::channel();
        thread::Builder::new()
            .name("answers".into())
            .spawn(move || {
                loop {
                    let frame = protocol::read(&mut stdout);
                    let more = matches!(frame, Ok(Some(_)));
                    if send.send(frame).is_err() || !more {
                        break;
                    }
                }
            })?;
        let last_words = thread::Builder::new()
            .name("last-words".into())
            .spawn(move || {
                let mut words = Vec::new();
                let _ = (&mut stderr)
                    .take(LAST_WORDS as u64)
                    .read_to_end(&mut words);
                // The rest is read too, or a talkative worker would wait for ever.
                let _ = io::copy(&mut stderr, &mut io::sink());
                String::from_utf8_lossy(&words).into_owned()
            })?;
        Ok(Worker {
            child,
            requests,
            answers,
            last_words: Some(last_words),
            documents: 0,
        })
    }

    /// Puts it into a job object that lets it commit so many bytes. Before it is asked for anything, so early enough.
    #[cfg(windows)]
    fn bounded(mut self, memory: u64) -> Worker {
        use process_control::{ChildExt, Control};
        // Waiting sets the limit, and waits for no time. Not every system lets a job be made inside the job that
        // this program may be in; the worker bounds its heap by itself too.
        let _ = self
            .child
            .controlled()
            .memory_limit(usize::try_from(memory).unwrap_or(usize::MAX))
            .time_limit(Duration::ZERO)
            .wait();
        self
    }

    fn ask(&mut self, request: &Request, interrupted: &AtomicBool) -> Result<Reply, Ending> {
        self.documents = self.documents.saturating_add(1);
        if protocol::write(&mut self.requests, request).is_err() {
            return Err(Ending::Died(self.end()));
        }
        let deadline = ending::deadline(&request.options.limits);
        loop {
            let left = deadline.map_or(GLANCE, |at| at.saturating_duration_since(Instant::now()));
            match self.answers.recv_timeout(left.min(GLANCE)) {
                Ok(Ok(Some(frame))) => {
                    return match protocol::decode::<Answer>(&frame) {
                        Ok(answer) if answer.number == request.number => Ok(answer.reply),
                        _ => Err(Ending::Garbage),
                    };
                }
                Ok(Ok(None)) => return Err(Ending::Died(self.end())),
                Ok(Err(_)) => return Err(Ending::Garbage),
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(Ending::Died(self.end()));
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if interrupted.load(Ordering::Relaxed) {
                        return Err(Ending::Interrupted);
                    }
                    if left.is_zero() {
                        return Err(Ending::Late);
                    }
                }
            }
        }
    }

    /// Ends the process and gives its last words.
    fn end(&mut self) -> String {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.last_words
            .take()
            .and_then(|words| words.join().ok())
            .unwrap_or_default()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}
