//! The same portfolio under other names, at another time, or twice.

use uptake_model::CustomerId;

use super::{Portfolio, Snapshot};
use crate::{folder::customer, generator};

impl Portfolio {
    /// The same portfolio in which customers, users and subscriptions have other ids, the
    /// customers in the opposite order.
    pub(crate) fn renamed(&self) -> Self {
        let mut renamed = self.clone();
        renamed.prefix = "other-";
        renamed.customers =
            self.customers.iter().map(|(id, it)| (other_name(*id), it.clone())).collect();
        for it in &mut renamed.snapshots {
            it.customer = other_name(it.customer);
        }
        renamed
    }

    /// The same portfolio, of which everything happens so many days later.
    pub(crate) fn shifted(&self, by: i32) -> Self {
        let mut shifted = self.clone();
        shifted.days = generator::shifted_days(self.days, by);
        shifted.today = self.today.plus(by);
        for facts in shifted.customers.values_mut() {
            *facts = generator::shifted(facts, by);
        }
        for it in &mut shifted.snapshots {
            it.as_of = it.as_of.plus(by);
            it.rows.iter_mut().for_each(|row| row.2 = row.2.map(|day| day.plus(by)));
        }
        shifted
    }

    /// The same portfolio with a second customer like each one.
    pub(crate) fn doubled(&self) -> Self {
        let mut doubled = self.clone();
        let twin = |id: CustomerId| customer(1_000 + (id.0.as_u128() & 0xff));
        doubled.customers.extend(self.customers.iter().map(|(id, it)| (twin(*id), it.clone())));
        let twins =
            self.snapshots.iter().map(|it| Snapshot { customer: twin(it.customer), ..it.clone() });
        doubled.snapshots.extend(twins);
        doubled
    }
}

/// Another id of a customer; greater ones become lesser ones.
pub(crate) fn other_name(id: CustomerId) -> CustomerId {
    customer(90_000 - (id.0.as_u128() & 0xffff))
}
