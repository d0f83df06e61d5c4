//! Leaving a customer out of the raw archive: objects never change, so that others take the
//! place of those that have rows of it.

use uptake_model::{CustomerId, facts::Table};

use crate::{
    StoreError,
    raw::{
        RawActivity, RawAssignment, RawConcealed, RawFlag, RawLastActivity, RawObject, RawProducts,
        RawUser, open_object, rewrite_object,
    },
    rows::{
        ActionRow, AssignmentSnapshotRow, CoverageRow, CustomerRow, PriceRow, SubscriptionRow,
        SurveyRow, TicketCoverageRow, TicketRow, UnitsRow,
    },
    store::Store,
};

/// What is left of an object without a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It has no row of the customer.
    All,
    /// This object has its other rows, with the lines they had.
    Other(RawObject),
    /// It has no other rows.
    Nothing,
}

impl Store {
    /// Writes what an object says of all other customers. The object itself stays until
    /// [`Store::keep_only`] is told that nothing names it.
    pub fn without(&self, object: &RawObject, customer: CustomerId) -> Result<Left, StoreError> {
        if !self.mentions(object, customer)? {
            return Ok(Left::All);
        }
        let (archive, keeps) = (self.archive(), |it: CustomerId| it != customer);
        let left = match Table::ALL.into_iter().find(|it| it.name() == object.table) {
            Some(Table::Customers) => rewrite_object::<CustomerRow>(archive, object, &keeps),
            Some(Table::Subscriptions) => {
                rewrite_object::<SubscriptionRow>(archive, object, &keeps)
            }
            Some(Table::Users) => rewrite_object::<RawUser>(archive, object, &keeps),
            Some(Table::Assignments) => rewrite_object::<RawAssignment>(archive, object, &keeps),
            Some(Table::Activity) => rewrite_object::<RawActivity>(archive, object, &keeps),
            Some(Table::LastActivity) => rewrite_object::<RawLastActivity>(archive, object, &keeps),
            Some(Table::Tickets) => rewrite_object::<TicketRow>(archive, object, &keeps),
            Some(Table::Surveys) => rewrite_object::<SurveyRow>(archive, object, &keeps),
            Some(Table::Actions) => rewrite_object::<ActionRow>(archive, object, &keeps),
            Some(Table::AssignedUnits) => rewrite_object::<UnitsRow>(archive, object, &keeps),
            Some(Table::LicenceFlags) => rewrite_object::<RawFlag>(archive, object, &keeps),
            Some(Table::NamedProducts) => rewrite_object::<RawProducts>(archive, object, &keeps),
            Some(Table::Prices) => rewrite_object::<PriceRow>(archive, object, &keeps),
            None if object.table == "ticket_coverage" => {
                rewrite_object::<TicketCoverageRow>(archive, object, &keeps)
            }
            None if object.table == "coverage" => {
                rewrite_object::<CoverageRow>(archive, object, &keeps)
            }
            None if object.table == "concealed_users" => {
                rewrite_object::<RawConcealed>(archive, object, &keeps)
            }
            None => rewrite_object::<AssignmentSnapshotRow>(archive, object, &keeps),
        }?;
        Ok(left.map_or(Left::Nothing, Left::Other))
    }

    /// Whether an object has a row of the customer; decodes one column.
    fn mentions(&self, object: &RawObject, customer: CustomerId) -> Result<bool, StoreError> {
        let file = open_object(self.archive(), object)?;
        let text = customer.to_string();
        for group in 0..file.row_groups() {
            let may = file
                .customers(group)
                .is_none_or(|(first, last)| first <= text.as_bytes() && text.as_bytes() <= last);
            if !may {
                continue;
            }
            for batch in file.read(group, Some(&["customer_id"]))? {
                let column = crate::column::read_text(&**batch.column(0), |it| it.parse().ok());
                let customers: Vec<Option<CustomerId>> =
                    column.map_err(|error| file.damaged(&error))?;
                if customers.contains(&Some(customer)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
