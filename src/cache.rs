//! What earlier runs found out, so that an unchanged file is not read again and a stopped run goes on.
//!
//! An entry is named by the hash of everything it depends on, so it is never wrong, only superfluous: a new
//! version of the program, another limit or a changed rule set ask for other names. Two kinds are kept:
//! extractions (of the bytes of a file) and verdicts (of an agency: its files, settings, rules and options).
//!
//! Not kept: errors and documents cut at a limit, because a file that failed under load or for want of time
//! may do better next time; and which agency an extraction came from, because the same bytes may lie in many.
//!
//! Entries are written beside their name and renamed, so that two runs at once and a killed run leave only
//! whole ones; what is damaged all the same is treated as absent. Documents are private: on Unix only their
//! owner may open the folder.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes the entries may take together before the oldest are removed: some 100,000 reports.
pub const BYTES: u64 = 2 << 30;

/// Share of the bound that is left after removing, so that not every run has to remove.
const KEPT: f64 = 0.9;

/// After this time an unfinished entry is that of a killed run.
const UNFINISHED: Duration = Duration::from_secs(24 * 3600);

/// Begins the names of unfinished entries.
const UNFINISHED_PREFIX: &str = ".unfinished-";

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The document extracted from a file.
    Extraction,
    /// The result of an agency.
    Verdict,
}

impl Kind {
    const ALL: [Kind; 2] = [Kind::Extraction, Kind::Verdict];

    fn folder(self) -> &'static str {
        match self {
            Kind::Extraction => "extractions",
            Kind::Verdict => "verdicts",
        }
    }
}

/// How much a cache holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Entries.
    pub entries: u64,
    /// Bytes on disk.
    pub bytes: u64,
}

