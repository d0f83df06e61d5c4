//! Seats by the channel that they came through, as Partner Center parts its licence figures.

use uptake_model::{counts::DeploymentCounts, percent::Percent};

#[cfg(test)]
mod tests;

/// The channel that a product came to a customer through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// The partner sold at least one of the seats, or there are none at all.
    Reseller,
    /// Only others sold seats.
    Direct,
}

impl Channel {
    /// The channel of one customer's seats of one SKU.
    pub fn of(counts: &DeploymentCounts) -> Self {
        if counts.sold_own > 0 || counts.sold == 0 { Self::Reseller } else { Self::Direct }
    }
}

/// Seats that came through one channel, beside those of all sellers that the ratio is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChannelSeats {
    /// Seats sold through the channel.
    pub sold: u64,
    /// Seats of the same products and customers sold by every seller.
    pub sold_all: u64,
    /// People who hold one of them; `None` when nothing tells it.
    pub assigned: Option<u64>,
}

impl ChannelSeats {
    /// One customer's seats of one SKU, in its channel.
    pub fn of(counts: &DeploymentCounts) -> Self {
        let sold = match Channel::of(counts) {
            Channel::Reseller => counts.sold_own,
            Channel::Direct => counts.sold,
        };
        Self { sold, sold_all: counts.sold, assigned: counts.assigned }
    }

    /// Adds other seats; none of which nothing tells how many people hold one.
    pub fn add(&mut self, other: &Self) {
        let Some(assigned) = other.assigned else { return };
        self.sold += other.sold;
        self.sold_all += other.sold_all;
        self.assigned = Some(self.assigned.unwrap_or(0) + assigned);
    }

    /// Assigned of all sellers' seats; may exceed 100.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.assigned?, self.sold_all)
    }
}
