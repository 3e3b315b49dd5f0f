//! The conditions of requirements: one place for each kind.

use super::{Holds, Key, Kinds, Shape, may, must};

const NEAR: Key = may("near", Holds::Phrases, "Must stand near one of these.");
const UNLESS: Key = may(
    "unless",
    Holds::Phrases,
    "Does not count with one of these in its sentence, such as \"@not-yet\".",
);

/// A condition on its own, as in `when` and in the lists of `all` and `any`.
pub(super) static CONDITION: Shape = Shape {
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
            "in_box",
            Holds::Flag,
            "Only in short blocks and tables without figures and names, as the boxes of a chart are.",
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
        may(
            "nobody_pending",
            Holds::Flag,
            "Fails where a named person's entry only says that it is still to come.",
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
            "Columns that must not be empty in any row; cells left out of one that most rows fill settle an `any`.",
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
        may(
            "heads",
            Holds::Phrases,
            "Judges only tables with one of these among their heads: fails where the heads name another period.",
        ),
        may(
            "heads_without",
            Holds::Phrases,
            "Leaves out tables with one of these among their heads.",
        ),
        may(
            "or_undated",
            Holds::Flag,
            "Documents that state no date pass too.",
        ),
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
            "Where nearly every PDF has a file of its name in another format, all of them must.",
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
        may(
            "unless",
            Holds::Phrases,
            "A date whose line has one of these does not count.",
        ),
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
            "without_brackets",
            Holds::Flag,
            "A name just before or above the position counts without brackets too.",
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
            "unless",
            Holds::Phrases,
            "A caption beside one of these does not count.",
        ),
        may(
            "each_person",
            Holds::Flag,
            "Of everybody whom a table names, where nearly all of them have one.",
        ),
        may(
            "of_rows",
            Holds::Flag,
            "A caption that names what a row of a table names counts too.",
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
