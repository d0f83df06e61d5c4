//! What handlers work with.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::http::HeaderMap;
use tempfile::TempDir;
use tokio::sync::Notify;

use uptake_app::{World, access::Access, live::Live};
use uptake_connect::{notice::Notices, oidc::Oidc};
use uptake_l10n::Words;
use uptake_model::with_causes;

use crate::{
    jobs::Jobs,
    language::Languages,
    limits::{Limits, Rates},
    problem::Failure,
    reports::Links,
    telemetry::Telemetry,
};

/// How often the exports are looked through for one that another server queued.
const LOOKED: Duration = Duration::from_secs(5);

/// How the server behaves; all of it is said by whoever starts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address that members type, `https://uptake.example`: links are made of it.
    pub public_origin: String,
    /// Proxies of ours: what they say of who asked them is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How often one may ask.
    pub rates: Rates,
    /// Where the files of exports lie until they expire.
    pub export_folder: PathBuf,
    /// Whether servers in private networks may be told that a report is done.
    pub private_callbacks: bool,
}

/// What handlers work with; cheap to clone.
#[derive(Clone)]
pub struct Services {
    pub(crate) live: Live,
    pub(crate) access: Access,
    pub(crate) settings: Arc<Settings>,
    pub(crate) languages: Languages,
    pub(crate) limits: Limits,
    pub(crate) telemetry: Telemetry,
    pub(crate) wake_exports: Arc<Notify>,
    pub(crate) organisation: Option<Oidc>,
    pub(crate) jobs: Jobs,
    pub(crate) links: Links,
    pub(crate) notices: Notices,
    pub(crate) wake_reports: Arc<Notify>,
}

/// The server could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ServicesError {
    /// A number for Prometheus has a name that cannot be used.
    #[error("the numbers for Prometheus could not be set up")]
    Telemetry {
        /// Why.
        #[from]
        source: prometheus::Error,
    },
}

impl Services {
    /// Brings together what handlers work with.
    pub fn new(
        (folder, world): (&Path, World),
        live: Live,
        access: Access,
        settings: Settings,
    ) -> Result<Self, ServicesError> {
        Ok(Self {
            jobs: Jobs::new(folder, world, live.clone()),
            links: Links::new(access.new_key(), settings.public_origin.clone()),
            notices: Notices { allows_private: settings.private_callbacks },
            wake_reports: Arc::new(Notify::new()),
            live,
            access,
            limits: Limits::new(settings.rates),
            settings: Arc::new(settings),
            languages: Languages::new(),
            telemetry: Telemetry::new()?,
            wake_exports: Arc::new(Notify::new()),
            organisation: None,
        })
    }

    /// The ledger entry that answers show; 0 before the first import.
    pub(crate) fn ledger_entry(&self) -> i64 {
        self.live.current().map_or(0, |it| it.seq())
    }

    /// The words that a request is answered in.
    pub(crate) fn words_for(&self, headers: &HeaderMap) -> Arc<Words> {
        self.languages.shared(Languages::of(headers))
    }

    /// A folder for the files of an upload; it goes when it is dropped.
    pub(crate) fn upload_folder() -> Result<TempDir, Failure> {
        tempfile::Builder::new().prefix("uptake-upload-").tempdir().map_err(|error| {
            tracing::error!(%error, "no folder could be made for an upload");
            Failure::Internal
        })
    }

    /// Lets members sign in through their organisation, too.
    #[must_use]
    pub fn with_organisation(self, provider: Oidc) -> Self {
        Self { organisation: Some(provider), ..self }
    }

    /// Makes exports one after the other, for good. One that fails does not stop the next.
    pub async fn make_exports(&self) {
        let folder = &self.settings.export_folder;
        loop {
            match self.access.make_next_export(&self.live, folder).await {
                Ok(true) => {}
                Ok(false) => {
                    let woken = self.wake_exports.notified();
                    // Another server may have queued one.
                    let _woken_or_late = tokio::time::timeout(LOOKED, woken).await;
                }
                Err(error) => {
                    tracing::error!(error = with_causes(&error), "an export could not be made");
                    tokio::time::sleep(LOOKED).await;
                }
            }
        }
    }

    /// Forgets sessions, links, exports and runs of reports that have expired.
    pub async fn sweep(&self) {
        let swept =
            [self.access.sweep(&self.settings.export_folder).await, self.sweep_reports().await];
        for error in swept.iter().filter_map(|it| it.as_ref().err()) {
            tracing::error!(error = with_causes(error), "what has expired could not be forgotten");
        }
    }
}
