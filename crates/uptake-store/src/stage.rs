//! An import in the making: facts are keyed, archived and kept, and nothing is visible yet.

use std::{collections::BTreeSet, fs, path::PathBuf, sync::Arc};

use hashbrown::HashMap;
use uptake_model::{
    CustomerId, Day, UserId, UserKey,
    facts::{ActivityChunk, CoverageKind, Facts, User},
};

use crate::{
    StoreError,
    accumulate::FileActivity,
    convert::{Origin, is_concealed, key_of},
    raw::{
        RawActivityColumns, RawActivityWriter, RawAssignment, RawConcealed, RawFlag,
        RawLastActivity, RawObject, RawProducts, RawUser, write_object,
    },
    rows::{
        ActionRow, AssignmentSnapshotRow, CoverageRow, CustomerRow, PriceRow, SubscriptionRow,
        SurveyRow, TicketCoverageRow, TicketRow, UnitsRow,
    },
};

/// Makes the keys that users have in the store.
pub trait UserKeys {
    /// The key of the user whom a file names by `id`.
    fn user_key(&mut self, customer: CustomerId, id: &str) -> UserKey;

    /// Takes note of a user's names, which go to the vault.
    fn name(&mut self, key: UserKey, user: &User);

    /// Takes note of a user's id, for a user of whom nothing else may be known.
    fn id(&mut self, customer: CustomerId, key: UserKey, id: &UserId);
}

/// Everything that a file said, except activity rows.
#[derive(Debug, Default)]
pub(crate) struct StagedRows {
    pub(crate) customers: Vec<CustomerRow>,
    pub(crate) subscriptions: Vec<SubscriptionRow>,
    pub(crate) users: Vec<RawUser>,
    pub(crate) assignments: Vec<RawAssignment>,
    pub(crate) last_activity: Vec<RawLastActivity>,
    pub(crate) flags: Vec<RawFlag>,
    pub(crate) products: Vec<RawProducts>,
    pub(crate) units: Vec<UnitsRow>,
    pub(crate) tickets: Vec<TicketRow>,
    pub(crate) surveys: Vec<SurveyRow>,
    pub(crate) actions: Vec<ActionRow>,
    pub(crate) prices: Vec<PriceRow>,
    pub(crate) ticket_coverage: Vec<TicketCoverageRow>,
    pub(crate) coverage: Vec<CoverageRow>,
    pub(crate) snapshots: Vec<AssignmentSnapshotRow>,
    pub(crate) concealed: Vec<RawConcealed>,
}

/// One file of an import.
#[derive(Debug)]
pub(crate) struct StagedFile {
    pub(crate) file_no: i64,
    pub(crate) rows: StagedRows,
    pub(crate) activity: FileActivity,
}

/// Users and workloads that an import names, numbered over all its files.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) users: Vec<(CustomerId, UserKey)>,
    user_numbers: HashMap<(CustomerId, UserKey), u32>,
    pub(crate) workloads: Vec<Arc<str>>,
}

impl Names {
    /// The number of a user.
    pub(crate) fn user(&mut self, customer: CustomerId, key: UserKey) -> Result<u32, StoreError> {
        if let Some(number) = self.user_numbers.get(&(customer, key)) {
            return Ok(*number);
        }
        let number = u32::try_from(self.users.len())
            .map_err(|_too_large| StoreError::TooMany { what: "users" })?;
        self.users.push((customer, key));
        self.user_numbers.insert((customer, key), number);
        Ok(number)
    }

    /// The number of an activity source.
    pub(crate) fn workload(&mut self, code: &str) -> Result<u16, StoreError> {
        let known = self.workloads.iter().position(|it| &**it == code);
        let number = known.unwrap_or_else(|| {
            self.workloads.push(Arc::from(code));
            self.workloads.len() - 1
        });
        u16::try_from(number)
            .ok()
            .filter(|it| *it < 1 << 12)
            .ok_or(StoreError::TooMany { what: "workloads" })
    }

    /// The number of an activity source that the import names.
    pub(crate) fn workload_number(&self, code: &str) -> Option<u16> {
        self.workloads.iter().position(|it| &**it == code).and_then(|it| u16::try_from(it).ok())
    }
}

/// The files of one import, read but not yet part of the tables.
pub struct Stage {
    pub(crate) archive: PathBuf,
    pub(crate) recorded_on: Day,
    pub(crate) names: Names,
    pub(crate) files: Vec<StagedFile>,
    /// Whether someone said that its lists are true, however short.
    pub(crate) is_confirmed: bool,
    next_file_no: i64,
    open: Option<OpenFile>,
    /// Objects that this import has put into the archive.
    made: Vec<PathBuf>,
}

