//! Units of a SKU by what can be done with them, as a tenant's list of SKUs shows them.

use uptake_model::facts::Status;

#[cfg(test)]
mod tests;

/// Units of one SKU over all subscriptions and sellers, trials among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SkuUnits {
    /// Of active subscriptions.
    pub active: u64,
    /// Of subscriptions in grace.
    pub warning: u64,
    /// Of suspended and disabled subscriptions.
    pub suspended: u64,
}

impl SkuUnits {
    /// Adds a subscription. One that has ended or not begun has no units.
    pub fn add(&mut self, status: Status, quantity: u64) {
        match status {
            Status::Active => self.active += quantity,
            Status::Grace => self.warning += quantity,
            Status::Suspended | Status::Disabled => self.suspended += quantity,
            Status::Expired
            | Status::Deprovisioned
            | Status::Cancelled
            | Status::Converted
            | Status::Pending => {}
        }
    }

    /// Those that people can use.
    pub fn total(&self) -> u64 {
        self.active + self.warning
    }

    /// Those that people can use and nobody holds; 0 when more are held.
    pub fn available(&self, consumed: u64) -> u64 {
        self.total().saturating_sub(consumed)
    }
}

/// How many subscriptions there are, and their seats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SubscriptionSum {
    /// Subscriptions.
    pub subscriptions: u64,
    /// Their seats, in whatever state.
    pub seats: u64,
}

impl SubscriptionSum {
    /// Adds a subscription.
    pub fn add(&mut self, quantity: u64) {
        self.subscriptions += 1;
        self.seats += quantity;
    }
}

/// The sum of the counts that are known; `None` when none is.
pub fn known_sum(counts: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    counts.into_iter().flatten().reduce(u64::saturating_add)
}