/// A folder of entries.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Where the cache is when nobody says: the folder the system has for it. `None` without a home.
    pub fn default_folder() -> Option<PathBuf> {
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(strategy.cache_dir().join("oitcheck"))
    }

    /// Opens a cache, making its folder when there is none.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> io::Result<Cache> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        for kind in Kind::ALL {
            builder.create(folder.join(kind.folder()))?;
        }
        Ok(Cache {
            folder: folder.into(),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is an entry; it may still turn out to be damaged.
    pub fn has(&self, kind: Kind, key: &str) -> bool {
        self.path(kind, key).is_file()
    }

    /// An entry; `None` when there is none or it is damaged.
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, key: &str) -> Option<T> {
        let path = self.path(kind, key);
        let file = File::open(&path).ok()?;
        // What is used stays; failing to note it only makes the entry look older. Windows notes nothing in a file
        // opened for reading.
        let _ = File::options()
            .append(true)
            .open(&path)
            .and_then(|entry| entry.set_modified(SystemTime::now()));
        let mut decoder = GzDecoder::new(BufReader::new(file));
        let mut text = Vec::new();
        // Read to the end, where the checksum is.
        io::Read::read_to_end(&mut decoder, &mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Keeps an entry.
    ///
    /// # Errors
    /// When it cannot be written; the run goes on without it.
    pub fn put(&self, kind: Kind, key: &str, entry: &impl Serialize) -> io::Result<()> {
        let path = self.path(kind, key);
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED_PREFIX)
            .tempfile_in(self.folder.join(kind.folder()))?;
        // The encoder takes longer over many short writes than over the text.
        let text = serde_json::to_vec(entry)?;
        let mut encoder = GzEncoder::new(BufWriter::new(file), Compression::fast());
        encoder.write_all(&text)?;
        let mut buffer = encoder.finish()?;
        buffer.flush()?;
        let file = buffer
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// How much it holds.
    ///
    /// # Errors
    /// When its folder cannot be listed.
    pub fn usage(&self) -> io::Result<Usage> {
        let mut usage = Usage::default();
        for entry in self.entries()? {
            usage.entries = usage.entries.saturating_add(1);
            usage.bytes = usage.bytes.saturating_add(entry.bytes);
        }
        Ok(usage)
    }

    /// Removes the entries that were not used for the longest time until `bytes` are not exceeded, and what
    /// killed runs left unfinished. Says what was removed.
    ///
    /// # Errors
    /// When its folder cannot be listed.
    pub fn prune(&self, bytes: u64) -> io::Result<Usage> {
        let mut entries = self.entries()?;
        let mut left: u64 = entries.iter().map(|entry| entry.bytes).sum();
        let mut removed = Usage::default();
        let target = if left > bytes {
            (bytes as f64 * KEPT) as u64
        } else {
            bytes
        };
        let now = SystemTime::now();
        entries.sort_by_key(|entry| (!entry.unfinished, entry.used));
        for entry in entries {
            let age = now.duration_since(entry.used).unwrap_or_default();
            let stale = entry.unfinished && age > UNFINISHED;
            if !stale && (left <= target || entry.unfinished) {
                continue;
            }
            // Another run may have removed it.
            if fs::remove_file(&entry.path).is_ok() {
                left = left.saturating_sub(entry.bytes);
                removed.entries = removed.entries.saturating_add(1);
                removed.bytes = removed.bytes.saturating_add(entry.bytes);
            }
        }
        Ok(removed)
    }

    /// Removes everything and says how much it was.
    ///
    /// # Errors
    /// When its folder cannot be listed.
    pub fn clear(&self) -> io::Result<Usage> {
        self.prune(0)
    }

    fn path(&self, kind: Kind, key: &str) -> PathBuf {
        self.folder.join(kind.folder()).join(key)
    }

    fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for kind in Kind::ALL {
            for entry in fs::read_dir(self.folder.join(kind.folder()))? {
                let entry = entry?;
                // Another run may have removed it.
                let Ok(metadata) = entry.metadata() else {
                    continue;
                };
                let name = entry.file_name();
                if !metadata.is_file() {
                    continue;
                }
                entries.push(Entry {
                    unfinished: name.to_string_lossy().starts_with(UNFINISHED_PREFIX),
                    path: entry.path(),
                    bytes: metadata.len(),
                    used: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                });
            }
        }
        Ok(entries)
    }
}

struct Entry {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
    unfinished: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(&folder.path().join("cache")).unwrap();
        (folder, cache)
    }

    #[test]
    fn an_entry_comes_back_and_a_damaged_one_does_not() {
        let (_folder, cache) = cache();
        cache.put(Kind::Extraction, "a", &"สรุปผล").unwrap();
        assert_eq!(
            cache.get::<String>(Kind::Extraction, "a").as_deref(),
            Some("สรุปผล")
        );
        assert_eq!(cache.get::<String>(Kind::Verdict, "a"), None);
        let path = cache.path(Kind::Extraction, "a");
        let bytes = fs::read(&path).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        for cut in 0..bytes.len() {
            file.set_len(0).unwrap();
            let mut file = File::options().write(true).open(&path).unwrap();
            file.write_all(&bytes[..cut]).unwrap();
            assert_eq!(cache.get::<String>(Kind::Extraction, "a"), None, "{cut}");
        }
    }

    #[test]
    fn the_oldest_entries_are_removed_first() {
        let (_folder, cache) = cache();
        for (age, key) in [(3, "old"), (2, "older but used"), (1, "new")] {
            cache.put(Kind::Verdict, key, &"x".repeat(100)).unwrap();
            let file = File::options()
                .write(true)
                .open(cache.path(Kind::Verdict, key))
                .unwrap();
            let time = SystemTime::now() - Duration::from_secs(age * 3600);
            file.set_modified(time).unwrap();
        }
        assert!(
            cache
                .get::<String>(Kind::Verdict, "older but used")
                .is_some()
        );
        let usage = cache.usage().unwrap();
        assert_eq!(usage.entries, 3);
        let removed = cache.prune(usage.bytes - 1).unwrap();
        assert_eq!(removed.entries, 1);
        assert!(!cache.has(Kind::Verdict, "old"));
        assert!(cache.has(Kind::Verdict, "older but used"));
        cache.clear().unwrap();
        assert_eq!(cache.usage().unwrap(), Usage::default());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, cache) = cache();
        cache.put(Kind::Extraction, "a", &"x").unwrap();
        for path in [
            cache.folder().to_owned(),
            cache.folder().join("extractions"),
            cache.path(Kind::Extraction, "a"),
        ] {
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}
