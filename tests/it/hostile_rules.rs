//! Rule files of up to a megabyte that are made to take long.

/// What each is full of, with its text; `good` is a rule set to spoil.
pub(crate) fn files(good: &str) -> Vec<(&'static str, String)> {
    let phrases: String = (0..16)
        .map(|n| format!("p{n} = [{}]\n", format!("\"@p{}\",", n + 1).repeat(20)))
        .collect();
    vec![
        ("open brackets", "[".repeat(1 << 20)),
        ("tables", "[[item]]\n".repeat(1 << 17)),
        ("one long line", format!("id = \"{}\"", "ก".repeat(1 << 19))),
        (
            "unknown keys",
            (0..60_000).map(|n| format!("key{n} = 1\n")).collect(),
        ),
        ("nested tables", "a.".repeat(1 << 19) + "b = 1"),
        ("quotes", "\"".repeat(1 << 20)),
        (
            "phrases without end",
            format!("{good}\n[phrases]\n{phrases}p16 = [\"x\"]\n").replacen(
                "any = [",
                "any = [\"@p0\",",
                1,
            ),
        ),
        ("random bytes", "\u{0}\u{7f}=\n[\"'{".repeat(1 << 17)),
    ]
}
