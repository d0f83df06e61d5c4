//! Where customers are, and how people work there over the year.

use uptake_model::{Day, DayRange};

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Country {
    Spain,
    Portugal,
    France,
    Germany,
    Britain,
    Italy,
    Netherlands,
    Ireland,
}

/// The countries with how many of a hundred customers are there.
pub(super) const COUNTRIES: [(u32, Country); 8] = [
    (44, Country::Spain),
    (11, Country::Portugal),
    (11, Country::France),
    (10, Country::Germany),
    (9, Country::Britain),
    (8, Country::Italy),
    (4, Country::Netherlands),
    (3, Country::Ireland),
];

/// A day as people of a country work on it.
pub(super) struct WorkDay {
    pub(super) day: Day,
    /// The day as files spell it.
    pub(super) text: String,
    /// How much of an ordinary working day's activity there is.
    pub(super) pace: f32,
}

impl Country {
    /// The code, as the files spell it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spain => "ES",
            Self::Portugal => "PT",
            Self::France => "FR",
            Self::Germany => "DE",
            Self::Britain => "GB",
            Self::Italy => "IT",
            Self::Netherlands => "NL",
            Self::Ireland => "IE",
        }
    }

    pub(super) fn currency(self) -> &'static str {
        match self {
            Self::Britain => "GBP",
            Self::Spain
            | Self::Portugal
            | Self::France
            | Self::Germany
            | Self::Italy
            | Self::Netherlands
            | Self::Ireland => "EUR",
        }
    }

    /// These days as they are worked here.
    pub(super) fn calendar(self, days: DayRange) -> Vec<WorkDay> {
        let each = days.iter();
        each.map(|day| WorkDay { day, text: day.to_string(), pace: self.pace(day) }).collect()
    }

    /// How many people are away for weeks in summer, and the longest time they are.
    pub(super) fn summer_leave(self) -> (f64, i32) {
        match self {
            Self::Spain | Self::Italy => (0.75, 34),
            Self::France | Self::Portugal => (0.65, 30),
            Self::Germany | Self::Britain | Self::Netherlands | Self::Ireland => (0.5, 21),
        }
    }

    fn pace(self, day: Day) -> f32 {
        let (_, month, of_month) = day.parts();
        if day.weekday() >= 5 {
            return 0.05;
        }
        if self.is_holiday(month, of_month) {
            return 0.06;
        }
        match (month, of_month) {
            (12, 24..=31) => 0.2,
            (1, 2..=5) if matches!(self, Self::Spain | Self::Italy) => 0.45,
            (8, _) => self.august(),
            (7, 20..=31) => 0.9,
            _ => 1.0,
        }
    }

    fn august(self) -> f32 {
        match self {
            Self::Spain => 0.5,
            Self::Italy => 0.55,
            Self::France => 0.6,
            Self::Portugal => 0.65,
            Self::Germany | Self::Britain | Self::Netherlands | Self::Ireland => 0.85,
        }
    }

    fn is_holiday(self, month: i8, of_month: i8) -> bool {
        let own: &[(i8, i8)] = match self {
            Self::Spain => &[(1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8)],
            Self::Portugal => &[(4, 25), (5, 1), (6, 10), (8, 15), (10, 5), (12, 1), (12, 8)],
            Self::France => &[(5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11)],
            Self::Germany => &[(5, 1), (10, 3), (12, 26)],
            Self::Italy => &[(1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (12, 8), (12, 26)],
            Self::Netherlands => &[(4, 27), (12, 26)],
            Self::Britain => &[(12, 26)],
            Self::Ireland => &[(3, 17), (12, 26)],
        };
        matches!((month, of_month), (1, 1) | (12, 25)) || own.contains(&(month, of_month))
    }
}
