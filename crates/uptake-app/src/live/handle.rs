//! The handle that a server holds: which import boundary is the newest.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use tokio::sync::Mutex;
use uptake_model::{DayRange, Month, Scope};
use uptake_state::PinnedRow;
use uptake_store::Wanted;

use super::{
    apart::at_once, boundary::Boundary, filter::Filter, memory::Memory, once::Once,
    portfolio::PortfolioQuery, sheet::WANTED, trend::TrendQuery,
};
use crate::{AppError, Data, World, report::COMPARED_DAYS};

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
    /// Held by whoever makes what may be asked next: one at a time.
    warming: Mutex<()>,
}

#[derive(Clone)]
struct Current {
    boundary: Arc<Boundary>,
    pinned: PinnedRow,
}

/// Bytes for who the customers are, at a few boundaries.
const BOUNDARY_BYTES: usize = 128 * 1024 * 1024;

/// So many days before the newest the page shows until somebody chooses others, at most.
const SHOWN_DAYS: i32 = 92;

/// Bytes for files of the tables that were read lately.
const FILE_BYTES: usize = 32 * 1024 * 1024;

/// Bytes for stored counts, packed: those of a year and a month of 1,000 customers.
const PACKED_BYTES: usize = 80 * 1024 * 1024;

/// So many days before the newest are packed.
const PACKED_DAYS: i32 = 400;

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
            warming: Mutex::new(()),
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
        let earlier = before.as_ref().map_or(0, |it| it.boundary.seq());
        if before.is_some_and(|it| it.boundary.seq() == seq && it.pinned == pinned) {
            return Ok(false);
        }
        let boundary = at_once(async {
            let boundary = self.boundary(&data, seq, &pinned).await?;
            boundary.prepare().await?;
            Ok::<_, AppError>(boundary)
        })
        .await?;
        self.shared.memory.settle(boundary.directory.len(), earlier);
        self.show(Current { boundary: Arc::clone(&boundary), pinned });
        let _in_the_background = tokio::spawn(self.clone().warm(boundary));
        Ok(true)
    }

    /// Makes what the portfolio page asks for besides, unless something newer is shown before
    /// it is this boundary's turn.
    async fn warm(self, boundary: Arc<Boundary>) {
        let _turn = self.shared.warming.lock().await;
        if self.now().is_some_and(|it| Arc::ptr_eq(&it.boundary, &boundary)) {
            // Whoever asks is told what is wrong.
            let _made_or_not = at_once(boundary.warm()).await;
        }
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
            // Mostly nothing but data has changed: boundaries share what is equal.
            let now = self.now().filter(|it| it.pinned.rules == pinned.rules);
            let catalogue = now.map(|it| Arc::clone(&it.boundary.data.view.catalogue));
            let data = data.at(seq, pinned, catalogue)?;
            data.store.keep_files(FILE_BYTES);
            data.store.keep_packed(PACKED_BYTES);
            Boundary::of(data, &pinned.rules, Arc::clone(&self.shared.memory)).await
        };
        self.shared.boundaries.get(&key, make).await
    }

    async fn opened(&self) -> Result<Option<Data>, AppError> {
        match Data::open(&self.shared.folder, self.shared.world.clone()).await {
            Ok(data) => Ok(Some(data)),
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
        let Some(day) = self.newest_day(&Scope::All) else { return Ok(()) };
        let compared = DayRange::single(day.plus(-COMPARED_DAYS)).hull(DayRange::single(day));
        self.ask(|data| async move { Ok(data.store.keep_packed_of(&data.view.pins).await?) })
            .await?;
        self.pack(compared, WANTED).await?;
        self.portfolio(&Scope::All, &PortfolioQuery::all(day)).await?;
        Ok(())
    }

    /// Makes what is asked for next: what the trend is summed from, and the counts that the
    /// pages of customers show, the newest first.
    async fn warm(&self) -> Result<(), AppError> {
        let Some(known) = self.days(&Scope::All) else { return Ok(()) };
        let newest = known.last();
        let since = |days: i32| {
            let first = newest.plus(-days).max(known.first());
            DayRange::single(first).hull(DayRange::single(newest))
        };
        let days = since(SHOWN_DAYS);
        self.pack(days, Wanted { people: true, ..WANTED }).await?;
        let query = TrendQuery { days, filter: Filter::default(), with_workloads: false };
        self.trend(&Scope::All, &query).await?;
        self.pack(since(COMPARED_DAYS), Wanted::ALL).await?;
        self.pack(since(PACKED_DAYS), Wanted { people: true, ..WANTED }).await
    }

    /// Packs the counts of some months, the newest first, one after the other: others need
    /// their turns in between.
    async fn pack(&self, days: DayRange, wanted: Wanted) -> Result<(), AppError> {
        let months: Vec<Month> = days.months().collect();
        for month in months.into_iter().rev() {
            let pack = move |data: Arc<Data>| async move {
                Ok(data.store.pack(&data.view.pins, month.range(), wanted).await?)
            };
            self.ask(pack).await?;
        }
        Ok(())
    }
}
