//! The raw archive back into an import: what a file said, without the file.

use uptake_model::facts::Table;

use crate::{
    StoreError,
    raw::{RawActivity, RawObject, read_object},
    rows::Row,
    stage::{Stage, StagedFile, StagedRows},
};

impl Stage {
    /// Adds the file of this number from its objects in the archive.
    pub fn replay(&mut self, file_no: i64, objects: &[RawObject]) -> Result<(), StoreError> {
        let mut file = StagedFile {
            file_no,
            rows: StagedRows::default(),
            activity: crate::accumulate::FileActivity::default(),
        };
        for object in objects {
            self.replay_object(&mut file, object)?;
        }
        self.files.push(file);
        Ok(())
    }

    fn replay_object(
        &mut self,
        file: &mut StagedFile,
        object: &RawObject,
    ) -> Result<(), StoreError> {
        let rows = &mut file.rows;
        match Table::ALL.into_iter().find(|it| it.name() == object.table) {
            Some(Table::Activity) => self.replay_activity(file, object),
            Some(Table::Customers) => self.fill(file.file_no, object, &mut rows.customers),
            Some(Table::Subscriptions) => self.fill(file.file_no, object, &mut rows.subscriptions),
            Some(Table::Users) => self.fill(file.file_no, object, &mut rows.users),
            Some(Table::Assignments) => self.fill(file.file_no, object, &mut rows.assignments),
            Some(Table::LastActivity) => self.fill(file.file_no, object, &mut rows.last_activity),
            Some(Table::Tickets) => self.fill(file.file_no, object, &mut rows.tickets),
            Some(Table::Surveys) => self.fill(file.file_no, object, &mut rows.surveys),
            Some(Table::Actions) => self.fill(file.file_no, object, &mut rows.actions),
            Some(Table::AssignedUnits) => self.fill(file.file_no, object, &mut rows.units),
            Some(Table::LicenceFlags) => self.fill(file.file_no, object, &mut rows.flags),
            Some(Table::NamedProducts) => self.fill(file.file_no, object, &mut rows.products),
            Some(Table::Prices) => self.fill(file.file_no, object, &mut rows.prices),
            None if object.table == "ticket_coverage" => {
                self.fill(file.file_no, object, &mut rows.ticket_coverage)
            }
            None if object.table == "coverage" => {
                self.fill(file.file_no, object, &mut rows.coverage)
            }
            None if object.table == "concealed_users" => {
                self.fill(file.file_no, object, &mut rows.concealed)
            }
            None => self.fill(file.file_no, object, &mut rows.snapshots),
        }
    }

    fn fill<R: Row>(
        &self,
        file_no: i64,
        object: &RawObject,
        rows: &mut Vec<R>,
    ) -> Result<(), StoreError> {
        read_object::<R>(&self.archive, object, file_no, |read| {
            rows.extend(read);
            Ok(())
        })
    }

    fn replay_activity(
        &mut self,
        file: &mut StagedFile,
        object: &RawObject,
    ) -> Result<(), StoreError> {
        let archive = self.archive.clone();
        let names = &mut self.names;
        read_object::<RawActivity>(&archive, object, file.file_no, |rows| {
            let mut last: Option<(RawActivity, u32, u16)> = None;
            for row in rows {
                let (user, workload) = match &last {
                    Some((same, user, workload))
                        if same.user_key == row.user_key
                            && same.customer_id == row.customer_id
                            && same.workload == row.workload =>
                    {
                        (*user, *workload)
                    }
                    Some(_) | None => {
                        (names.user(row.customer_id, row.user_key)?, names.workload(&row.workload)?)
                    }
                };
                file.activity.add(user, workload, row.day);
                last = Some((row, user, workload));
            }
            Ok(())
        })
    }
}
