//! Support and satisfaction: tickets beside the people who work, and what customers answer
//! (`docs/signals.md`).

use std::collections::BTreeMap;

use uptake_model::{Day, DayRange, counts::CoverageState, percent::Percent};

/// What a ticket is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TicketCategory {
    /// How something is done.
    HowTo,
    /// Something does not work.
    Fault,
    /// Signing in and permissions.
    Access,
    /// Invoices and prices.
    Billing,
    /// Anything else.
    Other,
}

impl TicketCategory {
    /// Every category, in the order of their declaration.
    pub const ALL: [Self; 5] = [Self::HowTo, Self::Fault, Self::Access, Self::Billing, Self::Other];

    /// Its code, as files and the API write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HowTo => "how_to",
            Self::Fault => "fault",
            Self::Access => "access",
            Self::Billing => "billing",
            Self::Other => "other",
        }
    }

    /// The category of a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == code)
    }
}

/// A ticket of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketFact {
    /// The day on which it was opened.
    pub opened_on: Day,
    /// What it is about; `None` when nobody can tell.
    pub category: Option<TicketCategory>,
    /// The workload that it names, by number; `None` for another product or none.
    pub workload: Option<usize>,
}

/// Tickets by what they are about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TicketCounts {
    /// How something is done.
    pub how_to: u64,
    /// Something does not work.
    pub fault: u64,
    /// Signing in and permissions.
    pub access: u64,
    /// Invoices and prices.
    pub billing: u64,
    /// Anything else.
    pub other: u64,
    /// Nobody can tell: without category and subject.
    pub unclassified: u64,
}

impl TicketCounts {
    fn add(&mut self, category: Option<TicketCategory>) {
        let count = match category {
            Some(TicketCategory::HowTo) => &mut self.how_to,
            Some(TicketCategory::Fault) => &mut self.fault,
            Some(TicketCategory::Access) => &mut self.access,
            Some(TicketCategory::Billing) => &mut self.billing,
            Some(TicketCategory::Other) => &mut self.other,
            None => &mut self.unclassified,
        };
        *count += 1;
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.how_to + self.fault + self.access + self.billing + self.other + self.unclassified
    }

    /// Adds others.
    pub fn join(&mut self, other: &Self) {
        self.how_to += other.how_to;
        self.fault += other.fault;
        self.access += other.access;
        self.billing += other.billing;
        self.other += other.other;
        self.unclassified += other.unclassified;
    }
}

/// The tickets of one customer that were opened in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketLoad {
    /// How much is known of the period.
    pub coverage: CoverageState,
    /// On how many of its days all tickets are known.
    pub days_covered: u64,
    /// The tickets; `None` when nothing is known: that is not 0.
    pub counts: Option<TicketCounts>,
    /// By workload those that name one; empty when nothing is known.
    pub by_workload: BTreeMap<usize, TicketCounts>,
}

impl TicketLoad {
    /// The tickets when all of the period are known: some are not what they are compared with.
    pub fn whole(&self) -> Option<TicketCounts> {
        self.counts.filter(|_| self.coverage == CoverageState::Complete)
    }
}

/// Counts the tickets that were opened in `days`. `covered` has the days for which all
/// tickets of the customer are known; only tickets of such days count.
pub fn ticket_load(tickets: &[TicketFact], covered: &[DayRange], days: DayRange) -> TicketLoad {
    let is_covered = |day: Day| covered.iter().any(|it| it.contains(day));
    let known = days.iter().filter(|it| is_covered(*it)).count();
    let coverage = match known {
        0 => return TicketLoad::default(),
        all if all == days.days() => CoverageState::Complete,
        _some => CoverageState::LowerBound,
    };
    let mut counts = TicketCounts::default();
    let mut by_workload: BTreeMap<usize, TicketCounts> = BTreeMap::new();
    for it in tickets.iter().filter(|it| days.contains(it.opened_on) && is_covered(it.opened_on)) {
        counts.add(it.category);
        if let Some(workload) = it.workload {
            by_workload.entry(workload).or_default().add(it.category);
        }
    }
    let days_covered = u64::try_from(known).unwrap_or(u64::MAX);
    TicketLoad { coverage, days_covered, counts: Some(counts), by_workload }
}

/// The tickets of the 28 days that end with the newest of `day` and the `lag` days before it of
/// whose days all tickets are known; of those that end with `day` when there is none.
pub fn newest_ticket_load(
    tickets: &[TicketFact],
    covered: &[DayRange],
    (day, lag): (Day, i32),
) -> TicketLoad {
    let load = |day: Day| ticket_load(tickets, covered, crate::explain::window(day));
    let whole = (0..=lag).map(|back| load(day.plus(-back)));
    let mut whole = whole.filter(|it| it.coverage == CoverageState::Complete);
    whole.next().unwrap_or_else(|| load(day))
}

