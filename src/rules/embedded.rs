//! The rule sets and the vocabulary that come with the program.

/// A shipped rule set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Embedded {
    pub(crate) id: &'static str,
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
}

/// A set whose file is named after its id.
macro_rules! set {
    ($id:literal) => {
        Embedded {
            id: $id,
            file: concat!("rules/", $id, ".toml"),
            text: include_str!(concat!("../../rules/", $id, ".toml")),
        }
    };
}

/// One file each, the newest of an agency type first. Adding a set is its file and its line here.
pub(crate) const SETS: &[Embedded] = &[
    set!("police-station-2568"),
    set!("local-government-2568"),
    set!("local-government-2567"),
    set!("general-2569"),
    set!("general-2568"),
    set!("general-2566"),
    set!("general-2563-2565"),
    set!("vocational-college-2569"),
    set!("vocational-college-2568"),
    set!("moph-moit-2568"),
];

/// Words used by name in every set.
pub(crate) const VOCABULARY: &[(&str, &str)] = &[
    (
        "rules/vocabulary/common.toml",
        include_str!("../../rules/vocabulary/common.toml"),
    ),
    (
        "rules/vocabulary/general.toml",
        include_str!("../../rules/vocabulary/general.toml"),
    ),
    (
        "rules/vocabulary/health.toml",
        include_str!("../../rules/vocabulary/health.toml"),
    ),
    (
        "rules/vocabulary/local.toml",
        include_str!("../../rules/vocabulary/local.toml"),
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

/// Files with which examples show what text cannot: formats and pictures. `rules/examples/make.py` makes them.
pub(crate) const SAMPLES: &[(&str, &[u8])] = &[
    (
        "pictures.docx",
        include_bytes!("../../rules/examples/pictures.docx"),
    ),
    (
        "table.docx",
        include_bytes!("../../rules/examples/table.docx"),
    ),
    (
        "table.pdf",
        include_bytes!("../../rules/examples/table.pdf"),
    ),
    (
        "table.xlsx",
        include_bytes!("../../rules/examples/table.xlsx"),
    ),
];