/// The file that is being read.
struct OpenFile {
    staged: StagedFile,
    /// Batch numbers of the users and workloads that the file numbers from 0.
    users: Vec<u32>,
    workloads: Vec<u16>,
    activity: Option<RawActivityWriter>,
}

impl Stage {
    /// An import whose first file gets the number `first_file_no`.
    pub(crate) fn new(archive: PathBuf, recorded_on: Day, first_file_no: i64) -> Self {
        Self {
            archive,
            recorded_on,
            names: Names::default(),
            files: Vec::new(),
            is_confirmed: false,
            next_file_no: first_file_no,
            open: None,
            made: Vec::new(),
        }
    }

    /// Takes the lists of the import as true: later ones are held to them, and not to longer
    /// ones of the same day.
    pub fn confirm(&mut self) {
        self.is_confirmed = true;
    }

    /// Begins a file and returns its number.
    pub fn begin_file(&mut self) -> i64 {
        let file_no = self.next_file_no;
        self.next_file_no += 1;
        self.open = Some(OpenFile {
            staged: StagedFile {
                file_no,
                rows: StagedRows::default(),
                activity: FileActivity::default(),
            },
            users: Vec::new(),
            workloads: Vec::new(),
            activity: None,
        });
        file_no
    }

    /// Leaves the file out that was begun.
    pub fn drop_file(&mut self) {
        self.open = None;
    }

    /// Ends the file, which was recognised as `format`: its objects lie in the archive then.
    pub fn end_file(&mut self, format: &str) -> Result<Vec<RawObject>, StoreError> {
        let Some(mut open) = self.open.take() else { return Ok(Vec::new()) };
        count_listed(&mut open.staged.rows);
        note_origin(&mut open.staged.rows, format);
        let mut objects = Vec::new();
        if let Some(writer) = open.activity {
            objects.push(writer.finish()?);
        }
        let rows = &open.staged.rows;
        let archive = &self.archive;
        let written = [
            write_object(archive, &rows.customers)?,
            write_object(archive, &rows.subscriptions)?,
            write_object(archive, &rows.users)?,
            write_object(archive, &rows.assignments)?,
            write_object(archive, &rows.last_activity)?,
            write_object(archive, &rows.flags)?,
            write_object(archive, &rows.products)?,
            write_object(archive, &rows.units)?,
            write_object(archive, &rows.tickets)?,
            write_object(archive, &rows.surveys)?,
            write_object(archive, &rows.actions)?,
            write_object(archive, &rows.prices)?,
            write_object(archive, &rows.ticket_coverage)?,
            write_object(archive, &rows.coverage)?,
            write_object(archive, &rows.snapshots)?,
            write_object(archive, &rows.concealed)?,
        ];
        objects.extend(written.into_iter().flatten());
        let new = objects.iter().filter(|it| it.is_new);
        self.made.extend(new.map(|it| archive.join(it.object.file_name())));
        let objects = objects.into_iter().map(|it| it.object).collect();
        self.files.push(open.staged);
        Ok(objects)
    }

    /// Adds facts to a file that was ended: what had to wait for the others. Returns the
    /// objects that lie in the archive then.
    pub fn amend(
        &mut self,
        file_no: i64,
        facts: Vec<Facts>,
        keys: &mut dyn UserKeys,
    ) -> Result<Vec<RawObject>, StoreError> {
        let mut rows = StagedRows::default();
        for it in facts {
            rows.accept(it, keys, Origin { file_no, recorded_on: self.recorded_on });
        }
        let written = [
            write_object(&self.archive, &rows.tickets)?,
            write_object(&self.archive, &rows.surveys)?,
        ];
        let mut objects = Vec::new();
        for it in written.into_iter().flatten() {
            if it.is_new {
                self.made.push(self.archive.join(it.object.file_name()));
            }
            objects.push(it.object);
        }
        if let Some(file) = self.files.iter_mut().find(|it| it.file_no == file_no) {
            file.rows.tickets.append(&mut rows.tickets);
            file.rows.surveys.append(&mut rows.surveys);
        }
        Ok(objects)
    }

    /// The objects that this import has put into the archive and that were not there before.
    pub fn made(&self) -> Vec<PathBuf> {
        self.made.clone()
    }

    /// Gives the import up: what it has put into the archive is taken out again.
    pub fn discard(self) -> Result<(), StoreError> {
        for path in self.made {
            fs::remove_file(&path).map_err(|source| StoreError::io("remove", &path, source))?;
        }
        Ok(())
    }

