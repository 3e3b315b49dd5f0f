//! Reading results back: what `check --format json`, `--format ndjson` and `--out` wrote.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::results::{INDEX, INDEX_SCHEMA, Index};
use crate::printable::printable;
use crate::report::store;
use crate::result::{AgencyResult, RUN_SCHEMA, Run, Tool};

/// What kind of JSON it is.
#[derive(Deserialize)]
struct Probe {
    schema: Option<String>,
}

/// What every SQLite file begins with.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Reads a result: a run as JSON, agencies line by line, the folder or index that `--out` wrote, or a run of a
/// store, by its number or the latest.
pub(super) fn read(path: &Path, run: Option<i64>) -> anyhow::Result<Run> {
    let path = &if path.is_dir() {
        path.join(INDEX)
    } else {
        path.to_owned()
    };
    let name = path.display();
    let unopened = || format!("{name}: เปิดไฟล์ผลตรวจไม่ได้ / the result cannot be opened");
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(SQLITE.len() as u64).read_to_end(&mut head))
        .with_context(unopened)?;
    if head == SQLITE {
        return store::restore(path, run).with_context(|| name.to_string());
    }
    let bytes = std::fs::read(path).with_context(unopened)?;
    // One object, or one agency a line; the first value tells.
    let first = serde_json::Deserializer::from_slice(&bytes)
        .into_iter::<Probe>()
        .next();
    let schema = match first {
        Some(Ok(probe)) => probe.schema,
        Some(Err(error)) => {
            return Err(error).context(format!("{name}: ไม่ใช่ JSON ที่อ่านได้ / not readable JSON"));
        }
        None => bail!("{name}: ไฟล์ว่าง / the file is empty"),
    };
    let broken = || format!("{name}: ผลตรวจไม่สมบูรณ์ / the result is damaged");
    match schema.as_deref() {
        Some(RUN_SCHEMA) => serde_json::from_slice(&bytes).with_context(broken),
        Some(INDEX_SCHEMA) => {
            let index: Index = serde_json::from_slice(&bytes).with_context(broken)?;
            read_agencies(path, index)
        }
        Some(other) => bail!(
            "{name}: “{}” ไม่ใช่ผลของ oitcheck check ที่รุ่นนี้อ่านได้ / not a result of oitcheck check that this version reads",
            printable(other)
        ),
        None => {
            let agencies: Result<Vec<AgencyResult>, _> =
                serde_json::Deserializer::from_slice(&bytes)
                    .into_iter()
                    .collect();
            let agencies = agencies.with_context(|| {
                format!("{name}: ไม่ใช่ผลของ oitcheck check / not a result of oitcheck check")
            })?;
            Ok(Run {
                schema: RUN_SCHEMA.to_owned(),
                tool: Tool::this(),
                agencies,
                errors: Vec::new(),
                run: None,
            })
        }
    }
}

/// The agencies that an index names, which lie beside it.
fn read_agencies(path: &Path, index: Index) -> anyhow::Result<Run> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut agencies = Vec::new();
    let mut run = None;
    for entry in index.agencies {
        if Path::new(&entry.file).components().count() != 1 || entry.file == ".." {
            bail!(
                "{}: {} ไม่อยู่ข้างดัชนี / does not lie beside the index",
                path.display(),
                entry.file
            );
        }
        let path = folder.join(&entry.file);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let single: Run =
            serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?;
        agencies.extend(single.agencies);
        run = single.run;
    }
    Ok(Run {
        schema: RUN_SCHEMA.to_owned(),
        tool: index.tool,
        agencies,
        errors: index.errors,
        run,
    })
}
