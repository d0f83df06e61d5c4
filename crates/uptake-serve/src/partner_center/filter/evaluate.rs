//! Whether a row passes a filter.

use std::{borrow::Cow, cmp::Ordering};

use super::{Filter, Literal, Operator};
use crate::partner_center::{
    moment::Moment,
    table::{Cell, Record},
};

/// Whether a row passes. Texts are compared without case; an empty date differs from every
/// date and is in no order with any.
pub fn passes(filter: &Filter, row: &dyn Record) -> bool {
    match filter {
        Filter::All(parts) => parts.iter().all(|it| passes(it, row)),
        Filter::Any(parts) => parts.iter().any(|it| passes(it, row)),
        Filter::Compare { column, operator, value } => {
            compares(&row.cell(column.name), *operator, value)
        }
        Filter::Contains { column, part } => match row.cell(column.name) {
            Cell::Text(text) => folded(&text).contains(&*folded(part)),
            Cell::Flag(_) | Cell::Day(_) => false,
        },
    }
}

fn compares(cell: &Cell<'_>, operator: Operator, value: &Literal) -> bool {
    let order = match (cell, value) {
        (Cell::Text(text), Literal::Text(value)) => Some(folded(text).cmp(&folded(value))),
        (Cell::Flag(flag), Literal::Flag(value)) => Some(flag.cmp(value)),
        (Cell::Day(day), Literal::Moment(value)) => day.map(|it| Moment::start_of(it).cmp(value)),
        (Cell::Text(_) | Cell::Flag(_) | Cell::Day(_), _) => None,
    };
    match operator {
        Operator::Eq => order == Some(Ordering::Equal),
        Operator::Ne => order != Some(Ordering::Equal),
        Operator::Gt => order == Some(Ordering::Greater),
        Operator::Lt => order == Some(Ordering::Less),
        Operator::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        Operator::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
    }
}

/// The text without case; most texts need no copy.
fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|it| it.is_ascii_uppercase() || !it.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}
