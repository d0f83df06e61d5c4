//! What can be asked of the bench.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;

use crate::server::Sizes;

/// Measures the program beside its peers on one made portfolio and prints ratios.
#[derive(Debug, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Options {
    /// Users of the portfolio on which the peers are measured too.
    #[arg(long, default_value_t = 100_000)]
    users: usize,
    /// Takes a tenth of everything, to see in some minutes that it runs.
    #[arg(long, conflicts_with = "users")]
    quick: bool,
    /// Measures the program with ten times the users as well; 1,000,000 need 60 GB of disk.
    #[arg(long)]
    large: bool,
    /// Leaves the program out: checks and measures the peers alone.
    #[arg(long)]
    peers_only: bool,
    /// Measures the server alone.
    #[arg(long, conflicts_with_all = ["large", "peers_only"])]
    server: bool,
    /// Customers of the portfolio that the server is asked about, 100,000 without it; another
    /// one has a hundredth of them, with a hundred users each.
    #[arg(long)]
    customers: Option<usize>,
    /// How often each import and rollup is run; the cheapest run counts, for everybody.
    #[arg(long, default_value_t = 3)]
    pub(crate) repeat: usize,
    /// The seed of the portfolio.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The program, built for release.
    #[arg(long = "program", env = "UPTAKE_BIN")]
    program: Option<PathBuf>,
    /// A Python that has `duckdb` and `polars`.
    #[arg(long = "python", env = "UPTAKE_PYTHON")]
    python: Option<PathBuf>,
}

impl Options {
    /// Users of the portfolio on which everybody is measured.
    pub(crate) fn users(&self) -> usize {
        if self.quick { 10_000 } else { self.users }
    }

    /// Whether imports and rollups are measured.
    pub(crate) fn has_imports(&self) -> bool {
        !self.server
    }

    /// How large everything is that the server is asked about.
    pub(crate) fn server_sizes(&self) -> Sizes {
        let usual = if self.quick { Sizes::QUICK } else { Sizes::USUAL };
        usual.with_customers(self.customers)
    }

    /// Users of all portfolios, ascending: growth is seen between them.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        let users = self.users();
        let smaller = (!self.peers_only).then_some(users.div_ceil(10));
        let larger = (self.large && !self.peers_only).then_some(users * 10);
        smaller.into_iter().chain([users]).chain(larger).collect()
    }

    /// The program under test, unless it is left out.
    pub(crate) fn program(&self) -> Result<Option<&Path>> {
        if self.peers_only {
            return Ok(None);
        }
        let program = self.program.as_deref();
        program.map(Some).context("UPTAKE_BIN must name the program under test")
    }

    /// The Python of the peers.
    pub(crate) fn python(&self) -> Result<&Path> {
        self.python.as_deref().context("UPTAKE_PYTHON must name a Python with duckdb and polars")
    }
}
