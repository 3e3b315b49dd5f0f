//! Links from a page to the checked files.

use std::path::{Component, Path, PathBuf};

use super::facts;
use crate::result::{AgencyResult, Evidence};

/// Where the files of an agency lie, seen from the folder of its page.
pub(super) struct Links(String);

impl Links {
    /// Links of a page in `pages` to the files of an agency below `documents`, the folder that was checked.
    /// Where that is unknown, it is taken to be the folder of the page.
    pub(super) fn new(pages: &Path, documents: Option<&Path>, agency: &AgencyResult) -> Links {
        let mut base = documents
            .and_then(|documents| relative(pages, documents))
            .map(|path| path + "/")
            .unwrap_or_default();
        if agency.agency.path != "." {
            base.push_str(&facts::iri(&agency.agency.path));
            base.push('/');
        }
        Links(base)
    }

    /// A file.
    pub(super) fn file(&self, path: &str) -> String {
        format!("{}{}", self.0, facts::iri(path))
    }

    /// A page of a PDF; other formats open as a whole.
    pub(super) fn evidence(&self, evidence: &Evidence) -> String {
        let mut url = self.file(&evidence.document);
        let is_pdf = evidence.document.to_lowercase().ends_with(".pdf");
        if let (Some(page), true) = (evidence.page, is_pdf) {
            url.push_str(&format!("#page={page}"));
        }
        url
    }
}

/// The way from one folder to another as a relative URL; `None` when there is none, as between two drives.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let from = std::path::absolute(from).ok()?;
    let to = std::path::absolute(to).ok()?;
    let (from, to) = (plain(&from)?, plain(&to)?);
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| facts::iri(part));
    let parts: Vec<String> = up.chain(down).collect();
    Some(if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    })
}

/// The parts of an absolute path, with `..` resolved by name.
fn plain(path: &Path) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                parts.push(PathBuf::from(component.as_os_str()).to_str()?.to_owned());
            }
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_folders_goes_up_and_down() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b/c", "/a/d e").as_deref(), Some("../../d%20e"));
        assert_eq!(way("/a/b", "/a/x/../b").as_deref(), Some("."));
        assert_eq!(way("report/agencies", ".").as_deref(), Some("../.."));
    }
}
