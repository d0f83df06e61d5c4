//! Figures as the API writes them: counts, ratios of counts, percentages with two decimals.
//! A number that is not known is `null`, never 0.

use serde::Serialize;
use uptake_calc::{DeploymentSum, Distribution, OwnBounds, OwnSum, UsageSum};
use uptake_model::{
    counts::{ActiveCounts, CoverageState, DeploymentCounts, OverageParts, UsageCounts},
    percent::Percent,
};
use utoipa::ToSchema;

/// A part of a whole. The percentage is `null` when the whole is 0; it may exceed 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub(crate) struct Ratio {
    /// The part.
    pub(crate) part: u64,
    /// The whole.
    pub(crate) whole: u64,
    /// 0–100 and above, two decimals.
    pub(crate) percent: Option<f64>,
}

impl Ratio {
    /// The ratio of two counts.
    pub(crate) fn of(part: u64, whole: u64) -> Self {
        Self { part, whole, percent: percent(Percent::of(part, whole)) }
    }

    /// The same without a percentage, for SKUs that are not sold per person.
    pub(crate) fn without_percent(self) -> Self {
        Self { percent: None, ..self }
    }
}

/// A percentage as a number.
pub(crate) fn percent(percent: Option<Percent>) -> Option<f64> {
    percent.map(Percent::as_f64)
}

/// How a percentage is spread over customers.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SpreadFigures {
    /// The median over customers.
    pub(crate) median_percent: Option<f64>,
    /// Customers in bands of 20 points: below 20, 40, 60, 80, and from 80 on.
    pub(crate) bands: [u64; 5],
}

impl From<&Distribution> for SpreadFigures {
    fn from(spread: &Distribution) -> Self {
        Self { median_percent: percent(spread.median), bands: spread.bands }
    }
}

/// Deployment of a SKU of one customer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DeploymentFigures {
    /// Seats sold by every seller.
    pub(crate) sold: u64,
    /// Seats sold by the partner itself.
    pub(crate) sold_own: u64,
    /// Seats of trials that people can use.
    pub(crate) trial_seats: u64,
    /// Seats of subscriptions in grace, counted in `sold` or not.
    pub(crate) grace_seats: u64,
    /// People who hold the SKU; `null` when nothing tells it.
    pub(crate) assigned: Option<u64>,
    /// Assignments beyond what was sold.
    pub(crate) excess: Option<u64>,
    /// Assigned of sold. Of sums over customers the seats are those of the customers of whom it
    /// is told who holds them.
    pub(crate) deployment: Option<Ratio>,
}

impl DeploymentFigures {
    /// The figures; `is_paid`: the SKU is sold per person.
    pub(crate) fn of(counts: &DeploymentCounts, is_paid: bool) -> Self {
        let ratio = counts.assigned.map(|it| Ratio::of(it, counts.sold));
        Self {
            sold: counts.sold,
            sold_own: counts.sold_own,
            trial_seats: counts.trial_seats,
            grace_seats: counts.grace_seats,
            assigned: counts.assigned,
            excess: counts.excess(),
            deployment: ratio.map(|it| if is_paid { it } else { it.without_percent() }),
        }
    }
}

/// Sums of deployment.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DeploymentTotals {
    /// The sums.
    #[serde(flatten)]
    pub(crate) sums: DeploymentFigures,
    /// Seats that nobody holds; `null` when nothing tells it of any customer.
    pub(crate) unassigned: Option<u64>,
    /// The partner's own seats that nobody holds.
    pub(crate) unassigned_own: Option<OwnSeats>,
    /// Of the partner's own seats those that are held.
    pub(crate) own: Option<OwnFigures>,
    /// Customers in the sums of whom it is told who holds what.
    pub(crate) customers: u64,
    /// Customers of whom nothing tells it: only their seats are in the sums.
    pub(crate) customers_missing: u64,
}

impl DeploymentTotals {
    /// The figures of sums; `is_paid`: they are of SKUs sold per person.
    pub(crate) fn of<S>(sum: &DeploymentSum<S>, is_paid: bool) -> Self {
        let is_told = sum.is_told();
        let ratio = Ratio::of(sum.assigned(), sum.sold_told);
        let ratio = if is_paid { ratio } else { ratio.without_percent() };
        let sums = DeploymentFigures {
            sold: sum.counts.sold,
            sold_own: sum.counts.sold_own,
            trial_seats: sum.counts.trial_seats,
            grace_seats: sum.counts.grace_seats,
            assigned: is_told.then(|| sum.assigned()),
            excess: is_told.then_some(sum.excess),
            deployment: is_told.then_some(ratio),
        };
        Self {
            sums,
            unassigned: is_told.then(|| sum.unassigned()),
            unassigned_own: is_told.then(|| sum.own_unassigned().into()),
            own: is_told.then(|| OwnFigures::from(&sum.own).with_percents(is_paid)),
            customers: sum.customers,
            customers_missing: sum.missing,
        }
    }
}

