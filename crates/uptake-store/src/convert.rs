//! Facts become rows: users by key, repeated text kept once.

use std::{collections::BTreeSet, sync::Arc};

use uptake_model::{
    CustomerId, Day, Guid, UserId, UserKey,
    facts::{
        Action, AssignedUnits, Assignment, Coverage, Customer, Facts, LastActivity, LicenceFlag,
        NamedProducts, Price, Sourced, Subscription, Survey, Ticket, TicketCoverage, User,
    },
};

use crate::{
    raw::{RawAssignment, RawConcealed, RawFlag, RawLastActivity, RawProducts, RawUser},
    rows::{
        ActionRow, AssignmentSnapshotRow, CoverageRow, CustomerRow, PriceRow, SubscriptionRow,
        SurveyRow, TicketCoverageRow, TicketRow, UnitsRow,
    },
    stage::{StagedRows, UserKeys},
};

/// Which file says it, and when it was recorded.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) file_no: i64,
    pub(crate) recorded_on: Day,
}

/// The key of a user; the vault is told the id.
pub(crate) fn key_of(keys: &mut dyn UserKeys, customer: CustomerId, id: &UserId) -> UserKey {
    let key = keys.user_key(customer, id.as_str());
    keys.id(customer, key, id);
    key
}

impl StagedRows {
    /// Takes facts of any table; activity streams past and is not kept as rows.
    pub(crate) fn accept(&mut self, facts: Facts, keys: &mut dyn UserKeys, from: Origin) {
        let no = from.file_no;
        let mut text = Repeated::default();
        match facts {
            Facts::Activity(_) => {}
            Facts::Customers(it) => {
                self.customers.extend(it.into_iter().map(|it| customer(it, no)));
            }
            Facts::Subscriptions(it) => {
                self.subscriptions.extend(it.into_iter().map(|it| subscription(it, &mut text, no)));
            }
            Facts::Users(it) => self.users.extend(it.iter().map(|it| user(it, keys))),
            Facts::Assignments(it) => {
                self.assignments.extend(it.iter().map(|it| assignment(it, keys, &mut text)));
            }
            Facts::LastActivity(it) => {
                for Sourced { fact, .. } in it.iter().filter(|it| is_concealed(&it.fact.user_id)) {
                    let user_key = keys.user_key(fact.customer_id, fact.user_id.as_str());
                    self.conceal(fact.customer_id, user_key);
                }
                self.last_activity.extend(it.iter().map(|it| last_activity(it, keys, &mut text)));
            }
            Facts::LicenceFlags(it) => {
                self.flags.extend(it.iter().map(|it| flag(it, keys, &mut text)));
            }
            Facts::NamedProducts(it) => {
                self.products.extend(it.iter().map(|it| products(it, keys, &mut text)));
            }
            Facts::AssignedUnits(it) => {
                self.units.extend(it.iter().map(|it| units(it, &mut text, no)));
            }
            Facts::Tickets(it) => self.tickets.extend(it.into_iter().map(|it| ticket(it, no))),
            Facts::Surveys(it) => self.surveys.extend(it.into_iter().map(|it| survey(it, no))),
            Facts::Actions(it) => self.actions.extend(it.into_iter().map(|it| action(it, no))),
            Facts::Prices(it) => {
                self.prices.extend(it.iter().map(|it| price(it, &mut text, no)));
            }
            Facts::TicketCoverage(it) => {
                self.ticket_coverage.extend(it.iter().map(|it| ticket_coverage(it, no)));
            }
            Facts::Coverage(it) => self.coverage.extend(it.iter().map(|it| coverage(it, from))),
            Facts::AssignmentSnapshot(it) => {
                self.snapshots.extend(it.into_iter().map(|it| AssignmentSnapshotRow {
                    customer_id: it.customer_id,
                    as_of: it.as_of,
                    users: 0,
                    file_no: no,
                }));
            }
        }
    }
}

