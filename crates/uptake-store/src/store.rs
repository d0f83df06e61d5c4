//! The store as its users see it: import, roll up, read.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use uptake_calc::{CustomerCounts, CustomerFacts, GraceRule, Plan};
use uptake_model::{Catalogue, CustomerId, Day, DayRange, Scope, SkuRef, UserKey};

use crate::{
    StoreError,
    apply::apply,
    counted::counted_rows,
    digest::{Digest, UserIds, digest},
    hold::{Held, find_held},
    loader::rows_of,
    read::{Counts, Part, View, Wanted},
    rollup::{Basis, roll_up},
    rows::{ActionRow, CustomerRow, SubscriptionRow},
    stage::Stage,
    tables::{Pins, Tables},
    upsert::{Effect, RowCounts},
};

/// The raw archive and the tables of one data folder.
pub struct Store {
    archive: PathBuf,
    pub(crate) tables: Tables,
}

/// The rules that figures are computed by.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// Products and workloads.
    pub catalogue: &'a Catalogue,
    /// When a subscription in grace counts as sold.
    pub grace: GraceRule,
}

/// What an import did. It is visible only to readers who are given the pins.
#[derive(Debug)]
pub struct Imported {
    /// The versions of the tables after it.
    pub pins: Pins,
    /// What became of the rows of each file, by file number.
    pub by_file: BTreeMap<i64, RowCounts>,
    /// The customers whose figures may have changed.
    pub customers: BTreeSet<CustomerId>,
    /// The users whom no import has named before.
    pub new_users: BTreeSet<(CustomerId, UserKey)>,
}

impl Store {
    /// The store in a data folder; `generation` names the set of tables in use.
    pub fn new(folder: &Path, generation: &str) -> Self {
        Self {
            archive: folder.join("raw"),
            tables: Tables::new(folder.join("tables").join(generation)),
        }
    }

    /// The folder of the raw archive.
    pub fn archive(&self) -> &Path {
        &self.archive
    }

    /// The folder of the tables.
    pub fn tables_folder(&self) -> &Path {
        self.tables.folder()
    }

    /// From now on keeps files that are read, up to so many bytes altogether, for a process
    /// that reads them again and again.
    pub fn keep_files(&self, limit_bytes: usize) {
        self.tables.keep_files(limit_bytes);
    }

    /// Begins an import; its first file gets the number `first_file_no`.
    pub fn stage(&self, recorded_on: Day, first_file_no: i64) -> Stage {
        Stage::new(self.archive.clone(), recorded_on, first_file_no)
    }

    /// Merges an import into the tables and computes anew what it can have changed.
    ///
    /// `takes` tells, by file and customer, whether rows are taken now. `committed` is the
    /// moment in milliseconds since 1970.
    pub async fn import(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        stage: Stage,
        takes: &(dyn Fn(i64, CustomerId) -> bool + Sync),
        committed: i64,
    ) -> Result<Imported, StoreError> {
        let mut applied =
            apply(&self.tables, pins, rules.catalogue, stage, &|a, b| takes(a, b), committed)
                .await?;
        fail::fail_point!("store::import::applied");
        let basis = Basis { catalogue: rules.catalogue, grace: rules.grace, committed };
        roll_up(&self.tables, &mut applied.pins, basis, &applied.effects).await?;
        fail::fail_point!("store::import::rolled_up");
        let changed = applied.effects.iter().filter(|(_, effect)| **effect != Effect::Never);
        Ok(Imported {
            customers: changed.map(|(customer, _)| *customer).collect(),
            pins: applied.pins,
            by_file: applied.by_file,
            new_users: applied.new_users,
        })
    }

    /// Finds the snapshots of an import that shrank so much that someone must confirm them.
    pub async fn find_held(&self, pins: &Pins, stage: &Stage) -> Result<Vec<Held>, StoreError> {
        find_held(&self.tables, pins, stage).await
    }

    /// Computes all results anew: the catalogue or a rule has changed.
    pub async fn recompute(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        committed: i64,
    ) -> Result<Pins, StoreError> {
        let mut pins = pins.clone();
        let view = self.view(&pins, rules);
        let customers = view.extents(&Scope::All).await?;
        let effects = customers.into_keys().map(|it| (it, Effect::Always)).collect();
        let basis = Basis { catalogue: rules.catalogue, grace: rules.grace, committed };
        roll_up(&self.tables, &mut pins, basis, &effects).await?;
        Ok(pins)
    }

