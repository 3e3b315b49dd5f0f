//! What an item or a requirement asks, how it is checked, what to do about it, and where that was read.
//!
//! In: a loaded rule. Out: text in one language. The sentences are made from the condition itself, so that
//! they cannot differ from what is checked.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::model::{
    Basis, Column, Combine, Condition, ContactField, Count, Counted, Cover, Example, FormatFamily,
    Item, Period, Requirement, RuleSet, Table, Text, Window,
};
use crate::language::Bilingual;
use crate::result::Verdict;

/// Phrases of a list that are shown; the rest is counted.
const SHOWN: usize = 6;

/// Explains an item (`O15`) or a requirement (`O15.a`) by its id, or an item by its key. `None` where the
/// set has no such name.
pub fn explain(rules: &RuleSet, name: &str, thai: bool) -> Option<String> {
    let words = Words { thai };
    let mut out = String::new();
    let item = rules.items.iter().find(|item| {
        item.id.eq_ignore_ascii_case(name)
            || item.key == name
            || item
                .requirements
                .iter()
                .any(|one| one.id.eq_ignore_ascii_case(name))
    })?;
    words.head(rules, item, &mut out);
    let one = item
        .requirements
        .iter()
        .find(|one| one.id.eq_ignore_ascii_case(name));
    match one {
        Some(requirement) => words.requirement(requirement, &mut out),
        None => item
            .requirements
            .iter()
            .for_each(|one| words.requirement(one, &mut out)),
    }
    for example in &item.examples {
        let about_this = |id: &String| one.is_none_or(|one| &one.id == id);
        if example.expect.iter().any(|(id, _)| about_this(id)) {
            words.example(example, &mut out);
        }
    }
    words.sources(rules, &mut out);
    Some(out)
}

/// The condition as an instruction to the agency: what the documents must show.
pub fn instruction(condition: &Condition, thai: bool) -> String {
    let mut out = String::new();
    Words { thai }.condition(condition, 0, &mut out);
    out.trim_end().to_owned()
}

struct Words {
    thai: bool,
}

