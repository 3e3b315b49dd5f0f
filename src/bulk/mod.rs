//! Many agencies in one run: which file is read when, what is remembered, and in which order results leave.
//!
//! In: agencies. Out: one [`AgencyResult`] each, handed over as soon as it is there, so that memory holds the
//! agencies in work and not those that are done. All cores draw files from one queue: while one of them has a
//! huge file, the others go on with the next agency.

mod keys;

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::cache::{Cache, Kind};
use crate::discover::{self, Agency, File};
use crate::document::Document;
use crate::hash;
use crate::ingest::bundle::Member;
use crate::pipeline::{self, Options, ReadFile};
use crate::reading::{Outcome, Reader};
use crate::result::AgencyResult;

/// Agencies that may be finished before an earlier one that is still read, where results leave in order. With
/// it a file that takes its whole minute keeps nobody waiting; without a bound all results could pile up.
const AHEAD: usize = 64;

/// How often somebody who waits looks whether the run was interrupted.
const GLANCE: Duration = Duration::from_millis(100);

/// How many agencies are checked.
pub struct Bulk<'a> {
    /// Who reads the files.
    pub reader: &'a dyn Reader,
    /// What earlier runs found out; `None` to forget it.
    pub cache: Option<&'a Cache>,
    /// How agencies are checked.
    pub options: &'a Options,
    /// Files read at the same time, at least 1.
    pub jobs: usize,
    /// Results leave in the order of the agencies; otherwise as each is there.
    pub in_order: bool,
    /// Set by somebody else to stop the run.
    pub interrupted: &'a AtomicBool,
    /// Called after each file with its agency and path.
    pub read: &'a (dyn Fn(&Agency, &str) + Sync),
}

impl Bulk<'_> {
    /// Checks agencies and hands over each result with the place of its agency in the list. Says how many were
    /// handed over: fewer than agencies when the run was interrupted.
    ///
    /// # Errors
    /// Those of `each`, which end the run, and that of starting threads.
    pub fn run<E: From<ThreadPoolBuildError>>(
        &self,
        agencies: &[Agency],
        mut each: impl FnMut(usize, AgencyResult) -> Result<(), E>,
    ) -> Result<usize, E> {
        let judges = ThreadPoolBuilder::new().num_threads(self.jobs).build()?;
        let work = Work {
            bulk: self,
            agencies,
            judges: &judges,
            queue: Mutex::default(),
            moved: Condvar::new(),
            in_work: agencies.iter().map(|_| Mutex::default()).collect(),
        };
        std::thread::scope(|scope| {
            let (send, results) = mpsc::channel();
            for _ in 0..self.jobs.max(1) {
                let send = send.clone();
                let work = &work;
                scope.spawn(move || {
                    while let Some((agency, file)) = work.next() {
                        if let Some(result) = work.done(agency, file)
                            && send.send((agency, result)).is_err()
                        {
                            break;
                        }
                    }
                });
            }
            drop(send);
            let mut early = BTreeMap::new();
            let mut handed = 0;
            for (number, result) in results {
                early.insert(number, result);
                while let Some((number, result)) = self.due(&mut early, handed) {
                    if let Err(error) = each(number, result) {
                        work.queue().stopped = true;
                        return Err(error);
                    }
                    handed += 1;
                    work.queue().handed = handed;
                    work.moved.notify_all();
                }
            }
            Ok(handed)
        })
    }

    /// The result that may leave now, when `handed` have left.
    fn due(
        &self,
        early: &mut BTreeMap<usize, AgencyResult>,
        handed: usize,
    ) -> Option<(usize, AgencyResult)> {
        let first = early.first_entry()?;
        (!self.in_order || *first.key() == handed).then(|| first.remove_entry())
    }
}

/// What the threads of a run share.
struct Work<'a> {
    bulk: &'a Bulk<'a>,
    agencies: &'a [Agency],
    judges: &'a ThreadPool,
    queue: Mutex<Queue>,
    /// A result left, or files were found in an archive.
    moved: Condvar,
    in_work: Vec<Mutex<InWork>>,
}

