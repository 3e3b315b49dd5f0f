//! What each signal is worth.
//!
//! Content can outweigh a number in a file name (4 against 5 + 2), and no single weak signal reaches [`ACCEPT`].

/// `[pins]` of `oitcheck.toml`: an auditor has decided.
pub(super) const PIN: f64 = 100.0;
/// The item's number in the file name: agencies number files by the list, but some by an older one.
pub(super) const CODE_IN_FILE_NAME: f64 = 4.0;
/// The item's number in a folder name: folders often hold several items.
pub(super) const CODE_IN_FOLDER: f64 = 2.0;
/// The item's words in the file name, times their similarity.
pub(super) const FILE_NAME: f64 = 4.0;
/// The same for the folder.
pub(super) const FOLDER: f64 = 1.5;
/// The item's official title as a heading.
pub(super) const TITLE_IN_HEADING: f64 = 5.0;
/// A heading in other words or spelling, times its similarity to the item's titles.
pub(super) const LIKE_TITLE: f64 = 4.5;
/// A shorter title as a heading.
pub(super) const ALIAS_IN_HEADING: f64 = 2.5;
/// The item's number in a heading.
pub(super) const CODE_IN_HEADING: f64 = 3.0;
/// Share of the item's requirements whose words and tables are there.
pub(super) const CONTENT: f64 = 6.0;
/// Share of the item's profile phrases.
pub(super) const PROFILE: f64 = 2.0;
/// One of a file for each month, for an item that asks for each month.
pub(super) const MONTHLY: f64 = 1.5;
/// Several of the pictures that the item asks for: a report shows what its plan only names.
pub(super) const PICTURES: f64 = 2.5;
/// A phrase that belongs to an item this one is mistaken for.
pub(super) const AGAINST: f64 = -1.5;
/// Same name or content as a document of the item.
pub(super) const TWIN: f64 = 5.0;

/// The item's number in the file name, where the other files of the agency are numbered by the list too.
pub(super) const NUMBERING: f64 = 3.0;
/// In a folder whose documents answer the item, and few others.
pub(super) const BESIDE: f64 = 1.5;
/// The most that the signals of a path count together.
pub(super) const PATH: f64 = 4.0;

/// Least total for an assignment.
pub(super) const ACCEPT: f64 = 4.0;
