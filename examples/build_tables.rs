//! Makes `src/thai/data/contested.bits` and `lost_sara_am.fst` from `words.fst`. Run it whenever that was built anew:
//!
//!     cargo run --release --example build_tables

use std::io::Write;

use oitcheck::thai::lexicon::{contested_table, lost_table};

fn main() -> anyhow::Result<()> {
    for (name, table) in [
        ("contested.bits", contested_table()),
        ("lost_sara_am.fst", lost_table()?),
    ] {
        let mut file = tempfile::NamedTempFile::new_in("src/thai/data")?;
        file.write_all(&table)?;
        file.persist(format!("src/thai/data/{name}"))?;
    }
    Ok(())
}