/// What is still to be handed out.
#[derive(Default)]
struct Queue {
    /// Files of agencies that were begun: the agency's place, the file.
    files: VecDeque<(usize, File)>,
    /// The next agency to begin.
    next: usize,
    /// Files handed out and not read yet; each may be an archive of more.
    open: usize,
    /// Results that have left.
    handed: usize,
    /// Nothing more is handed out.
    stopped: bool,
}

/// An agency that was begun.
#[derive(Default)]
struct InWork {
    /// Files that are not read yet.
    missing: usize,
    read: Vec<Read>,
}

/// A file of an agency in work.
enum Read {
    /// Its content is at hand.
    Here(ReadFile),
    /// The cache has its document.
    Cached {
        file: File,
        sha256: String,
        key: String,
    },
}

impl Work<'_> {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn in_work(&self, agency: usize) -> Option<MutexGuard<'_, InWork>> {
        let slot = self.in_work.get(agency)?;
        Some(slot.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn interrupted(&self) -> bool {
        self.bulk.interrupted.load(Ordering::Relaxed)
    }

    /// The next file to read and the place of its agency; no file for an agency without any.
    fn next(&self) -> Option<(usize, Option<File>)> {
        let mut queue = self.queue();
        loop {
            if queue.stopped || self.interrupted() {
                return None;
            }
            if let Some((agency, file)) = queue.files.pop_front() {
                queue.open += 1;
                return Some((agency, Some(file)));
            }
            let ahead = self.bulk.in_order && queue.next >= queue.handed.saturating_add(AHEAD);
            match self.agencies.get(queue.next) {
                Some(agency) if !ahead => {
                    let number = queue.next;
                    queue.next += 1;
                    let mut files = agency.files.clone();
                    if files.is_empty() {
                        return Some((number, None));
                    }
                    // The largest first, so that none is begun when everybody else is done.
                    files.sort_by_key(|file| std::cmp::Reverse(file.bytes));
                    self.in_work(number)?.missing = files.len();
                    queue
                        .files
                        .extend(files.into_iter().map(|file| (number, file)));
                }
                None if queue.open == 0 => return None,
                _ => {
                    let waited = self.moved.wait_timeout(queue, GLANCE);
                    queue = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    /// Does what [`Work::next`] handed out; gives the result of an agency with its last file.
    fn done(&self, number: usize, file: Option<File>) -> Option<AgencyResult> {
        let agency = self.agencies.get(number)?;
        let Some(file) = file else {
            return self.judge(agency, Vec::new());
        };
        let (read, members) = self.read(agency, file);
        let done = {
            let mut in_work = self.in_work(number)?;
            in_work.read.push(read);
            in_work.missing = in_work
                .missing
                .saturating_add(members.len())
                .saturating_sub(1);
            (in_work.missing == 0).then(|| std::mem::take(&mut in_work.read))
        };
        {
            let mut queue = self.queue();
            queue.open = queue.open.saturating_sub(1);
            // Before the files of the next agency, so that this one gets done.
            for member in members {
                queue.files.push_front((number, member));
            }
        }
        self.moved.notify_all();
        self.judge(agency, done?)
    }

    /// Reads a file, or finds that it was read before; and the files in it when it is an archive.
    fn read(&self, agency: &Agency, file: File) -> (Read, Vec<File>) {
        (self.bulk.read)(agency, &file.path);
        if let Some(skipped) = file.skipped {
            return (
                Read::Here(ReadFile::skipped(file.path, None, skipped)),
                Vec::new(),
            );
        }
        let limit = self.bulk.options.ingest.limits.file_bytes;
        let sha256 = match &file.member {
            Some(member) => member.sha256.clone(),
            None if file.bytes > limit => None,
            // Hashed also when nothing is remembered: a reader that breaks says nothing of the bytes it had.
            None => hash::of_file(&file.location, limit).ok(),
        };
        if let (Some(cache), Some(sha256)) = (self.bulk.cache, &sha256) {
            let key = keys::extraction(sha256, &file.path, &self.bulk.options.ingest);
            if cache.has(Kind::Extraction, &key) {
                let sha256 = sha256.clone();
                return (Read::Cached { file, sha256, key }, Vec::new());
            }
        }
        let (read, members) = self.read_now(&file, sha256);
        let members = discover::members(&agency.settings, &file, members);
        (Read::Here(read), members)
    }

    /// Reads a file and remembers its document.
    fn read_now(&self, file: &File, sha256: Option<String>) -> (ReadFile, Vec<Member>) {
        let options = &self.bulk.options.ingest;
        let mut reading = self.bulk.reader.read(&file.source(), options);
        reading.sha256 = reading.sha256.or(sha256);
        if let (Outcome::Document(document), Some(sha256), Some(cache)) =
            (&reading.outcome, &reading.sha256, self.bulk.cache)
            && !document.is_cut()
        {
            let key = keys::extraction(sha256, &file.path, options);
            // A full disk makes the next run slower and nothing else.
            let _ = cache.put(Kind::Extraction, &key, document);
        }
        ReadFile::new(file.path.clone(), reading)
    }

    /// Judges an agency whose files are all read; `None` when the run was interrupted meanwhile.
    fn judge(&self, agency: &Agency, files: Vec<Read>) -> Option<AgencyResult> {
        if self.interrupted() {
            return None;
        }
        let key = keys::verdict(agency, files.iter().map(Read::identity), self.bulk.options);
        if let Some(known) = self
            .bulk
            .cache
            .and_then(|cache| cache.get(Kind::Verdict, &key))
        {
            return Some(known);
        }
        let (result, keep) = self.judges.install(|| {
            let files: Vec<Read> = files.into_par_iter().map(|file| self.load(file)).collect();
            let identities = files.iter().map(Read::identity);
            // A file that changed meanwhile has another name, one that a limit cut has none.
            let same = keys::verdict(agency, identities, self.bulk.options) == key;
            let files: Vec<ReadFile> = files.into_iter().filter_map(Read::content).collect();
            let whole = !files.iter().any(ReadFile::is_cut);
            let result = pipeline::check_files(agency, files, self.bulk.options);
            let failed = result
                .errors
                .iter()
                .any(|error| error.code == "check-failed");
            (result, same && whole && !failed)
        });
        if self.interrupted() {
            return None;
        }
        if let (Some(cache), true) = (self.bulk.cache, keep) {
            // As above.
            let _ = cache.put(Kind::Verdict, &key, &result);
        }
        Some(result)
    }

    /// The content of a file: from the cache, or read after all when its entry is gone or damaged.
    fn load(&self, file: Read) -> Read {
        let Read::Cached { file, sha256, key } = file else {
            return file;
        };
        let known = self
            .bulk
            .cache
            .and_then(|cache| cache.get::<Document>(Kind::Extraction, &key));
        let Some(mut document) = known else {
            return Read::Here(self.read_now(&file, Some(sha256)).0);
        };
        document.path.clone_from(&file.path);
        Read::Here(ReadFile {
            path: file.path,
            sha256: Some(sha256),
            outcome: pipeline::Outcome::Read(Box::new(document)),
        })
    }
}

impl Read {
    /// What the result of an agency depends on: path, hash and outcome.
    fn identity(&self) -> (&str, Option<&str>, String) {
        match self {
            Read::Cached { file, sha256, .. } => (&file.path, Some(sha256), "read".into()),
            Read::Here(file) => {
                let outcome = match &file.outcome {
                    pipeline::Outcome::Read(_) => "read".into(),
                    pipeline::Outcome::Failed(error) => format!("{error:?}"),
                    pipeline::Outcome::Skipped(code) => format!("{code:?}"),
                };
                (&file.path, file.sha256.as_deref(), outcome)
            }
        }
    }

    fn content(self) -> Option<ReadFile> {
        match self {
            Read::Here(file) => Some(file),
            Read::Cached { .. } => None,
        }
    }
}