impl Words {
    fn say(&self, th: &'static str, en: &'static str) -> &'static str {
        if self.thai { th } else { en }
    }

    fn pick<'a>(&self, text: &'a Bilingual) -> &'a str {
        if self.thai { &text.th } else { &text.en }
    }

    fn head(&self, rules: &RuleSet, item: &Item, out: &mut String) {
        let _ = writeln!(out, "{} {}", item.id, item.title.th);
        if !self.thai {
            let _ = writeln!(out, "{}", item.title.en);
        }
        let _ = writeln!(out, "{} ({})", self.pick(&rules.title), rules.id);
        if let Some(broken) = &item.broken {
            let _ = writeln!(
                out,
                "{}: {broken}",
                self.say("เกณฑ์นี้เขียนผิด", "This rule is broken")
            );
        }
        if item.combine == Combine::Any {
            let _ = writeln!(
                out,
                "{}",
                self.say("ผ่านเมื่อมีอย่างน้อยหนึ่งข้อย่อย", "One requirement is enough.")
            );
        }
        if let Some(note) = &item.note {
            let _ = writeln!(out, "{}: {}", self.say("หมายเหตุ", "Note"), self.pick(note));
        }
    }

    fn requirement(&self, one: &Requirement, out: &mut String) {
        let _ = writeln!(out, "\n{}  {}", one.id, self.pick(&one.asks));
        if one.basis == Basis::Advice {
            let text = self.say(
                "คำแนะนำ: ยังไม่ยืนยันว่าใช้ในปีนี้ จึงไม่ทำให้ข้อนี้ไม่ผ่าน",
                "Advice: not confirmed for this year, so it never fails the item.",
            );
            let _ = writeln!(out, "  {text}");
        }
        if let Some(due) = &one.due {
            let _ = writeln!(
                out,
                "  {}: {}",
                self.say("ครบกำหนดหลัง", "Due after"),
                day(due.to)
            );
        }
        if let Some(when) = &one.when {
            let _ = writeln!(out, "  {}:", self.say("ถามเฉพาะเมื่อ", "Only asked where"));
            self.condition(when, 2, out);
        }
        let _ = writeln!(
            out,
            "  {}:",
            self.say("สิ่งที่ต้องมีในเอกสาร", "What the documents must show")
        );
        self.condition(&one.condition, 2, out);
        if let Some(note) = &one.note {
            let _ = writeln!(
                out,
                "  {}: {}",
                self.say("หมายเหตุ", "Note"),
                self.pick(note)
            );
        }
        if let Some(source) = &one.source {
            let _ = writeln!(out, "  {}: {source}", self.say("ที่มา", "Source"));
        }
    }

    fn example(&self, example: &Example, out: &mut String) {
        let _ = writeln!(
            out,
            "\n{} {}",
            self.say("ตัวอย่าง", "Example:"),
            example.about
        );
        for line in example.text.trim().lines() {
            let _ = writeln!(out, "  | {line}");
        }
        for row in &example.table {
            let _ = writeln!(out, "  | {}", row.join(" | "));
        }
        for file in &example.files {
            let _ = writeln!(out, "  {} {}", self.say("ไฟล์", "file"), file.name());
        }
        for (item, table) in &example.others {
            let _ = writeln!(out, "  {} {item}", self.say("ตารางของข้อ", "table of"));
            for row in table {
                let _ = writeln!(out, "  | {}", row.join(" | "));
            }
        }
        for (id, verdict) in &example.expect {
            let verdict = match verdict {
                Verdict::Pass => self.say("ผ่าน", "pass"),
                Verdict::Fail => self.say("ไม่ผ่าน", "fail"),
                Verdict::Review => self.say("ต้องให้คนดู", "review"),
            };
            let _ = writeln!(out, "  {id}: {verdict}");
        }
    }

    fn sources(&self, rules: &RuleSet, out: &mut String) {
        if !rules.sources.is_empty() {
            let _ = writeln!(out, "\n{}:", self.say("ที่มาของเกณฑ์", "Sources of the rules"));
        }
        for source in &rules.sources {
            let _ = writeln!(out, "  {source}");
        }
    }

    fn condition(&self, condition: &Condition, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let several = match condition {
            Condition::All(list) => Some((self.say("ครบทุกอย่างต่อไปนี้", "all of these"), list)),
            Condition::Any(list) => Some((self.say("อย่างใดอย่างหนึ่งต่อไปนี้", "one of these"), list)),
            _ => None,
        };
        if let Some((head, list)) = several {
            let _ = writeln!(out, "{indent}{head}:");
            list.iter()
                .for_each(|one| self.condition(one, depth + 1, out));
            return;
        }
        if let Condition::AtLeast(wanted, list) = condition {
            let _ = writeln!(out, "{indent}{} {wanted}:", self.say("อย่างน้อย", "at least"));
            list.iter()
                .for_each(|one| self.condition(one, depth + 1, out));
            return;
        }
        let _ = writeln!(out, "{indent}- {}", self.simple(condition));
    }

    fn simple(&self, condition: &Condition) -> String {
        let say = |th: &'static str, en: &'static str| self.say(th, en);
        match condition {
            Condition::Text(text) => self.text(text),
            Condition::Table(table) => self.table(table),
            Condition::Period(period) => self.period(period),
            Condition::Format(formats) => {
                let mut parts: Vec<String> = formats
                    .all
                    .iter()
                    .map(|family| family_name(*family).to_owned())
                    .collect();
                if !formats.any.is_empty() {
                    let any: Vec<&str> = formats
                        .any
                        .iter()
                        .map(|family| family_name(*family))
                        .collect();
                    parts.push(any.join(say(" หรือ ", " or ")));
                }
                format!(
                    "{} {}",
                    say("ไฟล์", "files:"),
                    parts.join(say(" และ ", " and "))
                )
            }
            Condition::Count(count) => self.count(count),
            Condition::Contact(contact) => {
                let fields: Vec<&str> = contact
                    .fields
                    .iter()
                    .map(|field| self.contact_field(*field))
                    .collect();
                let each = if contact.each_person {
                    say("ของแต่ละคน", " for each person")
                } else {
                    ""
                };
                format!("{}{each}{}", fields.join(", "), self.near(&contact.near))
            }
            Condition::Date(date) => {
                let mut line = say("ระบุวันที่", "a date").to_owned();
                if date.day {
                    line.push_str(say(" (มีวัน เดือน ปี)", " with day, month and year"));
                }
                if let Some(window) = &date.window {
                    let _ = write!(line, " {}", self.window(window));
                }
                line + &self.near(&date.near)
            }
            Condition::Signature(signature) => {
                let mut line =
                    say("ลงชื่อและตำแหน่งผู้ลงนาม", "a name in brackets above a position").to_owned();
                if !signature.positions.is_empty() {
                    let _ = write!(line, ": {}", self.phrases(&signature.positions));
                }
                if !signature.same_as.is_empty() {
                    let _ = write!(
                        line,
                        "; {} {}",
                        say("ชื่อต้องตรงกับข้อ", "the name must be among those of"),
                        signature.same_as
                    );
                }
                line
            }
            Condition::Image(image) => {
                let mut line = format!(
                    "{} {}{}",
                    say("ภาพอย่างน้อย", "pictures, at least"),
                    image.at_least.max(1),
                    self.caption(&image.near)
                );
                if image.of_rows {
                    line += say(
                        " หรือตามที่แถวของตารางเรียก",
                        " or as a row of a table calls it",
                    );
                }
                if image.each_person {
                    line += say(" ของทุกคนในตาราง", " of everybody in the table");
                }
                line
            }
            Condition::Language(language) => match language.language.as_str() {
                "en" => say("ฉบับภาษาอังกฤษ", "an English version").to_owned(),
                _ => say("ฉบับภาษาไทย", "a Thai version").to_owned(),
            },
            Condition::Link(link) => {
                let mut line = say("ลิงก์ (ที่อยู่เว็บ)", "a web address").to_owned();
                if !link.or_says.is_empty() {
                    let _ = write!(
                        line,
                        " {} {}",
                        say("หรือ", "or"),
                        self.phrases(&link.or_says)
                    );
                }
                line + &self.near(&link.near)
            }
            Condition::Follows(follows) => format!(
                "{} {} ({})",
                say(
                    "ผลของทุกรายการที่ระบุไว้ในตารางของข้อ",
                    "the result of everything in the table of item"
                ),
                follows.item,
                follows.column.label()
            ),
            Condition::Sum(sum) => format!(
                "{}: {}",
                say(
                    "ตัวเลขในคอลัมน์รวมกันเท่ากับแถวรวม",
                    "the column adds up to its total row"
                ),
                sum.column.label()
            ),
            Condition::Human(human) => {
                format!(
                    "{}: {}",
                    say("ให้คนตรวจ", "a person looks at"),
                    self.pick(&human.look_at)
                )
            }
            Condition::All(_) | Condition::Any(_) | Condition::AtLeast(..) => String::new(),
        }
    }

    fn text(&self, text: &Text) -> String {
        let several = text.groups.len() + text.patterns.len() > 1;
        let mut groups: Vec<String> = text
            .groups
            .iter()
            .map(|group| match (self.phrases(group), group.len()) {
                (phrases, 2..) if several => format!("({phrases})"),
                (phrases, _) => phrases,
            })
            .collect();
        groups.extend(
            text.patterns
                .iter()
                .map(|pattern| format!("/{}/", pattern.text)),
        );
        let joined = groups.join(self.say(" และ ", " and "));
        let mut line = if text.at_least < groups.len() {
            format!(
                "{} {} {} {joined}",
                self.say("อย่างน้อย", "at least"),
                text.at_least,
                self.say("อย่างจาก", "of")
            )
        } else {
            format!("{} {joined}", self.say("ข้อความ", "the words"))
        };
        if text.in_heading {
            line.push_str(self.say(" เป็นหัวข้อที่มีเนื้อหา", " as a heading with text below"));
        }
        if text.in_box {
            line.push_str(self.say(" ในกล่องของผัง", " in the boxes of a chart"));
        }
        if let Some(near) = text.near {
            let _ = write!(
                line,
                " ({} {near} {})",
                self.say("ห่างกันไม่เกิน", "within"),
                self.say("ตัวอักษร", "characters")
            );
        }
        line
    }

    fn table(&self, table: &Table) -> String {
        let layouts: Vec<String> = table
            .layouts
            .iter()
            .map(|layout| {
                let headers: Vec<&str> = layout.columns.iter().map(Column::label).collect();
                headers.join(", ")
            })
            .collect();
        let mut line = self.say("ตาราง", "a table").to_owned();
        if !layouts.is_empty() {
            line += self.say("ที่มีคอลัมน์ ", " with the columns ");
            line += &layouts.join(self.say("; หรือ ", "; or "));
        }
        for group in &table.rows_with {
            let _ = write!(
                line,
                "; {} {}",
                self.say("แถวของ", "a row of"),
                self.phrases(group)
            );
        }
        if table.rows_at_least > 1 {
            let _ = write!(
                line,
                "; {} {}",
                self.say("จำนวนแถวอย่างน้อย", "rows at least"),
                table.rows_at_least
            );
        }
        if !table.or_says_none.is_empty() {
            let _ = write!(
                line,
                "; {} {}",
                self.say("หรือเขียนว่า", "or the words"),
                self.phrases(&table.or_says_none)
            );
        }
        line
    }

    fn period(&self, period: &Period) -> String {
        let window = self.window(&period.window);
        if let Some(head) = period.heads.first() {
            let heads = self.say("หัวตารางที่มีคำเช่น", "heads of tables with words such as");
            let name = self.say("ไม่ระบุช่วงอื่นนอกจาก", "name no period but");
            return format!("{heads} {head} {name} {window}");
        }
        let dates = match period.cover {
            Cover::Whole => format!(
                "{} {window}",
                self.say("วันที่หรือช่วงเวลาที่ครอบคลุม", "dates that cover")
            ),
            Cover::EachMonth => format!("{} {window}", self.say("ครบทุกเดือน", "every month")),
            Cover::EachQuarter => format!("{} {window}", self.say("ครบทุกไตรมาส", "every quarter")),
            Cover::Within(dates) => {
                format!(
                    "{} {dates} {} {window}",
                    self.say("อย่างน้อย", "at least"),
                    self.say("วันที่ที่อยู่ใน", "dates")
                )
            }
        };
        if period.or_undated {
            let undated = self.say("หรือไม่ระบุวันที่", "or no date at all");
            return format!("{dates} {undated}");
        }
        dates
    }

    fn window(&self, window: &Window) -> String {
        format!(
            "{} {} {} {}",
            self.say("ตั้งแต่", "from"),
            day(window.from),
            self.say("ถึง", "to"),
            day(window.to)
        )
    }

    fn count(&self, count: &Count) -> String {
        let what = match count.what {
            Counted::DatedEntries => self.say("ข่าวหรือกิจกรรมที่มีวันที่", "entries with a date"),
            Counted::Rows => self.say("แถวในตาราง", "table rows"),
            Counted::Images => self.say("ภาพ", "pictures"),
            Counted::Numbers => self.say("ตัวเลข", "numbers"),
            Counted::Persons => self.say("ชื่อบุคคล", "names of persons"),
        };
        let mut line = format!(
            "{what} {} {}",
            self.say("อย่างน้อย", "at least"),
            count.at_least
        );
        if let Some(window) = &count.window {
            let _ = write!(line, " {}", self.window(window));
        }
        line += &self.near(&count.near);
        if !count.unless.is_empty() {
            let _ = write!(
                line,
                "; {} {}",
                self.say("ไม่นับรายการที่มี", "not those that say"),
                self.phrases(&count.unless)
            );
        }
        line
    }

    fn contact_field(&self, field: ContactField) -> &'static str {
        match field {
            ContactField::AgencyName => self.say("ชื่อหน่วยงาน", "the agency's name"),
            ContactField::Phone => self.say("หมายเลขโทรศัพท์", "a telephone number"),
            ContactField::Email => self.say("อีเมล", "an e-mail address"),
            ContactField::Address => self.say("ที่อยู่", "a postal address"),
            ContactField::Map => self.say("แผนที่", "a map"),
            ContactField::Web => self.say("เว็บไซต์หรือสื่อสังคม", "a web or social-media address"),
            ContactField::Any => self.say(
                "ช่องทางติดต่อ (โทรศัพท์ อีเมล หรือเว็บ)",
                "a phone number, e-mail or web address",
            ),
        }
    }

    fn near(&self, phrases: &[String]) -> String {
        if phrases.is_empty() {
            return String::new();
        }
        format!(" {} {}", self.say("ใกล้คำว่า", "near"), self.phrases(phrases))
    }

    fn caption(&self, phrases: &[String]) -> String {
        if phrases.is_empty() {
            return String::new();
        }
        format!(
            " {} {}",
            self.say("มีคำบรรยายว่า", "with the caption"),
            self.phrases(phrases)
        )
    }

    /// The first phrases of a list in quotation marks.
    fn phrases(&self, list: &[String]) -> String {
        let shown: Vec<String> = list
            .iter()
            .take(SHOWN)
            .map(|phrase| format!("“{phrase}”"))
            .collect();
        let joined = shown.join(self.say(" หรือ ", " or "));
        match list.len().saturating_sub(SHOWN) {
            0 => joined,
            more if self.thai => format!("{joined} หรืออีก {more} คำที่มีความหมายเดียวกัน"),
            more => format!("{joined} or {more} more that mean the same"),
        }
    }
}

fn family_name(family: FormatFamily) -> &'static str {
    match family {
        FormatFamily::Pdf => "PDF",
        FormatFamily::Xlsx => "Excel",
        FormatFamily::Docx => "Word",
    }
}

/// A day as Thai documents number it.
fn day(date: Date) -> String {
    format!(
        "{}/{}/{}",
        date.day(),
        date.month(),
        i32::from(date.year()) + 543
    )
}