impl StagedRows {
    /// Notes a user who stands under a concealed name.
    pub(crate) fn conceal(&mut self, customer_id: CustomerId, user_key: UserKey) {
        let row = RawConcealed { customer_id, user_key };
        // A person stands in a report once for each activity source.
        if self.concealed.last() != Some(&row) {
            self.concealed.push(row);
        }
    }
}

/// Whether the service concealed the name: 32 hexadecimal digits in upper case.
pub(crate) fn is_concealed(id: &UserId) -> bool {
    let name = id.as_str();
    name.len() == 32 && name.bytes().all(|it| matches!(it, b'0'..=b'9' | b'A'..=b'F'))
}

/// Text that repeats, kept once.
#[derive(Default)]
struct Repeated(BTreeSet<Arc<str>>);

impl Repeated {
    fn of(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&new));
        new
    }
}

fn customer(Sourced { line, fact }: Sourced<Customer>, file_no: i64) -> CustomerRow {
    CustomerRow {
        customer_id: fact.customer_id,
        name: fact.name,
        domain: fact.domain,
        country: fact.country,
        segment: fact.segment,
        reseller_id: fact.reseller_id,
        tags: fact.tags.into_iter().collect::<Vec<_>>().join(";"),
        file_no,
        line,
    }
}

fn subscription(
    Sourced { line, fact }: Sourced<Subscription>,
    text: &mut Repeated,
    file_no: i64,
) -> SubscriptionRow {
    SubscriptionRow {
        customer_id: fact.customer_id,
        subscription_id: fact.subscription_id.as_str().to_owned(),
        sku: text.of(&fact.sku.to_string()),
        quantity: fact.quantity,
        status: fact.status,
        as_of: fact.as_of,
        is_trial: fact.is_trial,
        seller: fact.seller,
        unit_price: fact.unit_price,
        currency: fact.currency,
        term: fact.term,
        billing_cycle: fact.billing_cycle,
        auto_renew: fact.auto_renew,
        commitment_end: fact.commitment_end,
        created_on: fact.created_on,
        aggregate: fact.aggregate,
        all_sellers: false,
        file_no,
        line,
    }
}

/// The sign-in name is folded to lower case: reports spell it in any case.
fn user(Sourced { line, fact }: &Sourced<User>, keys: &mut dyn UserKeys) -> RawUser {
    let key = key_of(keys, fact.customer_id, &fact.user_id);
    keys.name(key, fact);
    let principal = fact.principal_name.as_ref().map(|it| UserId::new(it.to_lowercase()));
    RawUser {
        customer_id: fact.customer_id,
        user_key: key,
        kind: fact.kind,
        department: fact.department.clone(),
        deleted_on: fact.deleted_on,
        principal_key: principal.map(|it| key_of(keys, fact.customer_id, &it)),
        line: *line,
    }
}

fn assignment(
    Sourced { line, fact }: &Sourced<Assignment>,
    keys: &mut dyn UserKeys,
    text: &mut Repeated,
) -> RawAssignment {
    RawAssignment {
        customer_id: fact.customer_id,
        user_key: key_of(keys, fact.customer_id, &fact.user_id),
        sku: text.of(&fact.sku.to_string()),
        assigned_on: fact.assigned_on,
        removed_on: fact.removed_on,
        line: *line,
    }
}

fn last_activity(
    Sourced { line, fact }: &Sourced<LastActivity>,
    keys: &mut dyn UserKeys,
    text: &mut Repeated,
) -> RawLastActivity {
    RawLastActivity {
        customer_id: fact.customer_id,
        user_key: key_of(keys, fact.customer_id, &fact.user_id),
        workload: text.of(fact.workload.as_str()),
        last_active_on: fact.last_active_on,
        as_of: fact.as_of,
        line: *line,
    }
}

