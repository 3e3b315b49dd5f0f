//! Folders to agencies: which folder is one agency, which files are its reports.
//!
//! In: a path the user gave. Out: agencies with their files in a fixed order, and what could not be
//! listed. Nothing is read here but folder entries and `oitcheck.toml`; symbolic links and devices are
//! refused, so that a hostile folder cannot point out of itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::document::WarningCode;
use crate::ingest::bundle::Member;
use crate::messages;
use crate::reading::Source;
use crate::result::ErrorRecord;
use crate::settings::Settings;

/// Folders inside folders; the deepest real submission seen has five levels.
const DEPTH: usize = 32;

/// One agency and what it handed in.
#[derive(Debug)]
pub struct Agency {
    /// The folder's name.
    pub id: String,
    /// The folder.
    pub folder: PathBuf,
    /// The folder as reports name it: relative to the path the user gave, `.` when it is that path.
    pub path: String,
    /// What `oitcheck.toml` says.
    pub settings: Settings,
    /// Its files, by path.
    pub files: Vec<File>,
    /// What could not be listed or is not accepted.
    pub errors: Vec<ErrorRecord>,
}

/// One file of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative to the agency folder, `/` between its parts, in Unicode normal form C.
    pub path: String,
    /// Where it is.
    pub location: PathBuf,
    /// What it is inside `location`, when that is an archive.
    pub member: Option<Member>,
    /// Its size; that of the archive for a file inside one.
    pub bytes: u64,
    /// Why it is not a report; `None` for reports.
    pub skipped: Option<Skipped>,
}

impl File {
    /// What a reader needs to know of it.
    pub fn source(&self) -> Source {
        Source {
            name: self.path.clone(),
            location: self.location.clone().into_os_string(),
            member: self.member.as_ref().map(|member| member.number),
        }
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// Made by an operating system or an office program for itself.
    Housekeeping,
    /// Named in `[ignore]` of `oitcheck.toml`.
    Ignored,
    /// `oitcheck.toml` itself.
    Settings,
    /// An archive; the files in it are listed by themselves.
    Unpacked,
}

impl Skipped {
    /// The code for results.
    pub fn code(self) -> WarningCode {
        match self {
            Skipped::Housekeeping => WarningCode::HousekeepingFile,
            Skipped::Ignored => WarningCode::IgnoredBySettings,
            Skipped::Settings => WarningCode::SettingsFile,
            Skipped::Unpacked => WarningCode::Unpacked,
        }
    }
}

/// How a folder is split into agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Decided by what the folder looks like.
    #[default]
    Guess,
    /// The folder is one agency.
    OneAgency,
    /// Each subfolder is an agency.
    EachSubfolder,
}

/// Why a path gave no agency.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The path does not exist or cannot be listed.
    #[error("{path}: {source}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// Finds the agencies below a path; a file is an agency of one file. The second part lists files that
/// lie beside agency folders and belong to none.
pub fn discover(
    path: &Path,
    grouping: Grouping,
) -> Result<(Vec<Agency>, Vec<ErrorRecord>), DiscoverError> {
    let unreadable = |source| DiscoverError::Unreadable {
        path: path.display().to_string(),
        source,
    };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if metadata.is_file() {
        return Ok((vec![single_file(path)], Vec::new()));
    }
    let (entries, mut strays) = list(path, "").map_err(unreadable)?;
    let folders: Vec<&Entry> = entries.iter().filter(|entry| entry.folder).collect();
    let each = match grouping {
        Grouping::OneAgency => false,
        Grouping::EachSubfolder => true,
        Grouping::Guess => is_collection(path, &entries),
    };
    if !each {
        return Ok((vec![agency(path, ".")], Vec::new()));
    }
    for entry in entries
        .iter()
        .filter(|entry| !entry.folder && !housekeeping(&entry.name))
    {
        let text = messages::text("stray-file", &[("path", &entry.name)]);
        strays.push(ErrorRecord {
            path: entry.name.clone(),
            code: "stray-file".into(),
            message: text,
        });
    }
    let agencies = folders
        .iter()
        .map(|entry| agency(&entry.location, &entry.name))
        .collect();
    Ok((agencies, strays))
}

