//! `oitcheck cache show|prune|clear`: what earlier runs left behind.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use super::output;
use crate::cache::{self, Cache, Usage};
use crate::printable::printable;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// โฟลเดอร์แคช / the cache folder [default: that of the system]
    #[arg(long, value_name = "DIR", global = true)]
    cache_dir: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// แสดงที่อยู่และขนาดของแคช / show where the cache is and how large
    Show,
    /// ลบรายการที่ไม่ได้ใช้นานที่สุด / remove what was not used for the longest time
    Prune {
        /// ขนาดที่เหลือไว้ (MiB) / what may stay, MiB
        #[arg(long, value_name = "MB", default_value_t = cache::BYTES >> 20)]
        max_size: u64,
    },
    /// ลบทั้งหมด / remove everything
    Clear,
}

/// Whether and where a run remembers what it read.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "แคช / cache")]
pub(super) struct Use {
    /// ไม่ใช้แคช อ่านทุกไฟล์ใหม่ / read every file anew and remember nothing
    #[arg(long)]
    no_cache: bool,
    /// โฟลเดอร์แคช / the cache folder [default: that of the system]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
    /// ขนาดแคชมากสุด (MiB) / size of the cache, MiB
    #[arg(long, value_name = "MB", default_value_t = cache::BYTES >> 20)]
    max_cache: u64,
}

impl Use {
    /// The cache; `None` when it is not wanted, or when there is no place for it: then everything is read anew.
    pub(super) fn open(&self, verbose: bool) -> anyhow::Result<Option<Cache>> {
        if self.no_cache {
            return Ok(None);
        }
        if let Some(folder) = &self.cache_dir {
            let cache = Cache::open(folder).with_context(|| folder.display().to_string())?;
            return Ok(Some(cache));
        }
        let cache = Cache::default_folder().map(|folder| Cache::open(&folder));
        if let (Some(Err(error)), true) = (&cache, verbose) {
            output::message(&format!("ไม่ใช้แคช / no cache: {error}"));
        }
        Ok(cache.and_then(Result::ok))
    }

    /// Bytes it may hold.
    pub(super) fn bytes(&self) -> u64 {
        self.max_cache.saturating_mul(1 << 20)
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = arguments
        .cache_dir
        .clone()
        .or_else(Cache::default_folder)
        .context("ไม่มีโฟลเดอร์แคช ระบุด้วย --cache-dir / no cache folder; name one with --cache-dir")?;
    let cache = Cache::open(&folder).with_context(|| folder.display().to_string())?;
    let text = match arguments.command {
        Command::Show => format!("{}\n{}", folder.display(), size(cache.usage()?)),
        Command::Prune { max_size } => {
            let bytes = max_size.saturating_mul(1 << 20);
            format!("ลบ / removed: {}", size(cache.prune(bytes)?))
        }
        Command::Clear => format!("ลบ / removed: {}", size(cache.clear()?)),
    };
    output::data(&format!("{}\n", printable(&text)))?;
    Ok(ExitCode::SUCCESS)
}

fn size(usage: Usage) -> String {
    format!(
        "{} รายการ / entries, {:.1} MiB",
        usage.entries,
        usage.bytes as f64 / f64::from(1 << 20)
    )
}
