//! The rule language as data: which keys a place may have, what each holds, and what it is for.
//!
//! One table serves four readers: the validator (unknown keys, wrong types, missing keys), the messages
//! ("did you mean"), the JSON Schema that editors use, and the reference in `docs/rules.md`.

/// A place in a rule file with its keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// How messages call it, such as `[[item]]`.
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
    /// Whether the place also says what to check.
    pub(crate) kinds: Kinds,
}

/// How many of [`KIND_KEYS`] a place takes besides its own keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinds {
    None,
    /// A change may leave the condition as it was.
    AtMostOne,
    One,
}

impl Shape {
    /// Its own keys and, where it takes a condition, those of the kinds.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let kinds: &'static [Key] = if self.kinds == Kinds::None {
            &[]
        } else {
            KIND_KEYS
        };
        self.keys.iter().chain(kinds)
    }
}

/// A key of a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(crate) required: bool,
    /// What it is for, in one English sentence; shown by editors.
    pub(crate) about: &'static str,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// A text that is not blank.
    Text,
    /// A number within bounds, both included.
    Number(i64, i64),
    /// `true` or `false`.
    Flag,
    /// `{ th = "..", en = ".." }`.
    Both,
    /// A list of texts: phrases, or `@name` for a list of the vocabulary.
    Phrases,
    /// A list of lists of phrases.
    Groups,
    /// A list of regular expressions.
    Patterns,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of these words.
    Choices(&'static [&'static str]),
    /// A list of texts that are not phrases: names, ids, addresses.
    Names,
    /// A list of Buddhist-era years.
    Years,
    /// A time window.
    Window,
    /// The name of a column, or `{ name = "..", headers = [..] }`.
    Column,
    /// A list of columns.
    Columns,
    /// A table of this shape.
    Table(&'static Shape),
    /// A list of tables of this shape.
    Tables(&'static Shape),
    /// A table of requirement ids with `pass`, `fail` or `review`.
    Verdicts,
    /// A list of rows, each a list of cell texts.
    Rows,
    /// A table whose every key names a list of phrases.
    PhraseLists,
    /// A table whose every key names a list of column names.
    NameLists,
}

const fn must(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key {
        name,
        holds,
        required: true,
        about,
    }
}

const fn may(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key {
        name,
        holds,
        required: false,
        about,
    }
}

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

pub(crate) static ITEM: Shape = Shape {
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
const NEAR: Key = may("near", Holds::Phrases, "Must stand near one of these.");
const UNLESS: Key = may(
    "unless",
    Holds::Phrases,
    "Does not count with one of these in its sentence, such as \"@not-yet\".",
);

/// A condition on its own, as in `when` and in the lists of `all` and `any`.
pub(crate) static CONDITION: Shape = Shape {
    name: "a condition",
    kinds: Kinds::One,
    keys: &[],
};

/// The kinds of condition, in the order the documentation explains them.
pub(crate) static KIND_KEYS: &[Key] = &[
    may("text", Holds::Table(&TEXT), "Phrases in the text."),
    may(
        "table",
        Holds::Table(&TABLE),
        "A table with certain columns.",
    ),
    may(
        "period",
        Holds::Table(&PERIOD),
        "The documents' own dates cover a window.",
    ),
    may("format", Holds::Table(&FORMAT), "File formats."),
    may("count", Holds::Table(&COUNT), "At least n of something."),
    may("contact", Holds::Table(&CONTACT), "Contact details."),
    may("date", Holds::Table(&DATE), "A stated date."),
    may(
        "signature",
        Holds::Table(&SIGNATURE),
        "A name in brackets above a position.",
    ),
    may("image", Holds::Table(&IMAGE), "A picture near a caption."),
    may(
        "language",
        Holds::Table(&LANGUAGE),
        "A version in a language.",
    ),
    may("link", Holds::Table(&LINK), "A web address."),
    may(
        "follows",
        Holds::Table(&FOLLOWS),
        "Everything named in another item's table has its result here.",
    ),
    may("sum", Holds::Table(&SUM), "A column adds up."),
    may(
        "human",
        Holds::Table(&HUMAN),
        "What no document can decide; always `review`.",
    ),
    may("all", Holds::Tables(&CONDITION), "All of these conditions."),
    may("any", Holds::Tables(&CONDITION), "One of these conditions."),
    may(
        "at_least",
        Holds::Table(&AT_LEAST),
        "At least `n` of these conditions.",
    ),
];

static TEXT: Shape = Shape {
    name: "text",
    kinds: Kinds::None,
    keys: &[
        may("any", Holds::Phrases, "One of these must be found."),
        may(
            "all",
            Holds::Phrases,
            "Each of these must be found; \"@name\" asks for one of its list.",
        ),
        may(
            "groups",
            Holds::Groups,
            "One phrase of each list must be found.",
        ),
        may(
            "patterns",
            Holds::Patterns,
            "Regular expressions, each one more group; only where a phrase cannot do it.",
        ),
        may(
            "at_least",
            Holds::Number(1, 100),
            "How many of the groups are enough.",
        ),
        may(
            "near",
            Holds::Number(1, 10_000),
            "Most characters between the first and the last group.",
        ),
        UNLESS,
        may(
            "in_heading",
            Holds::Flag,
            "Only in headings, captions and table headers.",
        ),
        may(
            "title_counts",
            Holds::Flag,
            "The item's own title counts as a match; normally naming a duty does not fulfil it.",
        ),
        may(
            "not_yet_counts",
            Holds::Flag,
            "A match counts beside words such as ยังไม่ได้ too, as in a statement of problems.",
        ),
        may(
            "content",
            Holds::Number(1, 10_000),
            "Characters of text that must follow the heading.",
        ),
    ],
};

static TABLE: Shape = Shape {
    name: "table",
    kinds: Kinds::None,
    keys: &[
        may(
            "layouts",
            Holds::Names,
            "Layouts of the vocabulary; one must be there in full.",
        ),
        may(
            "columns",
            Holds::Columns,
            "Columns that must be there, where no layout has them.",
        ),
        may(
            "rows_at_least",
            Holds::Number(0, 10_000),
            "Fewest rows below the header; 1 by default.",
        ),
        may(
            "or_says_none",
            Holds::Phrases,
            "Sentences that stand in place of rows.",
        ),
        may(
            "filled",
            Holds::Names,
            "Columns that must not be empty in any row.",
        ),
        may(
            "rows_with",
            Holds::Groups,
            "For each list, one row must contain one of its phrases.",
        ),
        may(
            "every",
            Holds::Flag,
            "Every table of the layout must have the rows or the sentence.",
        ),
        may(
            "positive",
            Holds::Text,
            "A column that must have a number above zero in some row.",
        ),
    ],
};

static PERIOD: Shape = Shape {
    name: "period",
    kinds: Kinds::None,
    keys: &[
        must(
            "covers",
            Holds::Window,
            "The window: `FY`, `H1`, `Q2`, `FY-1`, or days.",
        ),
        may(
            "each",
            Holds::Choice(&["month", "quarter"]),
            "Every month or quarter of it must be named.",
        ),
        may(
            "within",
            Holds::Number(1, 1_000),
            "So many dates inside it are enough, if they outnumber those outside.",
        ),
        NEAR,
    ],
};

static FORMAT: Shape = Shape {
    name: "format",
    kinds: Kinds::None,
    keys: &[
        may(
            "all",
            Holds::Choices(FAMILIES),
            "Each of these must be there.",
        ),
        may(
            "any",
            Holds::Choices(FAMILIES),
            "One of these must be there.",
        ),
        may(
            "same_content",
            Holds::Flag,
            "The files must hold the same content.",
        ),
    ],
};

const FAMILIES: &[&str] = &["pdf", "xlsx", "docx"];

static COUNT: Shape = Shape {
    name: "count",
    kinds: Kinds::None,
    keys: &[
        must(
            "what",
            Holds::Choice(&["dated-entries", "rows", "images", "numbers", "persons"]),
            "What is counted.",
        ),
        must("at_least", Holds::Number(1, 10_000), "Fewest."),
        NEAR,
        may("window", Holds::Window, "Only those dated inside."),
        UNLESS,
    ],
};

static CONTACT: Shape = Shape {
    name: "contact",
    kinds: Kinds::None,
    keys: &[
        must(
            "fields",
            Holds::Choices(&[
                "agency-name",
                "phone",
                "email",
                "address",
                "map",
                "web",
                "any",
            ]),
            "Each must be there.",
        ),
        may(
            "each_person",
            Holds::Flag,
            "For each person named, not once for the agency.",
        ),
        NEAR,
    ],
};

static DATE: Shape = Shape {
    name: "date",
    kinds: Kinds::None,
    keys: &[
        NEAR,
        may("window", Holds::Window, "The date must lie inside."),
        may("day", Holds::Flag, "It must name a day, not only a month."),
    ],
};

static SIGNATURE: Shape = Shape {
    name: "signature",
    kinds: Kinds::None,
    keys: &[
        may("positions", Holds::Phrases, "Positions that count."),
        may(
            "in_document_with",
            Holds::Phrases,
            "The document must carry one of these.",
        ),
        may(
            "same_as",
            Holds::Text,
            "Whoever signs must be named with such a position in the documents of this item, where they name anybody.",
        ),
    ],
};

static IMAGE: Shape = Shape {
    name: "image",
    kinds: Kinds::None,
    keys: &[
        may(
            "near",
            Holds::Phrases,
            "The caption, or the heading above, has one of these.",
        ),
        may(
            "at_least",
            Holds::Number(1, 10_000),
            "Fewest pictures; 1 by default.",
        ),
    ],
};

static LANGUAGE: Shape = Shape {
    name: "language",
    kinds: Kinds::None,
    keys: &[
        must("is", Holds::Choice(&["th", "en"]), "The language."),
        may("phrases", Holds::Phrases, "It must contain one of these."),
        may(
            "letters_at_least",
            Holds::Number(1, 100_000),
            "Fewest letters of the language; 100 by default.",
        ),
    ],
};

static LINK: Shape = Shape {
    name: "link",
    kinds: Kinds::None,
    keys: &[
        NEAR,
        may("hosts", Holds::Names, "The address contains one of these."),
        may(
            "or_says",
            Holds::Phrases,
            "Words that stand for a link, such as QR Code.",
        ),
        UNLESS,
    ],
};

static FOLLOWS: Shape = Shape {
    name: "follows",
    kinds: Kinds::None,
    keys: &[
        must("item", Holds::Text, "The item whose table is followed."),
        must(
            "column",
            Holds::Column,
            "The column whose cells must come back.",
        ),
        may("with", Holds::Phrases, "Phrases that must come with them."),
        UNLESS,
    ],
};

static SUM: Shape = Shape {
    name: "sum",
    kinds: Kinds::None,
    keys: &[
        must("column", Holds::Column, "The column."),
        may(
            "total",
            Holds::Phrases,
            "Words of the total row; รวม by default.",
        ),
    ],
};

static HUMAN: Shape = Shape {
    name: "human",
    kinds: Kinds::None,
    keys: &[must(
        "look_at",
        Holds::Both,
        "What the person must look at.",
    )],
};

static AT_LEAST: Shape = Shape {
    name: "at_least",
    kinds: Kinds::None,
    keys: &[
        must("n", Holds::Number(1, 100), "How many must hold."),
        must("of", Holds::Tables(&CONDITION), "The conditions."),
    ],
};
