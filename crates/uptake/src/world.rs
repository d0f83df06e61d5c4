//! The world outside: the system's clock and its randomness. Nothing else reads them.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Result;
use uptake_app::World;
use uptake_model::Clock;

use crate::settings;

/// The clock of the machine.
struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks what time it is")]
    fn now_millis(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The real world.
pub(crate) fn real() -> Result<World> {
    Ok(World { clock: Arc::new(SystemClock), random, database: settings::database()? })
}

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has randomness once it has started");
}
