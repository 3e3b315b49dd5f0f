//! The places of a rule file outside the conditions: the file itself, its items, requirements, examples and changes.

use super::kinds::CONDITION;
use super::{Holds, Key, Kinds, Shape, may, must};

/// A whole file.
pub(crate) static FILE: Shape = Shape {
    name: "the file",
    kinds: Kinds::None,
    keys: &[
        must(
            "id",
            Holds::Text,
            "Name of the rule set, such as `police-station-2568`; the file has the same name.",
        ),
        must(
            "version",
            Holds::Text,
            "Counts the changes of this file's content, such as \"1\".",
        ),
        may(
            "extends",
            Holds::Text,
            "Id of the rule set this one differs from.",
        ),
        may(
            "agency_type",
            Holds::Text,
            "Such as `police-station`; required unless inherited.",
        ),
        must(
            "fiscal_years",
            Holds::Years,
            "Buddhist-era fiscal years; the first one decides what FY and H1 mean.",
        ),
        must("title", Holds::Both, "Name for people."),
        may(
            "recognise",
            Holds::Phrases,
            "Words in documents that show this type of agency.",
        ),
        may(
            "typical",
            Holds::Phrases,
            "Words that this type of agency writes and others hardly do; they show it where it is not named.",
        ),
        may(
            "sources",
            Holds::Names,
            "Where the facts come from: names of documents, addresses.",
        ),
        may(
            "indicator",
            Holds::Tables(&INDICATOR),
            "Groups of items that are scored together.",
        ),
        may(
            "item",
            Holds::Tables(&ITEM),
            "One numbered disclosure duty each, in the official order.",
        ),
        may(
            "change",
            Holds::Tables(&CHANGE),
            "What differs from the set named in `extends`.",
        ),
        may(
            "phrases",
            Holds::PhraseLists,
            "Phrase lists of this file, used as \"@name\".",
        ),
        may(
            "columns",
            Holds::PhraseLists,
            "Columns of this file with the headers they are known by.",
        ),
        may(
            "layouts",
            Holds::NameLists,
            "Table layouts of this file, each a list of column names.",
        ),
    ],
};

/// A file of `rules/vocabulary/`.
pub(crate) static VOCABULARY: Shape = Shape {
    name: "the vocabulary",
    kinds: Kinds::None,
    keys: &[
        may(
            "phrases",
            Holds::PhraseLists,
            "Phrase lists, used as \"@name\".",
        ),
        may(
            "columns",
            Holds::PhraseLists,
            "Columns with the headers they are known by.",
        ),
        may(
            "layouts",
            Holds::NameLists,
            "Table layouts, each a list of column names.",
        ),
    ],
};

static INDICATOR: Shape = Shape {
    name: "[[indicator]]",
    kinds: Kinds::None,
    keys: &[
        must("id", Holds::Text, "Such as `9.1`."),
        must("title", Holds::Both, "Official title."),
    ],
};

static ITEM: Shape = Shape {
    name: "[[item]]",
    kinds: Kinds::None,
    keys: &[
        must("id", Holds::Text, "The year's number, such as `O15`."),
        must(
            "key",
            Holds::Text,
            "Survives renumbering, such as `procurement-monthly-summary`.",
        ),
        must("title", Holds::Both, "Official title."),
        may(
            "aliases",
            Holds::Names,
            "Other titles documents and file names carry.",
        ),
        may(
            "profile",
            Holds::Phrases,
            "Phrases a document for this item has and others rarely have.",
        ),
        may(
            "not_profile",
            Holds::Phrases,
            "Phrases that speak against a document being for this item.",
        ),
        may("indicator", Holds::Text, "Id of its indicator."),
        may(
            "note",
            Holds::Both,
            "Contradictions in the sources and how they were settled.",
        ),
        may(
            "combine",
            Holds::Choice(&["all", "any"]),
            "`all` requirements must pass (default) or `any` one.",
        ),
        must(
            "requirement",
            Holds::Tables(&REQUIREMENT),
            "What must be shown.",
        ),
        may(
            "example",
            Holds::Tables(&EXAMPLE),
            "Texts and tables with the verdicts they must get.",
        ),
        may(
            "after",
            Holds::Text,
            "In a set that extends another: the item this new one comes after.",
        ),
        may(
            "reason",
            Holds::Both,
            "In a set that extends another: why the item is new.",
        ),
    ],
};

