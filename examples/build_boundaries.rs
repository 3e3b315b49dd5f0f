//! Makes `src/thai/data/contested.bits` from `words.fst`. Run it whenever that was built anew:
//!
//!     cargo run --release --example build_boundaries

use std::io::Write;

fn main() -> anyhow::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in("src/thai/data")?;
    file.write_all(&oitcheck::thai::lexicon::contested_table())?;
    file.persist("src/thai/data/contested.bits")?;
    Ok(())
}