/// Deployment over customers, with how it is spread over them.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DeploymentSpread {
    /// The sums.
    #[serde(flatten)]
    pub(crate) totals: DeploymentTotals,
    /// How the percentage is spread over customers.
    pub(crate) spread: SpreadFigures,
}

impl DeploymentSpread {
    /// The figures of sums over customers; `is_paid`: they are of SKUs sold per person.
    pub(crate) fn of(sum: &DeploymentSum<Distribution>, is_paid: bool) -> Self {
        Self {
            totals: DeploymentTotals::of(sum, is_paid),
            spread: SpreadFigures::from(&sum.spread),
        }
    }
}

/// The parts of an overage, one per cause; they add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct OverageFigures {
    /// All of it: users above the entitlements.
    pub(crate) total: u64,
    /// The licence moved to a new user.
    pub(crate) turnover: u64,
    /// A subscription that runs beside another of the same SKU.
    pub(crate) duplicate: u64,
    /// A trial.
    pub(crate) trial: u64,
    /// Use without a licence.
    pub(crate) unlicensed: u64,
    /// Over-assigned, seats just reduced, or a gap in the data.
    pub(crate) other: u64,
}

impl From<&OverageParts> for OverageFigures {
    fn from(parts: &OverageParts) -> Self {
        Self {
            total: parts.total(),
            turnover: parts.turnover,
            duplicate: parts.duplicate,
            trial: parts.trial,
            unlicensed: parts.unlicensed,
            other: parts.other,
        }
    }
}

/// The users of a workload; all of it is missing when nothing is known of the day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub(crate) struct ActiveFigures {
    /// Members active within the 28 days.
    pub(crate) active: u64,
    /// Those who hold the workload on the day; `null` when names are concealed and nothing
    /// tells who holds it.
    pub(crate) held: Option<u64>,
    /// Those who held it on some day of the window, but not on the day.
    pub(crate) former: Option<u64>,
    /// Those who held it on no day of the window.
    pub(crate) never: Option<u64>,
    /// Those of whom nothing tells in which of these three they are.
    pub(crate) untold: u64,
    /// Active guests, shared, room and service accounts; never in `active`.
    pub(crate) active_other: u64,
    /// Active of entitled. Over several workloads without the users of those that a customer
    /// has no entitlement for: use without a single seat has no percentage.
    pub(crate) usage: Ratio,
    /// Held, at most the entitlements, of entitled: at most 100 %. Of the customers of whom it
    /// is told who holds what; `null` when of none.
    pub(crate) covered: Option<Ratio>,
    /// What exceeds the entitlements, by cause.
    pub(crate) overage: OverageFigures,
}

impl ActiveFigures {
    fn of(users: &ActiveCounts, usage: Ratio, covered: Option<Ratio>) -> Self {
        let classes = users.classes();
        Self {
            active: users.active(),
            held: classes.map(|[held, ..]| held),
            former: classes.map(|[_, former, _]| former),
            never: classes.map(|[.., never]| never),
            untold: users.untold,
            active_other: users.active_other,
            usage,
            covered,
            overage: OverageFigures::from(&users.overage),
        }
    }
}

/// How much is known about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Coverage {
    /// Nothing: there is no number.
    Missing,
    /// Some of the 28 days: the number is at least this.
    LowerBound,
    /// Everything.
    Complete,
}

impl From<CoverageState> for Coverage {
    fn from(state: CoverageState) -> Self {
        match state {
            CoverageState::Missing => Self::Missing,
            CoverageState::LowerBound => Self::LowerBound,
            CoverageState::Complete => Self::Complete,
        }
    }
}

/// Usage of a workload of one customer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct UsageFigures {
    /// Entitlements of every seller.
    pub(crate) entitlements: u64,
    /// Entitlements that the partner sold.
    pub(crate) entitlements_own: u64,
    /// The users, or `null` when nothing is known of the day.
    pub(crate) users: Option<ActiveFigures>,
    /// How much is known.
    pub(crate) coverage: Coverage,
    /// Of the 28 days, how many are known.
    pub(crate) days_covered: u8,
    /// Whether the newest source came less than 3 days after the day.
    pub(crate) is_preliminary: bool,
}

