//! Rule sets: what an agency of one type must publish in one fiscal year.
//!
//! In: TOML files, embedded or given. Out: a validated [`model::RuleSet`], or every problem of the file with
//! its line. Rules are inert data: no scripts, no network, no paths out of the rule folder.
//!
//! The way of a file: [`source`] parses it into a tree with places, [`validate`] checks the tree against
//! [`grammar`], [`inherit`] puts it on top of its parent, [`decode`] makes the model with the words of
//! [`vocabulary`], and [`mod@load`] holds it together.

mod decode;
mod diagnostic;
mod diff;
mod embedded;
mod explain;
mod grammar;
mod inherit;
mod lint;
mod load;
pub mod model;
mod problem;
mod schema;
mod show;
mod source;
mod validate;
mod vocabulary;
mod window;

pub use diagnostic::{Diagnostic, Severity};
pub use diff::diff;
pub use explain::{explain, instruction};
pub use lint::lint;
pub use load::Inspection;
pub use schema::schema;
pub use show::{resolved, source as source_text};

use std::sync::LazyLock;

use rayon::prelude::*;

use model::RuleSet;

use crate::language::Bilingual;

/// Ids and titles of the rule sets that come with the program.
pub fn embedded() -> Vec<(String, Bilingual)> {
    embedded::SETS
        .par_iter()
        .filter_map(|set| Some((set.id.to_owned(), inspect(set.id).set?.title)))
        .collect()
}

/// Every rule set that comes with the program, loaded once.
pub fn shipped() -> &'static [RuleSet] {
    static SETS: LazyLock<Vec<RuleSet>> = LazyLock::new(|| {
        embedded::SETS
            .par_iter()
            .filter_map(|set| inspect(set.id).set)
            .collect()
    });
    &SETS
}

/// Loads a set of the program by its id, or a custom one by its path.
///
/// # Errors
/// Every problem of the file, where it cannot be used as a whole. An error inside one item does not fail
/// the load: that item is marked as broken, and [`inspect`] tells what is wrong with it.
pub fn load(id_or_path: &str) -> Result<RuleSet, Vec<Diagnostic>> {
    let inspection = load::inspect(id_or_path);
    inspection.set.ok_or(inspection.diagnostics)
}

/// Loads a set from its text; `name` is what messages call it. Parents are sets of the program only.
///
/// # Errors
/// As [`load()`].
pub fn load_str(name: &str, text: &str) -> Result<RuleSet, Vec<Diagnostic>> {
    let inspection = load::inspect_text(name, text, None);
    inspection.set.ok_or(inspection.diagnostics)
}

/// Loads as [`load()`] does and keeps every problem beside the set.
pub fn inspect(id_or_path: &str) -> Inspection {
    load::inspect(id_or_path)
}

/// Loads a set from its text as [`load_str`] does and keeps every problem beside the set.
pub fn inspect_str(name: &str, text: &str) -> Inspection {
    load::inspect_text(name, text, None)
}

/// A commented rule file to start from, with the given id.
pub fn skeleton(id: &str) -> String {
    include_str!("skeleton.toml").replace("{id}", id)
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "files of a test need not survive a crash"
)]
mod tests {
    use super::*;

    fn messages(diagnostics: &[Diagnostic]) -> String {
        diagnostics
            .iter()
            .map(|d| d.render(false) + "\n\n")
            .collect()
    }

    #[test]
    fn the_skeleton_is_a_good_example() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine-2568.toml");
        std::fs::write(&path, skeleton("mine-2568")).unwrap();
        let found = lint(&inspect(path.to_str().unwrap()));
        assert!(found.is_empty(), "{}", messages(&found));
    }

    #[test]
    fn every_shipped_set_loads_without_a_problem() {
        for set in embedded::SETS {
            let inspection = inspect(set.id);
            assert!(
                inspection.diagnostics.is_empty(),
                "{}",
                messages(&inspection.diagnostics)
            );
            let loaded = inspection.set.unwrap();
            assert_eq!(loaded.id, set.id);
            assert!(loaded.items.iter().all(|item| item.broken.is_none()));
        }
    }
}
