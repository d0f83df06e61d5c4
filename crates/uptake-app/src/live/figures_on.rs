//! The figures of customers beside an action: before it, at its start, after it.
//!
//! They stand beside each other and say nothing of what caused what: many things happen to a
//! customer at once.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value, json};
use uptake_model::{CustomerId, Day, Scope};
use uptake_play::Readings;

use super::{
    apart::apart_async,
    boundary::Boundary,
    readings::{Looked, each_readings},
};
use crate::AppError;

/// A customer's figures on a day; what is not known is `None`. Percentages and rates are in
/// hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionFigures {
    /// The day of which they are.
    pub day: Day,
    /// Entitlements over all workloads.
    pub entitlements: Option<i64>,
    /// Covered usage over the workloads with entitlements.
    pub covered_usage_percent: Option<i64>,
    /// Members active in any workload.
    pub people_active: Option<i64>,
    /// How-to tickets opened within the window.
    pub how_to_tickets: Option<i64>,
    /// How-to tickets per 100 active users and month.
    pub how_to_per_100: Option<i64>,
}

/// Figures by customer.
pub type FiguresOf = BTreeMap<CustomerId, ActionFigures>;

impl ActionFigures {
    fn of(readings: &Readings) -> Self {
        let signals = &readings.signals.customer;
        let known = |it: Option<i64>| it.filter(|_| readings.is_known);
        Self {
            day: readings.day,
            entitlements: known(signals.entitlements),
            covered_usage_percent: known(signals.covered_usage_percent),
            people_active: known(signals.people_active),
            how_to_tickets: known(signals.how_to_tickets),
            how_to_per_100: known(signals.how_to_per_100),
        }
    }

    /// As they are kept with an action.
    pub fn to_json(self) -> Value {
        json!({
            "day": self.day.to_string(),
            "entitlements": self.entitlements,
            "covered_usage_percent": self.covered_usage_percent,
            "people_active": self.people_active,
            "how_to_tickets": self.how_to_tickets,
            "how_to_per_100": self.how_to_per_100,
        })
    }

    /// As they were kept; `None` when there are none.
    pub fn of_json(json: &Value) -> Option<Self> {
        let number = |name: &str| json.get(name).and_then(Value::as_i64);
        Some(Self {
            day: json.get("day")?.as_str()?.parse().ok()?,
            entitlements: number("entitlements"),
            covered_usage_percent: number("covered_usage_percent"),
            people_active: number("people_active"),
            how_to_tickets: number("how_to_tickets"),
            how_to_per_100: number("how_to_per_100"),
        })
    }
}

impl Boundary {
    /// The figures of the customers in scope for a day, as far as anything is known of them:
    /// each customer's are of the newest day up to it of which its use is known.
    pub async fn figures_on(&self, scope: &Scope, day: Day) -> Result<FiguresOf, AppError> {
        let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
        let scope = scope.clone();
        let read = move || async move {
            let mut figures = BTreeMap::new();
            let mut keep = |customer, days: &[Readings]| {
                figures.extend(days.first().map(|it| (customer, ActionFigures::of(it))));
            };
            each_readings(&data, &directory, &scope, &Looked::on(day), &mut keep).await?;
            Ok(figures)
        };
        apart_async(read).await
    }

    /// The figures of the customers in scope before the day on which something began, and on
    /// the day on which it ended: while it has not, on the newest known. Days that are not
    /// known yet are not looked at, and no day before the beginning is one after it.
    pub async fn figures_around(
        &self,
        scope: &Scope,
        (started, ended): (Day, Option<Day>),
    ) -> Result<(FiguresOf, FiguresOf), AppError> {
        let Some(newest) = self.acting_day().await? else { return Ok(Default::default()) };
        let before = self.figures_on(scope, started.plus(-1).min(newest)).await?;
        let last = ended.map_or(newest, |it| it.min(newest));
        let mut after = FiguresOf::new();
        if last >= started {
            after = self.figures_on(scope, last).await?;
            after.retain(|_, it| it.day >= started);
        }
        Ok((before, after))
    }
}
