//! Activity rows become bitmaps as they stream by.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use uptake_model::{Day, DayRange, Month};

/// The active days of one file: a bitmap per user, source and month.
///
/// Each pair of user and source has a slot; each month has a list of bitmaps by slot.
#[derive(Debug, Default)]
pub(crate) struct FileActivity {
    slots: HashMap<u64, u32>,
    keys: Vec<u64>,
    months: BTreeMap<Month, Vec<u32>>,
    rows: u64,
    last_pair: Option<(u64, usize)>,
    last_month: Option<(DayRange, Month)>,
}

impl FileActivity {
    /// Adds an active day.
    pub(crate) fn add(&mut self, user: u32, source: u16, day: Day) {
        self.rows += 1;
        let pair = (u64::from(user) << 16) | u64::from(source);
        let slot = match self.last_pair {
            Some((same, slot)) if same == pair => slot,
            Some(_) | None => self.slot(pair),
        };
        self.last_pair = Some((pair, slot));
        let (days, month) = match self.last_month {
            Some((days, month)) if days.contains(day) => (days, month),
            Some(_) | None => (day.month().range(), day.month()),
        };
        self.last_month = Some((days, month));
        let bitmaps = self.months.entry(month).or_default();
        if bitmaps.len() <= slot {
            bitmaps.resize(self.keys.len().max(slot + 1), 0);
        }
        if let Some(bitmap) = bitmaps.get_mut(slot) {
            *bitmap |= 1 << day.days_since(days.first());
        }
    }

    /// How many rows were added, the same day twice counted twice.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// The months that have a bitmap.
    pub(crate) fn months(&self) -> impl Iterator<Item = Month> {
        self.months.keys().copied()
    }

    /// The bitmaps of a month that are not empty, with user and source; in no order.
    pub(crate) fn of_month(&self, month: Month) -> impl Iterator<Item = (u32, u16, u32)> {
        let bitmaps = self.months.get(&month).map_or(&[][..], Vec::as_slice);
        self.keys.iter().zip(bitmaps).filter(|(_, days)| **days != 0).map(|(pair, days)| {
            let user = u32::try_from(pair >> 16).unwrap_or(u32::MAX);
            let source = u16::try_from(pair & 0xffff).unwrap_or(u16::MAX);
            (user, source, *days)
        })
    }

    fn slot(&mut self, pair: u64) -> usize {
        let next = self.keys.len();
        let slot =
            *self.slots.entry(pair).or_insert_with(|| u32::try_from(next).unwrap_or(u32::MAX));
        let slot = usize::try_from(slot).unwrap_or(usize::MAX);
        if slot == next {
            self.keys.push(pair);
        }
        slot
    }
}
