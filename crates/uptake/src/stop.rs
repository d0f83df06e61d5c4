//! Stopping at a named point, for tests that kill the program there.
//!
//! `UPTAKE_STOP_AT=store::tables::committed#3` stops at the third time that the point is
//! passed, says so on standard error, and waits to be killed.

use std::{
    io::Write as _,
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::{Context as _, anyhow};

/// Sets the point up that `UPTAKE_STOP_AT` names, if it is set.
pub(crate) fn set_up() -> anyhow::Result<()> {
    let Ok(wanted) = std::env::var("UPTAKE_STOP_AT") else { return Ok(()) };
    let (point, time) = wanted.split_once('#').unwrap_or((&wanted, "1"));
    let time: u64 = time.parse().context("UPTAKE_STOP_AT ends with a number after `#`")?;
    let passed = AtomicU64::new(0);
    let shown = wanted.clone();
    let stop = move || {
        if passed.fetch_add(1, Ordering::SeqCst) + 1 == time {
            let _told = writeln!(std::io::stderr().lock(), "stopped at {shown}");
            loop {
                std::thread::park();
            }
        }
    };
    fail::cfg_callback(point, stop).map_err(|error| anyhow!("failed to set a fail point: {error}"))
}