fn single_file(path: &Path) -> Agency {
    let name = file_name(path);
    Agency {
        id: path
            .file_stem()
            .map_or_else(|| name.clone(), |s| s.to_string_lossy().nfc().collect()),
        folder: path.parent().map_or_else(PathBuf::new, Path::to_path_buf),
        path: ".".into(),
        settings: Settings::default(),
        files: vec![File {
            path: name,
            location: path.to_path_buf(),
            member: None,
            bytes: std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
            skipped: None,
        }],
        errors: Vec::new(),
    }
}

fn file_name(path: &Path) -> String {
    // `folder/.` and `..` have no name of their own.
    let named = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .or_else(|| {
            path.canonicalize()
                .ok()?
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
        });
    named.unwrap_or_else(|| ".".into()).nfc().collect()
}

fn agency(folder: &Path, path: &str) -> Agency {
    let mut errors = Vec::new();
    let settings = match Settings::load(folder) {
        Ok(settings) => settings,
        Err(error) => {
            errors.push(ErrorRecord {
                path: "oitcheck.toml".into(),
                code: "settings".into(),
                message: messages::text("settings", &[("detail", &error.to_string())]),
            });
            Settings::default()
        }
    };
    let mut files = Vec::new();
    walk(folder, "", DEPTH, &settings, &mut files, &mut errors);
    tell_apart(&mut files);
    Agency {
        id: file_name(folder),
        folder: folder.into(),
        path: path.into(),
        settings,
        files,
        errors,
    }
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    settings: &Settings,
    files: &mut Vec<File>,
    errors: &mut Vec<ErrorRecord>,
) {
    let entries = match list(folder, prefix) {
        Ok((entries, refused)) => {
            errors.extend(refused);
            entries
        }
        Err(error) => {
            let detail = error.to_string();
            let path = if prefix.is_empty() {
                "."
            } else {
                prefix.trim_end_matches('/')
            };
            errors.push(ErrorRecord {
                path: path.into(),
                code: "unreadable".into(),
                message: messages::text("unreadable", &[("path", path), ("detail", &detail)]),
            });
            return;
        }
    };
    for entry in entries {
        let path = format!("{prefix}{}", entry.name);
        if !entry.folder {
            let skipped = skipped(&path, settings);
            // What cannot be asked for its size says why when it is opened.
            let bytes = std::fs::metadata(&entry.location).map_or(0, |metadata| metadata.len());
            files.push(File {
                path,
                location: entry.location,
                member: None,
                bytes,
                skipped,
            });
        } else if entry.name == "__MACOSX" || entry.name.starts_with('.') {
            // Folders that programs keep for themselves are not part of a submission.
        } else if depth == 0 {
            errors.push(ErrorRecord {
                path: path.clone(),
                code: "too-deep".into(),
                message: messages::text("too-deep", &[("path", &path)]),
            });
        } else {
            walk(
                &entry.location,
                &format!("{path}/"),
                depth - 1,
                settings,
                files,
                errors,
            );
        }
    }
}

/// Sorts files by path and numbers those of the same one: two names may differ only in how they write a letter
/// (Unicode normal forms), or in bytes that are no text.
fn tell_apart(files: &mut [File]) {
    files.sort_by(|a, b| (&a.path, &a.location).cmp(&(&b.path, &b.location)));
    let mut taken: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut previous: Option<String> = None;
    for file in files {
        if previous.as_ref() != Some(&file.path) {
            previous = Some(file.path.clone());
            continue;
        }
        // The extension stays at the end.
        let (stem, extension) = match file.path.rsplit_once('.') {
            Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
            _ => (file.path.as_str(), String::new()),
        };
        let free = (2u32..)
            .map(|number| format!("{stem} ({number}){extension}"))
            .find(|path| !taken.contains(path));
        if let Some(path) = free {
            taken.insert(path.clone());
            file.path = path;
        }
    }
}