/// How-to tickets beside the people who work, of customers of whom both are known completely.
/// They add up over customers; the ratio is made of the sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HowToLoad {
    /// Customers.
    pub customers: u64,
    /// Their tickets about how something is done.
    pub how_to: u64,
    /// Their members active within 28 days.
    pub active_users: u64,
}

impl HowToLoad {
    /// That of one customer; `None` when either is not known completely.
    pub fn of(how_to: Option<u64>, active_users: Option<u64>) -> Option<Self> {
        Some(Self { customers: 1, how_to: how_to?, active_users: active_users? })
    }

    /// Adds that of others.
    pub fn join(&mut self, other: &Self) {
        self.customers += other.customers;
        self.how_to += other.how_to;
        self.active_users += other.active_users;
    }

    /// How-to tickets per 100 active users, in hundredths; `None` when there is nobody.
    pub fn per_hundred(&self) -> Option<u64> {
        per_hundred(Some(self.how_to), Some(self.active_users))
    }
}

/// So many per 100 of another count, in hundredths, rounded half away from zero; `None` when
/// either is unknown, or when there is nobody.
pub fn per_hundred(part: Option<u64>, whole: Option<u64>) -> Option<u64> {
    Percent::of(part?, whole?).map(Percent::hundredths)
}

/// An answer to a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// How satisfied: 1 to 5.
    Csat(u64),
    /// Whether to recommend: 0 to 10.
    Nps(u64),
}

/// Of which surveys anything is known of a customer: until an answer came in, nobody knows
/// whether there were none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surveyed {
    /// Of satisfaction.
    pub csat: bool,
    /// Of recommendation.
    pub nps: bool,
}

impl Surveyed {
    /// What is known by the end of a day.
    pub fn by(answers: &[(Day, Answer)], day: Day) -> Self {
        let mut known = Self::default();
        for (_, answer) in answers.iter().filter(|(on, _)| *on <= day) {
            match answer {
                Answer::Csat(_) => known.csat = true,
                Answer::Nps(_) => known.nps = true,
            }
        }
        known
    }
}

/// Answers, added up. They add up over months and customers; what is made of them does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Satisfaction {
    /// Answers on satisfaction.
    pub csat_answers: u64,
    /// The sum of their scores.
    pub csat_sum: u64,
    /// Those with a score of 4 or 5.
    pub csat_satisfied: u64,
    /// Answers on recommendation.
    pub nps_answers: u64,
    /// Those with a score of 9 or 10.
    pub promoters: u64,
    /// Those with a score of 6 or less.
    pub detractors: u64,
}

impl Satisfaction {
    /// The answers that were given in a period.
    pub fn of(answers: &[(Day, Answer)], days: DayRange) -> Self {
        let mut sum = Self::default();
        for (_, answer) in answers.iter().filter(|(day, _)| days.contains(*day)) {
            match answer {
                Answer::Csat(score) => {
                    sum.csat_answers += 1;
                    sum.csat_sum += score;
                    sum.csat_satisfied += u64::from(*score >= 4);
                }
                Answer::Nps(score) => {
                    sum.nps_answers += 1;
                    sum.promoters += u64::from(*score >= 9);
                    sum.detractors += u64::from(*score <= 6);
                }
            }
        }
        sum
    }

    /// Adds others.
    pub fn join(&mut self, other: &Self) {
        self.csat_answers += other.csat_answers;
        self.csat_sum += other.csat_sum;
        self.csat_satisfied += other.csat_satisfied;
        self.nps_answers += other.nps_answers;
        self.promoters += other.promoters;
        self.detractors += other.detractors;
    }

    /// The mean score of satisfaction in hundredths; `None` without an answer.
    pub fn csat_mean_hundredths(&self) -> Option<u64> {
        (self.csat_sum * 200 + self.csat_answers).checked_div(self.csat_answers * 2)
    }

    /// The share of scores 4 and 5; `None` without an answer.
    pub fn satisfied_percent(&self) -> Option<Percent> {
        Percent::of(self.csat_satisfied, self.csat_answers)
    }

    /// The net promoter score, from −100 to 100: promoters less detractors of 100 answers,
    /// rounded half away from zero; `None` without an answer.
    pub fn nps(&self) -> Option<i64> {
        let rounded = |part: u64| (part * 200 + self.nps_answers).checked_div(self.nps_answers * 2);
        let signed = |it: u64| i64::try_from(it).ok();
        match self.promoters.checked_sub(self.detractors) {
            Some(more) => signed(rounded(more)?),
            None => Some(-signed(rounded(self.detractors - self.promoters)?)?),
        }
    }
}
