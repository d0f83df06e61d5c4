//! Stored counts in few bytes, customer by customer: for a process that is asked for one
//! customer after the other, and for which a column of many customers is too much to decode.
//!
//! A row is told by what differs from the row before: spans of one product follow each other,
//! and most of their counts are equal.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use uptake_model::{CustomerId, Day, counts::CoverageState};

use crate::{
    results::SpanRow,
    rows::{DeploymentRow, PeopleRow, ProductUsageRow, UsageRow},
};

#[cfg(test)]
mod tests;

/// The most numbers that a row has.
const NUMBERS: usize = 15;
/// The most texts that a row has.
const WORDS: usize = 2;

/// The numbers of a row; those that it does not have are `None`, too.
pub(crate) type Numbers = [Option<u64>; NUMBERS];

/// A row that can be told in numbers.
pub(crate) trait Packs: SpanRow {
    /// Its texts.
    fn words(&self) -> [Option<&Arc<str>>; WORDS];
    /// Its numbers.
    fn numbers(&self) -> Numbers;
    /// The row again.
    fn unpacked(customer: CustomerId, told: &Told<'_>) -> Option<Self>;
}

/// What is told of a row.
pub(crate) struct Told<'a> {
    words: [Option<&'a Arc<str>>; WORDS],
    days: (Day, Day),
    numbers: Numbers,
}

/// The rows of one file.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    /// Customers ascending, with where their rows end.
    customers: Vec<(CustomerId, usize)>,
    words: Vec<Arc<str>>,
    bytes: Vec<u8>,
}

/// What the next row is compared with.
#[derive(Clone, Copy)]
struct Before {
    words: [Option<usize>; WORDS],
    last: i32,
    numbers: Numbers,
}

const NOTHING: Before = Before { words: [None; WORDS], last: 0, numbers: [None; NUMBERS] };

/// Stands in the first number of a row: its texts are told, too.
const OTHER_WORDS: u64 = 1;

impl Packed {
    /// Begins to pack rows that come sorted by customer.
    pub(crate) fn packing() -> Packing {
        Packing::default()
    }

    /// The memory that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.len()
            + self.customers.len() * size_of::<(CustomerId, usize)>()
            + self.words.len() * 64
    }

    /// Hands on the rows of some customers, which are sorted, or of all.
    pub(crate) fn each<R: Packs>(&self, customers: Option<&[CustomerId]>, mut take: impl FnMut(R)) {
        match customers {
            Some(customers) => {
                for customer in customers {
                    if let Ok(at) = self.customers.binary_search_by_key(customer, |it| it.0) {
                        self.each_of(at, &mut take);
                    }
                }
            }
            None => (0..self.customers.len()).for_each(|at| self.each_of(at, &mut take)),
        }
    }

    fn each_of<R: Packs>(&self, at: usize, take: &mut impl FnMut(R)) {
        let Some((customer, end)) = self.customers.get(at).copied() else { return };
        let begin = at.checked_sub(1).and_then(|it| self.customers.get(it)).map_or(0, |it| it.1);
        let mut reader = Reader(self.bytes.get(begin..end).unwrap_or_default());
        let mut before = NOTHING;
        while let Some(days) = reader.row(&mut before) {
            let words = before.words.map(|it| self.words.get(it?));
            let told = Told { words, days, numbers: before.numbers };
            if let Some(row) = R::unpacked(customer, &told) {
                take(row);
            }
        }
    }
}

/// Rows as they are packed.
#[derive(Default)]
pub(crate) struct Packing {
    packed: Packed,
    numbers: BTreeMap<Arc<str>, usize>,
    before: Option<Before>,
}

impl Packing {
    /// Adds a row.
    pub(crate) fn add<R: Packs>(&mut self, row: &R) {
        let customer = row.customer();
        if self.packed.customers.last().is_none_or(|(it, _)| *it != customer) {
            self.packed.customers.push((customer, 0));
            self.before = None;
        }
        let before = self.before.unwrap_or(NOTHING);
        let (first, last) = row.days();
        let words = row.words().map(|it| it.map(|it| self.word(it)));
        let numbers = row.numbers();
        let out = &mut self.packed.bytes;

        let mut differs = if words == before.words { 0 } else { OTHER_WORDS };
        for (at, (now, then)) in numbers.iter().zip(&before.numbers).enumerate() {
            differs |= u64::from(now != then) << (at + 1);
        }
        put(out, differs);
        if words != before.words {
            for word in words {
                put(out, word.map_or(0, |it| widened(it) + 1));
            }
        }
        put(out, zigzag(i64::from(first.epoch_days()) - i64::from(before.last)));
        put(out, zigzag(i64::from(last.epoch_days()) - i64::from(first.epoch_days())));
        for (now, then) in numbers.iter().zip(&before.numbers).filter(|(now, then)| now != then) {
            put(out, zigzag(step(*now).wrapping_sub(step(*then))));
        }
        self.before = Some(Before { words, last: last.epoch_days(), numbers });
        let end = out.len();
        if let Some((_, it)) = self.packed.customers.last_mut() {
            *it = end;
        }
    }

