//! The results store: restored byte for byte, and asked what `docs/store.md` asks.

use super::{Place, many, sample};
use crate::common::{oitcheck, root};
use rusqlite::Connection;

/// The queries of the documentation: every SQL block.
fn queries() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("docs/store.md")).unwrap();
    let blocks = text.split("```sql\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_run_is_restored_byte_for_byte() {
    let place = Place::with_bytes(sample());
    place.report(&["--store", "results.db"]);
    let mut large = many(4);
    // Numbers that a careless reader of decimals gets wrong in the last place.
    large["agencies"][0]["items"][0]["confidence"] = serde_json::json!(0.300_000_000_000_000_04);
    large["agencies"][1]["items"][0]["confidence"] = serde_json::json!(1.234_567_890_123_456_7e-5);
    std::fs::write(place.path("result.json"), large.to_string()).unwrap();
    let large = place.report(&["--format", "json"]);
    assert!(large.contains("0.30000000000000004"));
    place.report(&["--store", "results.db"]);
    for (arguments, wanted) in [
        (&[] as &[&str], large.as_bytes()),
        (&["--run", "2"][..], large.as_bytes()),
        (&["--run", "1"][..], sample()),
    ] {
        let output = oitcheck()
            .arg("report")
            .arg(place.path("results.db"))
            .args(["--format", "json"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.stdout == wanted, "{arguments:?}");
    }
    let said = place.refused(&["results.db", "--run", "3"]);
    assert!(said.contains("no such run"), "{said}");
}

#[test]
fn every_documented_query_answers() {
    let place = Place::with(&many(6));
    place.report(&["--store", "results.db"]);
    place.report(&["--store", "results.db"]);
    let connection = Connection::open(place.path("results.db")).unwrap();
    let queries = queries();
    assert!(queries.len() >= 5, "{queries:?}");
    for query in queries {
        let mut statement = connection.prepare(&query).unwrap();
        let rows = statement.query_map([], |_| Ok(())).unwrap().count();
        assert!(rows > 0, "no answer to {query}");
    }
}

#[test]
fn the_documented_schema_is_that_of_the_store() {
    let place = Place::with_bytes(sample());
    place.report(&["--store", "results.db"]);
    let connection = Connection::open(place.path("results.db")).unwrap();
    let documented = std::fs::read_to_string(root().join("docs/store.md")).unwrap();
    let mut columns = connection
        .prepare("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'")
        .unwrap();
    let columns = columns
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .unwrap();
    for column in columns {
        let (table, column) = column.unwrap();
        let line = documented
            .lines()
            .find(|line| line.starts_with(&format!("| `{table}` ")))
            .unwrap_or_else(|| panic!("{table} is not documented"));
        assert!(
            line.contains(&format!("`{column}`")),
            "{table}.{column} is not documented"
        );
    }
}

#[test]
fn another_database_is_left_alone() {
    let place = Place::with_bytes(sample());
    let connection = Connection::open(place.path("other.db")).unwrap();
    connection
        .execute_batch("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
        .unwrap();
    drop(connection);
    let before = std::fs::read(place.path("other.db")).unwrap();
    let said = place.refused(&["result.json", "--store", "other.db"]);
    assert!(said.contains("not a results store"), "{said}");
    assert!(std::fs::read(place.path("other.db")).unwrap() == before);
}