fn flag(
    Sourced { line, fact }: &Sourced<LicenceFlag>,
    keys: &mut dyn UserKeys,
    text: &mut Repeated,
) -> RawFlag {
    RawFlag {
        customer_id: fact.customer_id,
        user_key: key_of(keys, fact.customer_id, &fact.user_id),
        workload: text.of(fact.workload.as_str()),
        licensed: fact.licensed,
        assigned_on: fact.assigned_on,
        as_of: fact.as_of,
        line: *line,
    }
}

/// The report that says so is noted when the file ends.
fn products(
    Sourced { line, fact }: &Sourced<NamedProducts>,
    keys: &mut dyn UserKeys,
    text: &mut Repeated,
) -> RawProducts {
    let names = fact.products.as_ref().map(|it| {
        let names: Vec<&str> = it.iter().map(String::as_str).collect();
        text.of(&names.join(";"))
    });
    RawProducts {
        customer_id: fact.customer_id,
        user_key: key_of(keys, fact.customer_id, &fact.user_id),
        products: names,
        as_of: fact.as_of,
        format: None,
        line: *line,
    }
}

fn units(
    Sourced { line, fact }: &Sourced<AssignedUnits>,
    text: &mut Repeated,
    file_no: i64,
) -> UnitsRow {
    UnitsRow {
        customer_id: fact.customer_id,
        sku: text.of(&fact.sku.to_string()),
        units: fact.units,
        as_of: fact.as_of,
        file_no,
        line: *line,
    }
}

fn ticket(Sourced { line, fact }: Sourced<Ticket>, file_no: i64) -> TicketRow {
    TicketRow {
        customer_id: fact.customer_id,
        ticket_id: fact.ticket_id,
        opened_on: fact.opened_on,
        closed_on: fact.closed_on,
        category: fact.category,
        product: fact.product,
        subject: fact.subject,
        classified: fact.classified,
        file_no,
        line,
    }
}

fn survey(Sourced { line, fact }: Sourced<Survey>, file_no: i64) -> SurveyRow {
    SurveyRow {
        customer_id: fact.customer_id,
        response_id: fact.response_id,
        day: fact.day,
        kind: fact.kind,
        score: fact.score,
        comment: fact.comment,
        file_no,
        line,
    }
}

fn action(Sourced { line, fact }: Sourced<Action>, file_no: i64) -> ActionRow {
    ActionRow {
        customer_id: fact.customer_id,
        action_id: fact.action_id,
        playbook: fact.playbook,
        started_on: fact.started_on,
        ended_on: fact.ended_on,
        owner: fact.owner,
        status: fact.status,
        note: fact.note,
        file_no,
        line,
    }
}

fn ticket_coverage(fact: &TicketCoverage, file_no: i64) -> TicketCoverageRow {
    TicketCoverageRow {
        customer_id: fact.customer_id,
        first_day: fact.days.first(),
        last_day: fact.days.last(),
        file_no,
    }
}

fn price(Sourced { line, fact }: &Sourced<Price>, text: &mut Repeated, file_no: i64) -> PriceRow {
    PriceRow {
        customer_id: every_customer(),
        sku: text.of(&fact.sku.to_string()),
        unit_price: fact.unit_price.clone(),
        currency: fact.currency.clone(),
        valid_from: fact.valid_from,
        file_no,
        line: *line,
    }
}

/// Stands in the column of customers for what is said of all of them: every table has that
/// column. No tenant has this id.
fn every_customer() -> CustomerId {
    CustomerId(Guid::from_u128(0))
}

fn coverage(fact: &Coverage, from: Origin) -> CoverageRow {
    CoverageRow {
        customer_id: fact.customer_id,
        source: fact.source.as_ref().map(|it| Arc::from(it.as_str())),
        kind: fact.kind,
        first_day: fact.days.first(),
        last_day: fact.days.last(),
        recorded_on: from.recorded_on,
        users: None,
        format: None,
        concealed: false,
        file_no: from.file_no,
    }
}