    fn word(&mut self, text: &Arc<str>) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.packed.words.len();
        self.packed.words.push(Arc::clone(text));
        self.numbers.insert(Arc::clone(text), number);
        number
    }

    /// All rows.
    pub(crate) fn finish(mut self) -> Packed {
        self.packed.customers.shrink_to_fit();
        self.packed.words.shrink_to_fit();
        self.packed.bytes.shrink_to_fit();
        self.packed
    }
}

/// A number that may be missing as one that never is. Counts come from 63 bits.
fn step(number: Option<u64>) -> i64 {
    number.map_or(0, |it| it.cast_signed().wrapping_add(1))
}

fn unstep(step: i64) -> Option<u64> {
    (step != 0).then(|| step.wrapping_sub(1).cast_unsigned())
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

fn widened(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Seven bits a byte, the last without the eighth.
fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(low_byte(number) | 0x80);
        number >>= 7;
    }
    out.push(low_byte(number));
}

fn low_byte(number: u64) -> u8 {
    let [byte, ..] = number.to_le_bytes();
    byte
}

/// Reads rows again.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if *byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// Reads a row over the one before, and returns its days.
    fn row(&mut self, before: &mut Before) -> Option<(Day, Day)> {
        let differs = self.number()?;
        if differs & OTHER_WORDS != 0 {
            for word in &mut before.words {
                *word = self.number()?.checked_sub(1).and_then(|it| usize::try_from(it).ok());
            }
        }
        let first = i64::from(before.last).checked_add(unzigzag(self.number()?))?;
        let last = first.checked_add(unzigzag(self.number()?))?;
        before.last = i32::try_from(last).ok()?;
        let mut rest = differs >> 1;
        while rest != 0 {
            let at = usize::try_from(rest.trailing_zeros()).ok()?;
            rest &= rest - 1;
            let number = before.numbers.get_mut(at)?;
            *number = unstep(step(*number).wrapping_add(unzigzag(self.number()?)));
        }
        let first = Day::from_epoch_days(i32::try_from(first).ok()?);
        Some((first, Day::from_epoch_days(before.last)))
    }
}

impl Packs for DeploymentRow {
    fn words(&self) -> [Option<&Arc<str>>; WORDS] {
        [Some(&self.sku), None]
    }

    fn numbers(&self) -> Numbers {
        let Self { sold, sold_own, trial_seats, grace_seats, assigned, .. } = self;
        let seats = [sold, sold_own, trial_seats, grace_seats].map(|it| Some(*it));
        let [sold, sold_own, trial_seats, grace_seats] = seats;
        padded([sold, sold_own, trial_seats, grace_seats, *assigned])
    }

    fn unpacked(customer_id: CustomerId, told: &Told<'_>) -> Option<Self> {
        let [sold, sold_own, trial_seats, grace_seats, assigned, ..] = told.numbers;
        let [sku, _] = told.words;
        Some(Self {
            customer_id,
            sku: Arc::clone(sku?),
            first_day: told.days.0,
            last_day: told.days.1,
            sold: sold?,
            sold_own: sold_own?,
            trial_seats: trial_seats?,
            grace_seats: grace_seats?,
            assigned,
        })
    }
}

impl Packs for UsageRow {
    fn words(&self) -> [Option<&Arc<str>>; WORDS] {
        [Some(&self.workload), None]
    }

    fn numbers(&self) -> Numbers {
        [
            Some(self.entitlements),
            Some(self.entitlements_own),
            self.held,
            self.former,
            self.never,
            self.untold,
            self.active_other,
            self.overage_turnover,
            self.overage_duplicate,
            self.overage_trial,
            self.overage_unlicensed,
            self.overage_other,
            Some(state_number(self.coverage)),
            Some(u64::from(self.days_covered)),
            Some(u64::from(self.preliminary)),
        ]
    }

