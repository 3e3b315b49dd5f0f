//! The checked files as a page shows them: links to their pages, and pictures of the evidence.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::{Report, facts};
use crate::picture::{Picture, Place};
use crate::result::{AgencyResult, Evidence, RequirementResult};

/// The files of an agency, seen from the folder of its page.
pub(super) struct Sources {
    base: String,
    /// By document.
    pictures: BTreeMap<String, Vec<(Place, Picture)>>,
}

impl Sources {
    /// The files of an agency for a page in `pages`. Where the checked folder is unknown, it is taken to be the
    /// folder of the page.
    pub(super) fn new(pages: &Path, report: &Report<'_>, agency: &AgencyResult) -> Sources {
        let mut base = report
            .documents
            .and_then(|documents| relative(pages, documents))
            .map(|path| path + "/")
            .unwrap_or_default();
        if agency.agency.path != "." {
            base.push_str(&facts::iri(&agency.agency.path));
            base.push('/');
        }
        Sources {
            base,
            pictures: pictures(report, agency),
        }
    }

    /// A link to a file.
    pub(super) fn file(&self, path: &str) -> String {
        format!("{}{}", self.base, facts::iri(path))
    }

    /// A link to the page of a PDF; other formats open as a whole.
    pub(super) fn evidence(&self, evidence: &Evidence) -> String {
        let mut url = self.file(&evidence.document);
        let is_pdf = evidence.document.to_lowercase().ends_with(".pdf");
        if let (Some(page), true) = (evidence.page, is_pdf) {
            url.push_str(&format!("#page={page}"));
        }
        url
    }

    /// The picture of where evidence stands.
    pub(super) fn picture(&self, evidence: &Evidence) -> Option<&Picture> {
        let place = place(evidence)?;
        let drawn = self.pictures.get(&evidence.document)?;
        let (_, picture) = drawn.iter().find(|(of, _)| *of == place)?;
        Some(picture)
    }
}

fn place(evidence: &Evidence) -> Option<Place> {
    Some(Place {
        page: evidence.page?,
        bbox: evidence.bbox?,
    })
}

/// One picture for each requirement: of what its verdict rests on, or of what came nearest.
fn pictures(report: &Report<'_>, agency: &AgencyResult) -> BTreeMap<String, Vec<(Place, Picture)>> {
    let Some(artist) = report.artist else {
        return BTreeMap::new();
    };
    let requirements = agency.items.iter().flat_map(|item| &item.requirements);
    let mut wanted: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for evidence in requirements.filter_map(telling) {
        let places = wanted.entry(&evidence.document).or_default();
        places.extend(place(evidence).filter(|place| !places.contains(place)));
    }
    wanted
        .into_iter()
        .map(|(document, places)| {
            let drawn = artist.draw(&agency.agency, document, &places);
            let drawn = places.into_iter().zip(drawn);
            let pictures = drawn.filter_map(|(place, picture)| Some((place, picture?)));
            (document.to_owned(), pictures.collect())
        })
        .collect()
}

/// The evidence of a requirement that tells most.
fn telling(requirement: &RequirementResult) -> Option<&Evidence> {
    requirement.evidence.first().or(requirement.nearest.first())
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
