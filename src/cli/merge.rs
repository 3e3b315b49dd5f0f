//! `oitcheck merge OUT...`: joins what several machines or several runs found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::results::{Index, JsonRun, ResultFolder};
use crate::result::{AgencyResult, ErrorRecord, RUN_SCHEMA, Run};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "ตัวอย่าง / examples:\n  oitcheck check จังหวัด/ --shard 1/2 --out a/\n  oitcheck check จังหวัด/ --shard 2/2 --out b/\n  oitcheck merge a/ b/ --out all/"
)]
pub(super) struct Arguments {
    /// โฟลเดอร์จาก --out หรือไฟล์จาก --format json / folders of --out or files of --format json
    #[arg(required = true, value_name = "OUT")]
    results: Vec<PathBuf>,
    /// เขียนลงโฟลเดอร์นี้แทนการพิมพ์ / write to this folder instead of printing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Where the result of an agency is.
enum Place {
    File(PathBuf),
    Here(Box<AgencyResult>),
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut agencies: BTreeMap<(String, String), Place> = BTreeMap::new();
    let mut errors: Vec<ErrorRecord> = Vec::new();
    for path in &arguments.results {
        let (found, more) = if path.is_dir() {
            of_folder(path)?
        } else {
            of_file(path)?
        };
        for (key, place) in found {
            let id = key.1.clone();
            if agencies.insert(key, place).is_some() {
                bail!("{id}: อยู่ในผลมากกว่าหนึ่งชุด / is in more than one of the results");
            }
        }
        // A file beside the agencies is beside those of every shard.
        errors.extend(
            more.into_iter()
                .filter(|error| !errors.contains(error))
                .collect::<Vec<_>>(),
        );
    }
    errors.sort_by(|a, b| a.path.cmp(&b.path));
    let mut folder = arguments.out.clone().map(ResultFolder::new);
    let mut stream = JsonRun::default();
    for (number, place) in agencies.into_values().enumerate() {
        let agency = match place {
            Place::Here(agency) => agency,
            Place::File(path) => only(read(&path)?, &path)?,
        };
        match &mut folder {
            Some(folder) => folder.add(number, &agency, None)?,
            None => stream.add(&agency)?,
        }
    }
    match folder {
        Some(folder) => folder.end(&errors)?,
        None => stream.end(errors, None)?,
    }
    Ok(ExitCode::SUCCESS)
}

type Found = (Vec<((String, String), Place)>, Vec<ErrorRecord>);

fn of_folder(folder: &Path) -> anyhow::Result<Found> {
    let index = Index::read(folder)?;
    let places = index
        .agencies
        .into_iter()
        .map(|entry| {
            let key = (entry.agency.path, entry.agency.id);
            (key, Place::File(folder.join(entry.file)))
        })
        .collect();
    Ok((places, index.errors))
}

fn of_file(path: &Path) -> anyhow::Result<Found> {
    let run = read(path)?;
    let places = run
        .agencies
        .into_iter()
        .map(|agency| {
            let key = (agency.agency.path.clone(), agency.agency.id.clone());
            (key, Place::Here(Box::new(agency)))
        })
        .collect();
    Ok((places, run.errors))
}

fn read(path: &Path) -> anyhow::Result<Run> {
    let name = || path.display().to_string();
    let bytes = std::fs::read(path).with_context(name)?;
    let run: Run = serde_json::from_slice(&bytes).with_context(name)?;
    anyhow::ensure!(
        run.schema == RUN_SCHEMA,
        "{}: {} ≠ {RUN_SCHEMA}",
        name(),
        run.schema
    );
    Ok(run)
}

/// The agency of a file that has one.
fn only(run: Run, path: &Path) -> anyhow::Result<Box<AgencyResult>> {
    match <[AgencyResult; 1]>::try_from(run.agencies) {
        Ok([agency]) => Ok(Box::new(agency)),
        Err(agencies) => bail!("{}: {} ≠ 1", path.display(), agencies.len()),
    }
}
