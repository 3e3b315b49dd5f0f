//! The rule sets and the vocabulary that come with the program.

/// A shipped rule set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Embedded {
    pub(crate) id: &'static str,
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
}

/// One file each, the newest of an agency type first. Adding a set is its file and its line here.
pub(crate) const SETS: &[Embedded] = &[Embedded {
    id: "police-station-2568",
    file: "rules/police-station-2568.toml",
    text: include_str!("../../rules/police-station-2568.toml"),
}];

/// Words used by name in every set.
pub(crate) const VOCABULARY: &[(&str, &str)] = &[
    (
        "rules/vocabulary/common.toml",
        include_str!("../../rules/vocabulary/common.toml"),
    ),
    (
        "rules/vocabulary/police.toml",
        include_str!("../../rules/vocabulary/police.toml"),
    ),
    (
        "rules/vocabulary/procurement.toml",
        include_str!("../../rules/vocabulary/procurement.toml"),
    ),
];