    fn unpacked(customer_id: CustomerId, told: &Told<'_>) -> Option<Self> {
        let [entitlements, entitlements_own, held, former, never, untold, active_other, rest @ ..] =
            told.numbers;
        let [turnover, duplicate, trial, unlicensed, other, coverage, days, preliminary] = rest;
        let [workload, _] = told.words;
        Some(Self {
            customer_id,
            workload: Arc::clone(workload?),
            first_day: told.days.0,
            last_day: told.days.1,
            entitlements: entitlements?,
            entitlements_own: entitlements_own?,
            held,
            former,
            never,
            untold,
            active_other,
            overage_turnover: turnover,
            overage_duplicate: duplicate,
            overage_trial: trial,
            overage_unlicensed: unlicensed,
            overage_other: other,
            coverage: state_of(coverage?)?,
            days_covered: u32::try_from(days?).ok()?,
            preliminary: preliminary? == 1,
        })
    }
}

impl Packs for ProductUsageRow {
    fn words(&self) -> [Option<&Arc<str>>; WORDS] {
        [Some(&self.sku), Some(&self.workload)]
    }

    fn numbers(&self) -> Numbers {
        padded([Some(self.qualified), self.active, Some(state_number(self.coverage))])
    }

    fn unpacked(customer_id: CustomerId, told: &Told<'_>) -> Option<Self> {
        let [qualified, active, coverage, ..] = told.numbers;
        let [sku, workload] = told.words;
        Some(Self {
            customer_id,
            sku: Arc::clone(sku?),
            workload: Arc::clone(workload?),
            first_day: told.days.0,
            last_day: told.days.1,
            qualified: qualified?,
            active,
            coverage: state_of(coverage?)?,
        })
    }
}

impl Packs for PeopleRow {
    fn words(&self) -> [Option<&Arc<str>>; WORDS] {
        [None; WORDS]
    }

    fn numbers(&self) -> Numbers {
        padded([self.active, self.licensed])
    }

    fn unpacked(customer_id: CustomerId, told: &Told<'_>) -> Option<Self> {
        let [active, licensed, ..] = told.numbers;
        let (first_day, last_day) = told.days;
        Some(Self { customer_id, first_day, last_day, active, licensed })
    }
}

fn padded<const N: usize>(numbers: [Option<u64>; N]) -> Numbers {
    let mut all = [None; NUMBERS];
    for (place, number) in all.iter_mut().zip(numbers) {
        *place = number;
    }
    all
}

fn state_number(state: CoverageState) -> u64 {
    match state {
        CoverageState::Missing => 0,
        CoverageState::LowerBound => 1,
        CoverageState::Complete => 2,
    }
}

fn state_of(number: u64) -> Option<CoverageState> {
    match number {
        0 => Some(CoverageState::Missing),
        1 => Some(CoverageState::LowerBound),
        2 => Some(CoverageState::Complete),
        _ => None,
    }
}

/// Packed files by the name of their content, up to a number of bytes: which is none, unless
/// someone asks for it.
#[derive(Default)]
pub(crate) struct PackedFiles(Mutex<Files>);

#[derive(Default)]
struct Files {
    limit_bytes: usize,
    bytes: usize,
    /// Whether something did not fit since the last time that something was let go.
    is_full: bool,
    by_checksum: BTreeMap<String, Arc<Packed>>,
}

impl PackedFiles {
    /// From now on there is room for so many bytes.
    pub(crate) fn keep(&self, limit_bytes: usize) {
        self.files().limit_bytes = limit_bytes;
    }

    /// A file, if it is packed.
    pub(crate) fn get(&self, checksum: &str) -> Option<Arc<Packed>> {
        self.files().by_checksum.get(checksum).cloned()
    }

    /// Whether there is room for more.
    pub(crate) fn has_room(&self) -> bool {
        let files = self.files();
        files.bytes < files.limit_bytes && !files.is_full
    }

    /// Puts a file in, unless it takes too much room.
    pub(crate) fn put(&self, checksum: &str, packed: Packed) {
        let mut files = self.files();
        let bytes = packed.bytes();
        if files.by_checksum.contains_key(checksum) {
            return;
        }
        if files.bytes + bytes > files.limit_bytes {
            files.is_full = true;
            return;
        }
        files.bytes += bytes;
        files.by_checksum.insert(checksum.to_owned(), Arc::new(packed));
    }

    /// Lets go of the other files.
    pub(crate) fn retain(&self, stays: impl Fn(&str) -> bool) {
        let mut files = self.files();
        files.by_checksum.retain(|checksum, _| stays(checksum));
        let before = files.bytes;
        files.bytes = files.by_checksum.values().map(|it| it.bytes()).sum();
        files.is_full &= files.bytes == before;
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