/// Why a file is not a report, by its path in the agency folder.
pub(crate) fn skipped(path: &str, settings: &Settings) -> Option<Skipped> {
    let own_folder = |part: &str| part == "__MACOSX" || (part.starts_with('.') && part != "..");
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if housekeeping(name) || folders.split('/').any(own_folder) {
        Some(Skipped::Housekeeping)
    } else if path == Settings::FILE_NAME {
        Some(Skipped::Settings)
    } else if settings.ignores(path) {
        Some(Skipped::Ignored)
    } else {
        None
    }
}

/// The files inside an archive of an agency.
pub(crate) fn members(settings: &Settings, archive: &File, members: Vec<Member>) -> Vec<File> {
    members
        .into_iter()
        .map(|member| {
            let path = format!("{}/{}", archive.path, member.path);
            File {
                skipped: skipped(&path, settings),
                path,
                location: archive.location.clone(),
                bytes: archive.bytes,
                member: Some(member),
            }
        })
        .collect()
}

struct Entry {
    name: String,
    location: PathBuf,
    folder: bool,
}

/// Entries of a folder by name, and those that are neither files nor folders.
fn list(folder: &Path, prefix: &str) -> std::io::Result<(Vec<Entry>, Vec<ErrorRecord>)> {
    let mut entries = Vec::new();
    let mut refused = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name: String = entry.file_name().to_string_lossy().nfc().collect();
        let kind = entry.file_type()?;
        if kind.is_file() || kind.is_dir() {
            entries.push(Entry {
                name,
                location: entry.path(),
                folder: kind.is_dir(),
            });
        } else {
            let path = format!("{prefix}{name}");
            refused.push(ErrorRecord {
                code: "not-a-file".into(),
                message: messages::text("not-a-file", &[("path", &path)]),
                path,
            });
        }
    }
    entries.sort_by(|a, b| {
        a.name
            .cmp(&b.name)
            .then_with(|| a.location.cmp(&b.location))
    });
    refused.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((entries, refused))
}

/// Files that operating systems and office programs leave behind.
fn housekeeping(name: &str) -> bool {
    const NAMES: &[&str] = &["thumbs.db", "desktop.ini", "ehthumbs.db", "readme.txt"];
    name.starts_with('.')
        || name.starts_with("~$")
        || name.starts_with(".~lock")
        || NAMES.contains(&name.to_lowercase().as_str())
}

/// Whether each subfolder is an agency, by what the folder looks like.
fn is_collection(folder: &Path, entries: &[Entry]) -> bool {
    if folder.join(Settings::FILE_NAME).is_file() {
        return false;
    }
    let folders: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.folder && !entry.name.starts_with('.'))
        .collect();
    if folders.is_empty() {
        return false;
    }
    let own = |entry: &&&Entry| {
        entry.location.join(Settings::FILE_NAME).is_file() || names_agency(&entry.name)
    };
    if folders.iter().filter(own).count() > 0 {
        return true;
    }
    if folders.iter().any(|entry| names_topic(&entry.name)) {
        return false;
    }
    let documents = entries
        .iter()
        .any(|entry| !entry.folder && looks_like_report(&entry.name));
    !documents
}

fn looks_like_report(name: &str) -> bool {
    const EXTENSIONS: &[&str] = &["pdf", "docx", "doc", "xlsx", "xls", "xlsb", "ods", "odt"];
    !housekeeping(name)
        && name
            .rsplit_once('.')
            .is_some_and(|(_, ext)| EXTENSIONS.contains(&ext.to_lowercase().as_str()))
}

/// Folder names that begin like an agency: the types that file an ITA return.
fn names_agency(name: &str) -> bool {
    const STARTS: &[&str] = &[
        "สถานีตำรวจ",
        "สภ.",
        "สน.",
        "องค์การบริหารส่วน",
        "อบต",
        "อบจ",
        "เทศบาล",
        "ทต.",
        "ทม.",
        "ทน.",
        "โรงพยาบาล",
        "รพ.",
        "วิทยาลัย",
        "โรงเรียน",
        "มหาวิทยาลัย",
        "กรม",
        "สำนักงาน",
        "สสจ",
        "สสอ",
    ];
    STARTS.iter().any(|start| name.starts_with(start))
}

