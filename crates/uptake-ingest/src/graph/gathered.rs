//! What the records of an answer say, each identity once.

use std::collections::BTreeMap;

use uptake_model::{
    CustomerId, Day, SkuRef, SubscriptionId, UserId,
    facts::{AssignedUnits, Assignment, Customer, Facts, Sourced, Subscription, User},
    problem::{Problem, ProblemCode},
};

/// What one record says.
#[derive(Default)]
pub(super) struct Said {
    /// Customers.
    pub(super) customers: Vec<Customer>,
    /// Subscriptions, or sums of them.
    pub(super) subscriptions: Vec<Subscription>,
    /// Users.
    pub(super) users: Vec<User>,
    /// What they hold.
    pub(super) assignments: Vec<Assignment>,
    /// Units held by people without names.
    pub(super) units: Vec<AssignedUnits>,
    /// Whether it cannot be told who sold the subscriptions.
    pub(super) seller_unknown: bool,
    /// The name of a product that no SKU or several have.
    pub(super) unknown_product: Option<String>,
    /// Whether the record is about no seats of people.
    pub(super) passed_over: bool,
}

impl Said {
    /// A record about no seats of people.
    pub(super) fn passed_over() -> Self {
        Self { passed_over: true, ..Self::default() }
    }
}

/// What all records say.
#[derive(Default)]
pub(super) struct Gathered {
    customers: Rows<CustomerId, Customer>,
    subscriptions: Rows<(CustomerId, SubscriptionId, Day), Subscription>,
    users: Rows<(CustomerId, UserId), User>,
    assignments: Rows<(CustomerId, UserId, SkuRef, Day), Assignment>,
    units: Rows<(CustomerId, SkuRef), AssignedUnits>,
    seller_unknown: bool,
    unknown_products: BTreeMap<String, u64>,
    passed_over: u64,
}

impl Gathered {
    /// Takes what a record says, all of it or nothing.
    pub(super) fn take(&mut self, file: &str, line: u64, said: Said) -> Result<(), Problem> {
        let customers = keyed(said.customers, |it| it.customer_id);
        let subscriptions =
            keyed(said.subscriptions, |it| (it.customer_id, it.subscription_id.clone(), it.as_of));
        let users = keyed(said.users, |it| (it.customer_id, it.user_id.clone()));
        let assignments = keyed(said.assignments, |it| {
            (it.customer_id, it.user_id.clone(), it.sku.clone(), it.assigned_on)
        });
        let units = keyed(said.units, |it| (it.customer_id, it.sku.clone()));
        let conflict = self
            .customers
            .conflict(&customers)
            .or_else(|| self.subscriptions.conflict(&subscriptions))
            .or_else(|| self.users.conflict(&users))
            .or_else(|| self.units.conflict(&units));
        if let Some(other) = conflict {
            let problem = Problem::new(ProblemCode::ConflictingRows, file);
            return Err(problem.at_line(line).with("line", &other));
        }
        self.customers.add(line, customers);
        self.subscriptions.add(line, subscriptions);
        self.users.add(line, users);
        self.assignments.add(line, assignments);
        self.units.add(line, units);
        self.seller_unknown |= said.seller_unknown;
        self.passed_over += u64::from(said.passed_over);
        if let Some(product) = said.unknown_product {
            self.unknown_products.entry(product).or_insert(line);
        }
        Ok(())
    }

    /// What is worth knowing about the file as a whole.
    pub(super) fn notices(&self, file: &str) -> Vec<Problem> {
        let seller = self.seller_unknown.then(|| Problem::new(ProblemCode::SellerUnknown, file));
        let products = self.unknown_products.iter().map(|(product, line)| {
            let problem = Problem::new(ProblemCode::UnknownProduct, file).at_line(*line);
            problem.with("product", product)
        });
        let passed_over = (self.passed_over > 0)
            .then(|| Problem::new(ProblemCode::PassedOver, file).with("rows", &self.passed_over));
        seller.into_iter().chain(passed_over).chain(products).collect()
    }

    /// The facts, one piece per table.
    pub(super) fn facts(self) -> Vec<Facts> {
        vec![
            Facts::Customers(self.customers.into_rows()),
            Facts::Subscriptions(self.subscriptions.into_rows()),
            Facts::AssignedUnits(self.units.into_rows()),
            Facts::Users(self.users.into_rows()),
            Facts::Assignments(self.assignments.into_rows()),
        ]
    }
}

/// The rows of a table by their identity.
struct Rows<K, T>(BTreeMap<K, Sourced<T>>);

impl<K, T> Default for Rows<K, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, T: PartialEq> Rows<K, T> {
    /// The line that says otherwise about one of these identities.
    fn conflict(&self, rows: &[(K, T)]) -> Option<u64> {
        rows.iter().find_map(|(key, row)| {
            let known = self.0.get(key)?;
            (known.fact != *row).then_some(known.line)
        })
    }

    fn add(&mut self, line: u64, rows: Vec<(K, T)>) {
        for (key, fact) in rows {
            self.0.entry(key).or_insert(Sourced { line, fact });
        }
    }

    /// The rows in the order of the file.
    fn into_rows(self) -> Vec<Sourced<T>> {
        let mut rows: Vec<_> = self.0.into_values().collect();
        rows.sort_by_key(|it| it.line);
        rows
    }
}

fn keyed<K, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(K, T)> {
    rows.into_iter().map(|it| (key(&it), it)).collect()
}
