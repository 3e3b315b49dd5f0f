//! How documents are read, as flags: the bounds on each, and the processes that keep them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context;

use crate::ingest::{self, IngestError, Limits};
use crate::messages;
use crate::reading::{self, InProcess, Outcome, Reader, Source};
#[cfg(target_os = "linux")]
use crate::worker;
use crate::worker::{Apart, Fault, Pool};

/// Bounds on one document; what breaks one is an error of its own, and the run goes on.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "ขีดจำกัดต่อไฟล์ / limits per file")]
pub(super) struct Arguments {
    /// เวลาอ่านไฟล์ (วินาที) / seconds to read a file
    #[arg(long, value_name = "N", default_value_t = Limits::default().seconds, value_parser = clap::value_parser!(u64).range(1..))]
    max_seconds: u64,
    /// หน่วยความจำของตัวอ่าน (MiB) / memory of a reader, MiB
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..=1 << 20))]
    max_memory: u64,
    /// ขนาดไฟล์ (MiB) / size of a file, MiB
    #[arg(long, value_name = "MB", default_value_t = Limits::default().file_bytes >> 20, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    max_file_size: u64,
    /// ขนาดเมื่อคลายการบีบอัด (MiB) / size unpacked, MiB
    #[arg(long, value_name = "MB", default_value_t = Limits::default().unpacked_bytes >> 20, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    max_unpacked: u64,
    /// ไฟล์ย่อยใน zip / entries of a zip container
    #[arg(long, value_name = "N", default_value_t = Limits::default().archive_entries)]
    max_entries: u32,
    /// หน้า / pages of a PDF
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages)]
    max_pages: u32,
    /// ความลึกของ XML / elements inside elements
    #[arg(long, value_name = "N", default_value_t = Limits::default().xml_depth)]
    max_depth: u32,
    /// เซลล์ของทุกตาราง / cells of all tables and sheets
    #[arg(long, value_name = "N", default_value_t = Limits::default().cells)]
    max_cells: u64,
    /// Read documents in this process, to compare.
    #[arg(long, hide = true)]
    in_process: bool,
    /// Break the reader at the file whose name ends so, for tests.
    #[arg(long, hide = true, value_name = "FAULT:NAME", value_parser = fault)]
    fault: Option<(Fault, String)>,
}

impl Arguments {
    /// The bounds of the readers.
    pub(super) fn limits(&self) -> Limits {
        Limits {
            file_bytes: self.max_file_size << 20,
            unpacked_bytes: self.max_unpacked << 20,
            pages: self.max_pages,
            archive_entries: self.max_entries,
            xml_depth: self.max_depth,
            cells: self.max_cells,
            seconds: self.max_seconds,
            ..Limits::default()
        }
    }

    /// Who reads documents.
    pub(super) fn reader(&self, interrupted: &Arc<AtomicBool>) -> anyhow::Result<Box<dyn Reader>> {
        if self.in_process {
            return Ok(Box::new(InProcess));
        }
        let mut pool = Pool::new(self.max_memory << 20, Arc::clone(interrupted))
            .context("เริ่มตัวอ่านไม่ได้ / cannot start a reader")?;
        if let Some((fault, name)) = self.fault.clone() {
            pool.break_at(fault, name);
        }
        Ok(Box::new(pool))
    }

    /// Reads one file and works on what became of it, apart from this process as [`crate::worker::Apart`] tells.
    pub(super) fn apart<T: Send>(
        &self,
        source: &Source,
        options: &ingest::Options,
        work: impl FnOnce(Outcome) -> T + Send,
    ) -> anyhow::Result<Apart<T>> {
        // How long a pipe or a terminal takes is not up to the reader.
        if self.in_process || !Path::new(&source.location).is_file() {
            return Ok(Apart::Here(work(reading::outcome(source, options))));
        }
        #[cfg(target_os = "linux")]
        return worker::apart(
            &options.limits,
            self.max_memory << 20,
            self.fault_at(&source.name),
            || work(reading::outcome(source, options)),
        )
        .map_err(|error| failure(&source.name, &error));
        #[cfg(not(target_os = "linux"))]
        Ok(Apart::Here(work(
            self.reader(&Arc::default())?.read(source, options).outcome,
        )))
    }

    #[cfg(target_os = "linux")]
    fn fault_at(&self, name: &str) -> Option<Fault> {
        let (fault, end) = self.fault.as_ref()?;
        name.ends_with(end.as_str()).then_some(*fault)
    }
}

/// A file that could not be read, as an error of the command.
pub(super) fn failure(path: &str, error: &IngestError) -> anyhow::Error {
    let text = messages::ingest_error(path, error);
    anyhow::anyhow!("{} / {}", text.th, text.en)
}

fn fault(text: &str) -> Result<(Fault, String), String> {
    let (fault, name) = text.split_once(':').ok_or("FAULT:NAME")?;
    Ok((clap::ValueEnum::from_str(fault, false)?, name.to_owned()))
}
