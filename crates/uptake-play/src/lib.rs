//! The playbook: plays, and what they recommend for the figures of a customer.
//!
//! A play is data (`docs/plays.md`): a condition over named signals and named thresholds, what
//! to consider and to try, and the problem that it answers. Reading is strict: a bad play is
//! refused with the line. Evaluating is total.
//!
//! **Invariant:** no IO, no clock, no log and no `async`; no figure is computed here. Signals
//! come as they were counted, and one that is not known makes a condition unknown, never true.

mod book;
mod cause;
mod condition;
mod file;
mod order;
mod play;
mod recommend;
mod shipped;
mod signal;
mod since;
mod unit;

pub use book::{Bound, Playbook, Thresholds};
pub use cause::{Absent, Cause, GREW, SETTLED_LEAST, Settled};
pub use condition::{Cited, Comparison, Condition, Operand, Operator};
pub use file::{is_file_name, is_link, read_play};
pub use order::{RANKED_LEAST, sort_by_stake};
pub use play::{
    Answers, Material, ParseCodeError, Play, PlayCode, PlayWords, Sign, StakeRule, Threshold,
};
pub use recommend::{Evidence, Readings, Recommendation, Stake, recommend};
pub use shipped::shipped;
pub use signal::{ParseSubjectError, Subject, level_code};
pub use since::{GONE_DAYS, LOOKED_BACK_DAYS, Since, days_before, since};
pub use unit::{ParseAmountError, parse_amount, parse_unit, unit_code, write_amount};
