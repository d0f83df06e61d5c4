//! Signals: what is known of one customer on a day, as named numbers that conditions are
//! written over (`docs/signals.md`).
//!
//! A signal has no threshold and gives no advice: it is a figure under a name. Money is not
//! among them, because currencies are never added up nor compared.

use std::collections::BTreeMap;

use uptake_model::{SkuRef, WorkloadCode};

mod of_day;

pub use of_day::{SATISFACTION_DAYS, SignalFacts, signals};

/// In which unit a signal is given. Every value is a whole number of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignalUnit {
    /// Hundredths of a percent: 7,250 is 72.50 %.
    PercentHundredths,
    /// Hundredths of a number: 125 is 1.25.
    Hundredths,
    /// Seats, as counted in licences.
    Seats,
    /// People.
    People,
    /// Tickets.
    Tickets,
    /// Answers to a survey.
    Answers,
    /// Points, of a net promoter score from −100 to 100.
    Points,
}

impl SignalUnit {
    /// By what a value is divided to be read: 100 for hundredths, else 1.
    pub fn scale(self) -> i64 {
        match self {
            Self::PercentHundredths | Self::Hundredths => 100,
            Self::Seats | Self::People | Self::Tickets | Self::Answers | Self::Points => 1,
        }
    }
}

/// Of what a signal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignalLevel {
    /// Of the customer as a whole: one value.
    Customer,
    /// Of each workload that it is entitled to or uses.
    Workload,
    /// Of each SKU that it has bought or assigned.
    Sku,
}

/// The name of a signal, with its unit and level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignalName {
    /// As conditions spell it.
    pub name: &'static str,
    /// In which unit its values are.
    pub unit: SignalUnit,
    /// Of what it speaks.
    pub level: SignalLevel,
}

/// Makes a struct of named signals of one level: each field is a signal of that name.
macro_rules! signals {
    ($(#[$doc:meta])* $name:ident of $level:ident { $($(#[$field_doc:meta])* $field:ident: $unit:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<i64>,)*
        }

        impl $name {
            /// The signals of this level, in the order of their declaration.
            pub const NAMES: &'static [SignalName] = &[$(SignalName {
                name: stringify!($field),
                unit: SignalUnit::$unit,
                level: SignalLevel::$level,
            },)*];

            /// The value of a signal by its name; `None` when it is not known on the day, and
            /// for names that are none of this level.
            pub fn value(&self, name: &str) -> Option<i64> {
                match name {
                    $(stringify!($field) => self.$field,)*
                    _ => None,
                }
            }
        }
    };
}

signals! {
    /// The signals of a customer as a whole.
    CustomerSignals of Customer {
        /// Entitlements over all workloads, whether their use is known or not.
        entitlements: Seats,
        /// Covered usage over the workloads with entitlements whose use is known.
        covered_usage_percent: PercentHundredths,
        /// Usage over the same workloads; may exceed 100 %.
        usage_percent: PercentHundredths,
        /// Users beyond the entitlements, over all workloads.
        overage: People,
        /// Of the overage: licences that moved to new users.
        overage_turnover: People,
        /// Of the overage: subscriptions beside another of the same SKU.
        overage_duplicate: People,
        /// Of the overage: trials.
        overage_trial: People,
        /// Of the overage: use without a licence.
        overage_unlicensed: People,
        /// Of the overage: other causes.
        overage_other: People,
        /// Licences sold of paid SKUs.
        sold_seats: Seats,
        /// Licences assigned of paid SKUs.
        assigned_seats: Seats,
        /// Assigned of sold.
        deployment_percent: PercentHundredths,
        /// Exposure: paid seats that nobody holds.
        unused_paid_seats: Seats,
        /// Paid seats that can be given to somebody else now.
        reassignable_seats: Seats,
        /// Paid own seats that can be given up within 30 days, because no commitment binds
        /// them then.
        reducible_seats_30: Seats,
        /// The same within 90 days.
        reducible_seats_90: Seats,
        /// Seats of own paid subscriptions whose commitment ends within 30 days.
        renewal_seats_30: Seats,
        /// The same within 90 days.
        renewal_seats_90: Seats,
        /// Seats in grace beside active seats of the same SKU.
        duplicate_seats: Seats,
        /// Seats in grace without active seats of the same SKU.
        lapsed_seats: Seats,
        /// Seats of trials that people can use.
        trial_seats: Seats,
        /// Members active in a SKU on trial, beyond those whom its seats sold can carry.
        trial_active_users: People,
        /// Members active in any workload within the window.
        people_active: People,
        /// Members who hold any paid SKU.
        people_licensed: People,
        /// Active members who held a licence within the window and hold it no more, over all
        /// workloads.
        former_users: People,
        /// Tickets opened within the 28 days.
        tickets: Tickets,
        /// Of these, how something is done.
        how_to_tickets: Tickets,
        /// How-to tickets per 100 active users and 28 days.
        how_to_per_100: Hundredths,
        /// Answers to satisfaction surveys within the 90 days.
        csat_answers: Answers,
        /// Their mean score, from 1 to 5.
        csat_mean: Hundredths,
        /// The share of scores 4 and 5.
        csat_satisfied_percent: PercentHundredths,
        /// Answers to the question of recommendation within the 90 days.
        nps_answers: Answers,
        /// The net promoter score.
        nps: Points,
    }
}

