//! Ctrl-C and being asked to end: the run stops between two files, so that everything finished is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

/// A flag that is set when somebody asks the program to end.
pub(super) fn on_request() -> anyhow::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
        .context("ตั้งค่าการหยุดไม่ได้ / cannot watch for interruption")?;
    Ok(interrupted)
}