    /// Takes facts of the file that was begun.
    pub fn accept(&mut self, facts: Facts, keys: &mut dyn UserKeys) -> Result<(), StoreError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        match facts {
            Facts::Activity(chunk) => {
                open.accept_activity(&chunk, &self.archive, &mut self.names, keys)
            }
            other @ (Facts::Customers(_)
            | Facts::Subscriptions(_)
            | Facts::Users(_)
            | Facts::Assignments(_)
            | Facts::LastActivity(_)
            | Facts::Tickets(_)
            | Facts::Surveys(_)
            | Facts::Actions(_)
            | Facts::AssignedUnits(_)
            | Facts::LicenceFlags(_)
            | Facts::NamedProducts(_)
            | Facts::Prices(_)
            | Facts::Coverage(_)
            | Facts::TicketCoverage(_)
            | Facts::AssignmentSnapshot(_)) => {
                let from = Origin { file_no: open.staged.file_no, recorded_on: self.recorded_on };
                open.staged.rows.accept(other, keys, from);
                Ok(())
            }
        }
    }
}

/// Notes how many users each snapshot lists: one that shrinks is held.
fn count_listed(rows: &mut StagedRows) {
    for coverage in rows.coverage.iter_mut().filter(|it| it.kind == CoverageKind::Snapshot) {
        let listed = rows.last_activity.iter().filter(|it| {
            it.customer_id == coverage.customer_id
                && coverage.source.as_ref().is_none_or(|source| *source == it.workload)
        });
        coverage.users = u64::try_from(listed.count()).ok();
    }
    for snapshot in &mut rows.snapshots {
        let listed = rows.users.iter().filter(|it| it.customer_id == snapshot.customer_id);
        snapshot.users = u64::try_from(listed.count()).unwrap_or(u64::MAX);
    }
}

/// The format whose subscriptions are those of every seller; others may list the partner's
/// own sales alone.
const ALL_SELLERS: &str = "graph.directory_subscriptions";

/// Notes which report the rows come from, and whether it conceals names.
fn note_origin(rows: &mut StagedRows, format: &str) {
    rows.concealed.sort_unstable_by_key(|it| (it.customer_id, it.user_key));
    rows.concealed.dedup();
    let concealed: BTreeSet<CustomerId> = rows.concealed.iter().map(|it| it.customer_id).collect();
    let format: Arc<str> = Arc::from(format);
    for row in &mut rows.coverage {
        row.format = Some(Arc::clone(&format));
        row.concealed = concealed.contains(&row.customer_id);
    }
    rows.products.iter_mut().for_each(|it| it.format = Some(Arc::clone(&format)));
    let all_sellers = &*format == ALL_SELLERS;
    rows.subscriptions.iter_mut().for_each(|it| it.all_sellers = all_sellers);
}

impl OpenFile {
    fn accept_activity(
        &mut self,
        chunk: &ActivityChunk,
        archive: &std::path::Path,
        names: &mut Names,
        keys: &mut dyn UserKeys,
    ) -> Result<(), StoreError> {
        for (customer, id) in &chunk.new_users {
            let key = key_of(keys, *customer, id);
            if is_concealed(id) {
                self.staged.rows.conceal(*customer, key);
            }
            self.users.push(names.user(*customer, key)?);
        }
        for code in &chunk.new_workloads {
            self.workloads.push(names.workload(code.as_str())?);
        }
        let count = chunk.rows.len();
        let mut customers = Vec::with_capacity(count);
        let mut workloads = Vec::with_capacity(count);
        let mut columns =
            (Vec::with_capacity(count), Vec::with_capacity(count), Vec::with_capacity(count));
        for row in &chunk.rows {
            let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
            let (Some(user), Some(workload)) =
                (self.users.get(at(row.user)), self.workloads.get(usize::from(row.workload)))
            else {
                continue;
            };
            let Some((customer, key)) = names.users.get(at(*user)) else { continue };
            let Some(code) = names.workloads.get(usize::from(*workload)) else { continue };
            self.staged.activity.add(*user, *workload, row.day);
            customers.push(*customer);
            workloads.push(Arc::clone(code));
            columns.0.push(key.0);
            columns.1.push(row.day.epoch_days());
            columns.2.push(i64::try_from(row.line).unwrap_or(i64::MAX));
        }
        let writer = match &mut self.activity {
            Some(writer) => writer,
            None => self.activity.insert(RawActivityWriter::create(archive)?),
        };
        writer.write(RawActivityColumns {
            customers: &customers,
            users: columns.0,
            workloads: &workloads,
            days: columns.1,
            lines: columns.2,
        })
    }
}