signals! {
    /// The signals of one workload of a customer.
    WorkloadSignals of Workload {
        /// Entitlements.
        entitlements: Seats,
        /// Members active within the window.
        active_users: People,
        /// Those who hold the workload.
        held_users: People,
        /// Those who held it within the window and hold it no more.
        former_users: People,
        /// Those who held it on no day of the window.
        never_users: People,
        /// Active holders of entitlements.
        covered_usage_percent: PercentHundredths,
        /// Active users of entitlements; may exceed 100 %.
        usage_percent: PercentHundredths,
        /// Users beyond the entitlements.
        overage: People,
        /// Of the overage: licences that moved to new users.
        overage_turnover: People,
        /// Of the overage: subscriptions beside another of the same SKU.
        overage_duplicate: People,
        /// Of the overage: trials.
        overage_trial: People,
        /// Of the overage: use without a licence.
        overage_unlicensed: People,
        /// Of the overage: other causes.
        overage_other: People,
        /// How-to tickets about the workload within the 28 days.
        how_to_tickets: Tickets,
        /// How-to tickets per 100 active users and 28 days.
        how_to_per_100: Hundredths,
    }
}

signals! {
    /// The signals of one SKU of a customer.
    SkuSignals of Sku {
        /// Licences sold.
        sold_seats: Seats,
        /// Licences assigned.
        assigned_seats: Seats,
        /// Assigned of sold.
        deployment_percent: PercentHundredths,
        /// Exposure: paid seats that nobody holds.
        unused_paid_seats: Seats,
        /// Paid seats that can be given to somebody else now.
        reassignable_seats: Seats,
        /// Paid own seats that can be given up within 30 days.
        reducible_seats_30: Seats,
        /// The same within 90 days.
        reducible_seats_90: Seats,
        /// Seats of own paid subscriptions whose commitment ends within 30 days.
        renewal_seats_30: Seats,
        /// The same within 90 days.
        renewal_seats_90: Seats,
        /// Seats in grace beside active seats of the same SKU.
        duplicate_seats: Seats,
        /// Seats in grace without active seats of the same SKU.
        lapsed_seats: Seats,
        /// Seats of trials that people can use.
        trial_seats: Seats,
        /// Members active in the SKU while it is on trial, beyond those whom its seats sold can
        /// carry.
        trial_active_users: People,
    }
}

/// All signals of one customer on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signals {
    /// Of the customer as a whole.
    pub customer: CustomerSignals,
    /// By workload: each that the customer is entitled to or uses.
    pub workloads: BTreeMap<WorkloadCode, WorkloadSignals>,
    /// By SKU: each that the customer has bought or assigned.
    pub skus: BTreeMap<SkuRef, SkuSignals>,
}

/// Every signal that a condition can name, customers first, then workloads, then SKUs. A name
/// may stand at several levels.
pub fn signal_names() -> impl Iterator<Item = SignalName> {
    [CustomerSignals::NAMES, WorkloadSignals::NAMES, SkuSignals::NAMES]
        .into_iter()
        .flatten()
        .copied()
}