/// Folder names that speak of an item, an indicator or a topic.
fn names_topic(name: &str) -> bool {
    const TOPICS: &[&str] = &[
        "โครงสร้าง",
        "อำนาจหน้าที่",
        "กฎหมาย",
        "ติดต่อ",
        "ประชาสัมพันธ์",
        "รายงาน",
        "คู่มือ",
        "สถิติ",
        "การเงิน",
        "งบประมาณ",
        "พัสดุ",
        "จัดซื้อ",
        "บุคคล",
        "กำลังพล",
        "ร้องเรียน",
        "สินบน",
        "ความเสี่ยง",
        "จริยธรรม",
        "มาตรการ",
        "ทุจริต",
        "แผน",
        "ตัวชี้วัด",
        "เว็บ",
        "บริการ",
        "no gift",
        "e-service",
    ];
    let lower = name.to_lowercase();
    TOPICS.iter().any(|topic| lower.contains(topic))
        || !crate::thai::codes::codes_in_file_name(&lower).is_empty()
        || is_indicator(&lower)
}

/// `9`, `9.1`, `10.2 ...`: the two OIT indicators and their parts.
fn is_indicator(name: &str) -> bool {
    let number: String = name
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    matches!(
        number.trim_end_matches('.'),
        "9" | "9.1" | "9.2" | "9.3" | "9.4" | "9.5" | "10" | "10.1" | "10.2"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::File::create(file).unwrap();
        }
        folder
    }

    fn ids(folder: &tempfile::TempDir) -> Vec<String> {
        let (agencies, _) = discover(folder.path(), Grouping::Guess).unwrap();
        agencies.into_iter().map(|agency| agency.path).collect()
    }

    #[test]
    fn a_folder_with_documents_is_one_agency() {
        assert_eq!(ids(&tree(&["O1.pdf", "x/O2.pdf"])), ["."]);
    }

    #[test]
    fn topic_folders_are_one_agency() {
        assert_eq!(ids(&tree(&["รายงานประจำเดือน/a.pdf", "พัสดุ/b.pdf"])), ["."]);
        assert_eq!(ids(&tree(&["9.1/a.pdf", "10.1/b.pdf"])), ["."]);
    }

    #[test]
    fn agency_folders_are_agencies_and_strays_are_told() {
        let folder = tree(&["สภ.หนึ่ง/O1.pdf", "สภ.สอง/O1.pdf", "บันทึก.pdf", "Thumbs.db"]);
        let (agencies, strays) = discover(folder.path(), Grouping::Guess).unwrap();
        assert_eq!(agencies.len(), 2);
        assert_eq!(
            strays.iter().map(|s| s.path.as_str()).collect::<Vec<_>>(),
            ["บันทึก.pdf"]
        );
        assert_eq!(ids(&tree(&["a/O1.pdf", "b/O1.pdf"])), ["a", "b"]);
    }

    #[test]
    fn settings_make_a_folder_one_agency() {
        assert_eq!(
            ids(&tree(&["oitcheck.toml", "a/O1.pdf", "b/O1.pdf"])),
            ["."]
        );
    }

    #[test]
    fn housekeeping_files_are_counted_and_not_read() {
        let folder = tree(&["O1.pdf", "~$O1.docx", "x/Thumbs.db", ".DS_Store"]);
        let (agencies, _) = discover(folder.path(), Grouping::Guess).unwrap();
        let skipped = agencies[0]
            .files
            .iter()
            .filter(|file| file.skipped.is_some())
            .count();
        assert_eq!((agencies[0].files.len(), skipped), (4, 3));
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_refused() {
        let folder = tree(&["O1.pdf"]);
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("O2.pdf")).unwrap();
        let (agencies, _) = discover(folder.path(), Grouping::Guess).unwrap();
        assert_eq!(agencies[0].files.len(), 1);
        assert_eq!(agencies[0].errors[0].code, "not-a-file");
    }
}
