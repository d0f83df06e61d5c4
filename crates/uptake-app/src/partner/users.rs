//! A customer's users with what they hold.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{CustomerId, Day, DayRange, Scope, UserId, UserKey, facts::UserKind};
use uptake_store::Traced;

use crate::{AppError, Data, products::SkuName};

/// Whether names may be looked up in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// Ids and names are looked up; the caller logs the view.
    Shown,
    /// Users stay pseudonyms.
    Hidden,
}

/// A user of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerUser {
    /// The pseudonym.
    pub key: UserKey,
    /// The id that files use; `None` when it is hidden or was forgotten.
    pub user_id: Option<UserId>,
    /// What the user is called.
    pub display_name: Option<String>,
    /// What the user signs in with.
    pub principal_name: Option<String>,
    /// What kind of account.
    pub kind: UserKind,
    /// The day of deletion.
    pub deleted_on: Option<Day>,
    /// The SKUs held on the day, each once, in the order of the catalogue.
    pub skus: Vec<SkuName>,
}

impl Data {
    /// The users of a customer in scope who have a record of their own or hold a SKU on
    /// `day`, by pseudonym. A customer outside of the scope has none, like an unknown one.
    pub async fn partner_users(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
        personal: PersonalData,
    ) -> Result<Vec<PartnerUser>, AppError> {
        let view = &self.view;
        let days = DayRange::single(day);
        let traced = self.store.trace(&view.pins, view.rules(), scope, customer, days).await?;
        let Some(traced) = traced else { return Ok(Vec::new()) };
        let mut users = self.users_of(&traced, day);
        if personal == PersonalData::Shown {
            let keys: Vec<UserKey> = users.keys().copied().collect();
            for (key, known) in self.state.names(customer, &keys).await? {
                if let Some(user) = users.get_mut(&key) {
                    user.user_id = Some(known.user_id);
                    user.display_name = known.names.display_name;
                    user.principal_name = known.names.principal_name;
                }
            }
        }
        Ok(users.into_values().collect())
    }

    fn users_of(&self, traced: &Traced, day: Day) -> BTreeMap<UserKey, PartnerUser> {
        let mut held: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for it in &traced.facts.holdings {
            if it.from <= day && it.until.is_none_or(|until| day < until) {
                held.entry(it.user).or_default().insert(it.sku);
            }
        }
        let mut records = BTreeMap::new();
        for record in &traced.users {
            if let Ok(number) = usize::try_from(record.user_no) {
                records.insert(number, record);
            }
        }
        let numbers: BTreeSet<usize> = records.keys().chain(held.keys()).copied().collect();
        let mut users = BTreeMap::new();
        for number in numbers {
            let Some(key) = traced.keys.get(&number).and_then(|it| it.first()).copied() else {
                continue;
            };
            let record = records.get(&number);
            let skus = held.get(&number).into_iter().flatten();
            let skus = skus.filter_map(|it| traced.plan.skus().get(*it));
            let user = PartnerUser {
                key,
                user_id: None,
                display_name: None,
                principal_name: None,
                kind: record.map(|it| it.kind).unwrap_or_default(),
                deleted_on: record.and_then(|it| it.deleted_on),
                skus: skus.map(|it| SkuName::of(&it.sku, &self.view.catalogue)).collect(),
            };
            users.insert(key, user);
        }
        users
    }
}
