//! Texts of tickets and answers, which wait until the names are known that must not stand in
//! them (`docs/signals.md`): those of the vault, and those of every file of the same import.
//!
//! Nothing of them is stored before it is masked, not even in the raw archive.

use std::collections::{BTreeMap, BTreeSet};

use uptake_ingest::{KnownNames, mask};
use uptake_model::{Catalogue, CustomerId, facts::Facts};
use uptake_state::{State, StateError, UserNames};

use super::names::Names;

/// The facts with text of one file.
pub(super) struct Texts {
    pub(super) file_no: i64,
    pub(super) facts: Vec<Facts>,
}

/// Whether facts wait to be masked.
pub(super) fn has_text(facts: &Facts) -> bool {
    match facts {
        Facts::Tickets(_) | Facts::Surveys(_) => true,
        Facts::Customers(_)
        | Facts::Subscriptions(_)
        | Facts::Users(_)
        | Facts::Assignments(_)
        | Facts::Activity(_)
        | Facts::LastActivity(_)
        | Facts::Actions(_)
        | Facts::AssignedUnits(_)
        | Facts::LicenceFlags(_)
        | Facts::NamedProducts(_)
        | Facts::Prices(_)
        | Facts::Coverage(_)
        | Facts::TicketCoverage(_)
        | Facts::AssignmentSnapshot(_) => false,
    }
}

impl Texts {
    /// The customers whose users may be named.
    pub(super) fn customers(&self) -> BTreeSet<CustomerId> {
        let mut customers = BTreeSet::new();
        for facts in &self.facts {
            if let Facts::Tickets(rows) = facts {
                customers.extend(rows.iter().map(|it| it.fact.customer_id));
            } else if let Facts::Surveys(rows) = facts {
                customers.extend(rows.iter().map(|it| it.fact.customer_id));
            }
        }
        customers
    }

    /// Takes out of the texts what tells who a person is.
    pub(super) fn mask(&mut self, names: &BTreeMap<CustomerId, KnownNames>) {
        let nobody = KnownNames::default();
        let masked = |customer: CustomerId, text: &mut Option<String>| {
            let names = names.get(&customer).unwrap_or(&nobody);
            *text = text.take().map(|it| mask(&it, names));
        };
        for facts in &mut self.facts {
            if let Facts::Tickets(rows) = facts {
                for it in rows {
                    masked(it.fact.customer_id, &mut it.fact.product);
                    masked(it.fact.customer_id, &mut it.fact.subject);
                }
            } else if let Facts::Surveys(rows) = facts {
                for it in rows {
                    masked(it.fact.customer_id, &mut it.fact.comment);
                }
            }
        }
    }
}

/// What the users of some customers are called, by the vault and by the import.
pub(super) async fn known_names(
    state: &State,
    import: &Names,
    customers: BTreeSet<CustomerId>,
    catalogue: &Catalogue,
) -> Result<BTreeMap<CustomerId, KnownNames>, StateError> {
    let common = common_words(catalogue);
    let mut known: BTreeMap<CustomerId, KnownNames> = BTreeMap::new();
    for customer in customers {
        let names = known.entry(customer).or_default();
        for (_, user) in state.all_users(customer).await? {
            add(names, &user.names, &common);
        }
    }
    for (customer, called) in import.called() {
        if let Some(names) = known.get_mut(&customer) {
            add(names, called, &common);
        }
    }
    Ok(known)
}

fn add(names: &mut KnownNames, called: &UserNames, common: &BTreeSet<String>) {
    if let Some(name) = &called.display_name {
        names.add_name(name, common);
    }
    if let Some(name) = &called.principal_name {
        names.add_sign_in_name(name, common);
    }
}

/// The words that name products: they tell nobody's name.
fn common_words(catalogue: &Catalogue) -> BTreeSet<String> {
    let workloads = catalogue.workloads().flat_map(|it| [it.code.as_str(), it.name.as_str()]);
    let services = catalogue.services().map(|it| it.name.as_str());
    let skus = catalogue.skus().map(|it| it.name.as_str());
    KnownNames::common_words(workloads.chain(services).chain(skus))
}
