//! The handle that a server holds: which import boundary is the newest.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use uptake_model::Scope;
use uptake_state::PinnedRow;

use super::{boundary::Boundary, memory::Memory, once::Once, portfolio::PortfolioQuery};
use crate::{AppError, Data, World};

/// A data folder that is served while imports go on. Copies are the same handle.
///
/// An answer that began before [`Live::refresh`] keeps the boundary that it began with.
#[derive(Clone)]
pub struct Live {
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    world: World,
    memory: Arc<Memory>,
    /// Boundaries by ledger entry and set of tables.
    boundaries: Once<(i64, String), Boundary>,
    current: RwLock<Option<Current>>,
}

#[derive(Clone)]
struct Current {
    boundary: Arc<Boundary>,
    pinned: PinnedRow,
}

/// Bytes for who the customers are, at a few boundaries.
const BOUNDARY_BYTES: usize = 128 * 1024 * 1024;

/// Bytes for files of the tables that were read lately.
const FILE_BYTES: usize = 64 * 1024 * 1024;

impl Live {
    /// Opens a data folder; nothing need be imported yet.
    ///
    /// Results that were made with another catalogue or setting are made anew first, if
    /// nobody else holds the folder.
    pub async fn open(folder: &Path, world: World) -> Result<Self, AppError> {
        let shared = Shared {
            folder: folder.to_owned(),
            world,
            memory: Arc::new(Memory::new()),
            boundaries: Once::of_bytes(BOUNDARY_BYTES),
            current: RwLock::new(None),
        };
        let live = Self { shared: Arc::new(shared) };
        live.refresh().await?;
        Ok(live)
    }

    /// The newest boundary that was prepared.
    pub fn current(&self) -> Result<Arc<Boundary>, AppError> {
        self.now().map(|it| it.boundary).ok_or(AppError::NoData)
    }

    /// Looks for a newer entry of the ledger, prepares what is asked most and then shows it;
    /// tells whether there was one. Until then answers are of the boundary before.
    pub async fn refresh(&self) -> Result<bool, AppError> {
        let before = self.now();
        let data = match &before {
            Some(current) => Data::clone(&current.boundary.data),
            None => match self.opened().await? {
                Some(data) => data,
                None => return Ok(false),
            },
        };
        let Some((seq, pinned)) = data.state.latest_pins().await? else { return Ok(false) };
        if before.is_some_and(|it| it.boundary.seq() == seq && it.pinned == pinned) {
            return Ok(false);
        }
        let boundary = self.boundary(&data, seq, &pinned).await?;
        boundary.prepare().await?;
        self.show(Current { boundary, pinned });
        Ok(true)
    }

    /// The data as it was recorded at an earlier moment, in milliseconds since 1970.
    pub async fn as_recorded_at(&self, millis: i64) -> Result<Arc<Boundary>, AppError> {
        let current = self.current()?;
        let state = &current.data.state;
        let row = state.latest_as_of(millis).await?.ok_or(AppError::NotYetRecorded)?;
        let pinned = state.pins_of(row.seq).await?.ok_or(AppError::NotYetRecorded)?;
        self.boundary(&current.data, row.seq, &pinned).await
    }

    async fn boundary(
        &self,
        data: &Data,
        seq: i64,
        pinned: &PinnedRow,
    ) -> Result<Arc<Boundary>, AppError> {
        let key = (seq, pinned.generation.clone());
        let make = async {
            let data = data.at(seq, pinned)?;
            Boundary::of(data, Arc::clone(&self.shared.memory)).await
        };
        self.shared.boundaries.get(&key, make).await
    }

    async fn opened(&self) -> Result<Option<Data>, AppError> {
        match Data::open(&self.shared.folder, self.shared.world.clone()).await {
            Ok(data) => {
                data.store.keep_files(FILE_BYTES);
                Ok(Some(data))
            }
            Err(AppError::NoData) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn now(&self) -> Option<Current> {
        self.shared.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows a boundary, unless a later one is shown already.
    fn show(&self, next: Current) {
        let mut current = self.shared.current.write().unwrap_or_else(PoisonError::into_inner);
        let is_newer = |it: &Current| it.boundary.seq() <= next.boundary.seq();
        if current.as_ref().is_none_or(is_newer) {
            *current = Some(next);
        }
    }
}

impl Boundary {
    /// Makes what the portfolio page asks first.
    async fn prepare(&self) -> Result<(), AppError> {
        if let Some(day) = self.newest_day(&Scope::All) {
            self.portfolio(&Scope::All, &PortfolioQuery::all(day)).await?;
        }
        Ok(())
    }
}