impl From<&UsageCounts> for UsageFigures {
    fn from(counts: &UsageCounts) -> Self {
        let of_entitled = |part: u64| Ratio::of(part, counts.entitlements);
        let users = counts.users.as_ref().map(|users| {
            let covered = counts.covered().map(of_entitled);
            ActiveFigures::of(users, of_entitled(users.active()), covered)
        });
        Self {
            entitlements: counts.entitlements,
            entitlements_own: counts.entitlements_own,
            users,
            coverage: counts.coverage.into(),
            days_covered: counts.days_covered,
            is_preliminary: counts.preliminary,
        }
    }
}

/// Between which two numbers the people on the partner's own seats lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub(crate) struct OwnFigures {
    /// At least, of own seats.
    pub(crate) low: Ratio,
    /// At most, of own seats.
    pub(crate) high: Ratio,
    /// In proportion to the seats, of own seats.
    pub(crate) estimate: Ratio,
}

impl From<&OwnSum> for OwnFigures {
    /// The estimate's percentage is of the sum before it is rounded to a whole number.
    fn from(own: &OwnSum) -> Self {
        let (bounds, seats) = (own.bounds(), own.seats);
        let estimate = percent(own.percents().map(|it| it.estimate));
        Self {
            low: Ratio::of(bounds.low, seats),
            high: Ratio::of(bounds.high, seats),
            estimate: Ratio { part: bounds.estimate, whole: seats, percent: estimate },
        }
    }
}

impl OwnFigures {
    /// The same without percentages, for SKUs that are not sold per person.
    pub(crate) fn with_percents(self, is_paid: bool) -> Self {
        if is_paid {
            return self;
        }
        let Self { low, high, estimate } = self;
        Self {
            low: low.without_percent(),
            high: high.without_percent(),
            estimate: estimate.without_percent(),
        }
    }
}

/// Between which two numbers some of the partner's own seats lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct OwnSeats {
    /// At least.
    pub(crate) low: u64,
    /// At most.
    pub(crate) high: u64,
    /// In proportion to the seats.
    pub(crate) estimate: u64,
}

impl From<OwnBounds> for OwnSeats {
    fn from(bounds: OwnBounds) -> Self {
        let OwnBounds { low, high, estimate } = bounds;
        Self { low, high, estimate }
    }
}

/// Sums of usage.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct UsageTotals {
    /// Entitlements of the customers in the sums.
    pub(crate) entitlements: u64,
    /// Those that the partner sold.
    pub(crate) entitlements_own: u64,
    /// The users, or `null` when nothing is known of any customer.
    pub(crate) users: Option<ActiveFigures>,
    /// The users of the partner's own seats.
    pub(crate) own: Option<OwnFigures>,
    /// Customers in the sums.
    pub(crate) customers_counted: u64,
    /// Customers of whom nothing is known that day; in no sum.
    pub(crate) customers_missing: u64,
    /// Of the customers in the sums, those whose numbers are at least what they are.
    pub(crate) customers_with_lower_bound: u64,
    /// Of the customers in the sums, those whose numbers may still change.
    pub(crate) customers_preliminary: u64,
    /// Of the customers in the sums, those of whom it is not told who holds what: they are in no
    /// covered usage.
    pub(crate) customers_untold: u64,
}

impl UsageTotals {
    /// The figures of sums.
    pub(crate) fn of<S>(sum: &UsageSum<S>) -> Self {
        let is_known = sum.customers > 0;
        let usage = Ratio::of(sum.part, sum.entitlements);
        let covered = sum.knows_covered().then(|| Ratio::of(sum.covered, sum.covered_of));
        Self {
            entitlements: sum.entitlements,
            entitlements_own: sum.entitlements_own,
            users: is_known.then(|| ActiveFigures::of(&sum.users, usage, covered)),
            own: is_known.then(|| OwnFigures::from(&sum.own)),
            customers_counted: sum.customers,
            customers_missing: sum.missing,
            customers_with_lower_bound: sum.lower_bounds,
            customers_preliminary: sum.preliminary,
            customers_untold: sum.untold,
        }
    }
}

/// Usage over customers, with how it is spread over them.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct UsageSpread {
    /// The sums.
    #[serde(flatten)]
    pub(crate) totals: UsageTotals,
    /// How the percentage is spread over customers.
    pub(crate) spread: SpreadFigures,
}

impl From<&UsageSum<Distribution>> for UsageSpread {
    fn from(sum: &UsageSum<Distribution>) -> Self {
        Self { totals: UsageTotals::of(sum), spread: SpreadFigures::from(&sum.spread) }
    }
}
