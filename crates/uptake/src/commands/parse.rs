//! The hidden `parse`: files are read and checked, and nothing comes of it. `benches` takes
//! its cost off that of an import.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use uptake_ingest::{FactSink, Mode, ReadOptions, catalogue, expand, read};
use uptake_model::facts::Facts;

use crate::{
    context::{Context, note},
    failure::Outcome,
};

/// Lets facts go.
struct Nowhere;

impl FactSink for Nowhere {
    fn accept(&mut self, _: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(())
    }
}

/// Reads and checks files in strict mode, and says how many rows they have.
pub(super) fn run(paths: &[PathBuf], context: &Context) -> Result<Outcome> {
    let catalogue = catalogue::shipped();
    let options = ReadOptions {
        table: None,
        customer: None,
        covers: None,
        as_of: None,
        mode: Mode::Strict,
        today: context.world.clock.today(),
        partner_tenant: None,
        dates: None,
        catalogue: &catalogue,
    };
    let mut outcome = Outcome::Done;
    for path in paths {
        let failed = || format!("failed to read `{}`", path.display());
        for input in expand(path).with_context(failed)? {
            let report = read(&input, &options, &mut Nowhere)?;
            note(&format!("{}: {}", report.file, report.rows))?;
            if report.refused {
                outcome = Outcome::Refused;
            }
        }
    }
    Ok(outcome)
}