    /// The days that are known of each customer in scope.
    pub async fn extents(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
    ) -> Result<BTreeMap<CustomerId, DayRange>, StoreError> {
        self.view(pins, rules).extents(scope).await
    }

    /// The customers in scope that have a record of their own.
    pub async fn customers(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
    ) -> Result<Vec<CustomerRow>, StoreError> {
        self.view(pins, rules).customers(scope).await
    }

    /// The subscription records of a customer in scope, in no order.
    pub async fn subscriptions(
        &self,
        pins: &Pins,
        scope: &Scope,
        customer: CustomerId,
    ) -> Result<Vec<SubscriptionRow>, StoreError> {
        if !scope.contains(customer) {
            return Ok(Vec::new());
        }
        rows_of(&self.tables, pins, Some(&[customer])).await
    }

    /// The records that seats of a customer in scope are counted from, in no order: Microsoft's
    /// counts only as far as no real subscription says it.
    pub async fn counted_subscriptions(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        customer: CustomerId,
    ) -> Result<Vec<SubscriptionRow>, StoreError> {
        let rows = self.subscriptions(pins, scope, customer).await?;
        let mut numbers: BTreeMap<SkuRef, usize> = BTreeMap::new();
        let counted = counted_rows(&rows, &mut |it| {
            let next = numbers.len();
            let sku = rules.catalogue.canonical(&SkuRef::from(&*it.sku));
            *numbers.entry(sku).or_insert(next)
        });
        Ok(counted.into_iter().map(Cow::into_owned).collect())
    }

    /// The subscription records of all customers in scope, in no order.
    pub async fn all_subscriptions(
        &self,
        pins: &Pins,
        scope: &Scope,
    ) -> Result<Vec<SubscriptionRow>, StoreError> {
        let mut rows: Vec<SubscriptionRow> = rows_of(&self.tables, pins, None).await?;
        rows.retain(|it| scope.contains(it.customer_id));
        Ok(rows)
    }

    /// The actions of all customers in scope that files brought, in no order.
    pub async fn imported_actions(
        &self,
        pins: &Pins,
        scope: &Scope,
    ) -> Result<Vec<ActionRow>, StoreError> {
        let mut rows: Vec<ActionRow> = rows_of(&self.tables, pins, None).await?;
        rows.retain(|it| scope.contains(it.customer_id));
        Ok(rows)
    }

    /// One hash of everything that the tables say; `names` tells what users are called.
    pub async fn digest(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        names: &UserIds,
    ) -> Result<Digest, StoreError> {
        digest(&self.view(pins, rules), names).await
    }

    /// The counts of the customers in scope on every day of `days`.
    pub async fn counts(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        days: DayRange,
        wanted: Wanted,
    ) -> Result<Counts, StoreError> {
        self.view(pins, rules).counts(scope, days, wanted).await
    }

    /// Hands on the counts of the customers in scope on every day of `days`, customers
    /// ascending, some of them at a time: needs little memory, however many there are.
    ///
    /// Returns the numbers that the keys are. A number once given stays.
    pub async fn each_counts(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        question: (DayRange, Wanted),
        visit: &mut dyn FnMut(&Plan, CustomerId, CustomerCounts),
    ) -> Result<Plan, StoreError> {
        self.view(pins, rules).each_counts(scope, (question, Part::All), visit).await
    }

    /// The same of the days after those whose counts are stored: customers who have none of
    /// them are left out.
    pub async fn each_later_counts(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        question: (DayRange, Wanted),
        visit: &mut dyn FnMut(&Plan, CustomerId, CustomerCounts),
    ) -> Result<Plan, StoreError> {
        self.view(pins, rules).each_counts(scope, (question, Part::Later), visit).await
    }

    /// The facts of one customer that its figures on `days` are made of. A customer outside
    /// of the scope has none, like an unknown one.
    pub async fn facts(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Option<(Plan, CustomerFacts)>, StoreError> {
        if !scope.contains(customer) {
            return Ok(None);
        }
        self.view(pins, rules).facts(customer, days).await.map(Some)
    }

    pub(crate) fn view<'a>(&'a self, pins: &'a Pins, rules: Rules<'a>) -> View<'a> {
        View { tables: &self.tables, pins, catalogue: rules.catalogue, grace: rules.grace }
    }
}