static REQUIREMENT: Shape = Shape {
    name: "[[item.requirement]]",
    kinds: Kinds::One,
    keys: &[
        must(
            "id",
            Holds::Text,
            "The item's number and a letter: `O15.a`.",
        ),
        must("asks", Holds::Both, "What is asked, in your own words."),
        BASIS,
        NOTE,
        SOURCE,
        DUE,
        WHEN,
    ],
};

static EXAMPLE: Shape = Shape {
    name: "[[item.example]]",
    kinds: Kinds::None,
    keys: &[
        may("about", Holds::Text, "What the example shows."),
        may(
            "text",
            Holds::Text,
            "Paragraphs; a line that begins with `# ` is a heading.",
        ),
        may(
            "table",
            Holds::Rows,
            "Rows of cells; the first row is the header.",
        ),
        may(
            "files",
            Holds::Names,
            "Sample files: those of the program, such as `pictures.docx`, or some beside the rule file.",
        ),
        may(
            "other",
            Holds::Tables(&OTHER),
            "Tables of other items, for what follows them.",
        ),
        must(
            "expect",
            Holds::Verdicts,
            "Requirement ids with `pass`, `fail` or `review`.",
        ),
    ],
};

static OTHER: Shape = Shape {
    name: "a table of another item",
    kinds: Kinds::None,
    keys: &[
        must("item", Holds::Text, "The other item's number."),
        must(
            "table",
            Holds::Rows,
            "Rows of cells; the first row is the header.",
        ),
    ],
};

static CHANGE: Shape = Shape {
    name: "[[change]]",
    kinds: Kinds::None,
    keys: &[
        must(
            "item",
            Holds::Text,
            "The parent's number or key of the item.",
        ),
        must("reason", Holds::Both, "Why it differs."),
        may("remove", Holds::Flag, "The item is not asked any more."),
        may(
            "remove_requirements",
            Holds::Names,
            "Requirements that are not asked any more, by this set's ids.",
        ),
        may(
            "id",
            Holds::Text,
            "The item's new number; its requirements are renumbered with it.",
        ),
        may(
            "after",
            Holds::Text,
            "The item moves behind this one (this set's number).",
        ),
        may("title", Holds::Both, "New official title."),
        may("aliases", Holds::Names, "New list of other titles."),
        may("profile", Holds::Phrases, "New profile."),
        may(
            "not_profile",
            Holds::Phrases,
            "New list of phrases that speak against it.",
        ),
        may("indicator", Holds::Text, "New indicator."),
        may("note", Holds::Both, "New note."),
        may(
            "combine",
            Holds::Choice(&["all", "any"]),
            "New combination.",
        ),
        may(
            "requirement",
            Holds::Tables(&CHANGED_REQUIREMENT),
            "Requirements that differ (only the keys given) or are new.",
        ),
        may("example", Holds::Tables(&EXAMPLE), "Further examples."),
        may(
            "replace_examples",
            Holds::Flag,
            "The parent's examples no longer hold.",
        ),
    ],
};

static CHANGED_REQUIREMENT: Shape = Shape {
    name: "[[change.requirement]]",
    kinds: Kinds::AtMostOne,
    keys: &[
        must("id", Holds::Text, "This set's id of the requirement."),
        may("asks", Holds::Both, "What is asked, in your own words."),
        BASIS,
        NOTE,
        SOURCE,
        DUE,
        WHEN,
    ],
};

const BASIS: Key = may(
    "basis",
    Holds::Choice(&["official", "advice"]),
    "`official` (default), or `advice`, which never fails an item.",
);
const NOTE: Key = may("note", Holds::Both, "Contradictions in the sources.");
const SOURCE: Key = may(
    "source",
    Holds::Text,
    "Where it was confirmed: a document or an address.",
);
const DUE: Key = may(
    "due",
    Holds::Window,
    "The part of the year after which it is asked, such as `Q2`.",
);
const WHEN: Key = may(
    "when",
    Holds::Table(&CONDITION),
    "Only asked where this holds.",
);
