//! The answer to a query over the rows of its dataset.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use uptake_calc::known_sum;

use super::{
    datasets::{Aggregate, Dataset},
    statement::{Comparison, Condition, Direction, Literal, Statement},
    value::Value,
};

mod pattern;

use pattern::is_like;

#[cfg(test)]
mod tests;

/// A row: one value for each column of a dataset, or for each selected name of a query.
pub type Row = Vec<Value>;

/// Answers a query. Metrics are over the rows that share the selected columns; without a
/// metric each row stands for itself.
pub fn evaluate(statement: &Statement, rows: &[Row]) -> Vec<Row> {
    let dataset = statement.dataset;
    let (of_metrics, of_columns): (Vec<&Condition>, Vec<&Condition>) =
        statement.conditions.iter().partition(|it| dataset.metric(it.name).is_some());
    let passing = rows.iter().filter(|row| {
        of_columns.iter().all(|it| fulfils(cell(dataset, row, it.name).as_ref(), it))
    });
    let has_metrics = statement.selected.iter().any(|it| dataset.metric(it).is_some());
    let mut answer: Vec<Row> = if has_metrics || !of_metrics.is_empty() {
        let groups = grouped(statement, passing).into_iter();
        let groups = groups.filter(|group| {
            of_metrics.iter().all(|it| fulfils(measure(dataset, it.name, group).as_ref(), it))
        });
        groups.map(|it| shown(statement, &it)).collect()
    } else {
        passing.map(|it| shown(statement, &[it])).collect()
    };
    if statement.distinct {
        let mut seen = BTreeSet::new();
        answer.retain(|it| seen.insert(key(it)));
    }
    answer.sort_by(|a, b| compared(statement, a, b));
    if let Some(limit) = statement.limit.and_then(|it| usize::try_from(it).ok()) {
        answer.truncate(limit);
    }
    answer
}

/// The rows by the selected columns, in the order of those.
fn grouped<'a>(statement: &Statement, rows: impl Iterator<Item = &'a Row>) -> Vec<Vec<&'a Row>> {
    let dataset = statement.dataset;
    let mut groups: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let cells = statement.selected.iter().filter_map(|it| cell(dataset, row, it));
        groups.entry(key(&cells.collect::<Row>())).or_default().push(row);
    }
    groups.into_values().collect()
}

/// What the query shows of a group of rows.
fn shown(statement: &Statement, group: &[&Row]) -> Row {
    let dataset = statement.dataset;
    let values = statement.selected.iter().map(|name| {
        let column = group.first().and_then(|row| cell(dataset, row, name));
        column.or_else(|| measure(dataset, name, group)).unwrap_or(Value::Missing)
    });
    values.collect()
}

fn cell(dataset: &Dataset, row: &Row, name: &str) -> Option<Value> {
    dataset.column(name).and_then(|at| row.get(at)).cloned()
}

fn measure(dataset: &Dataset, name: &str, group: &[&Row]) -> Option<Value> {
    let cells = |column: &str| {
        let column = dataset.column(column);
        group.iter().filter_map(move |row| row.get(column?))
    };
    Some(match dataset.metric(name)?.of {
        Aggregate::Sum(column) => Value::count(known_sum(cells(column).map(Value::as_count))),
        Aggregate::Distinct(column) => {
            let values: BTreeSet<String> =
                cells(column).map(|it| it.to_string().to_lowercase()).collect();
            let known = values.iter().filter(|it| !it.is_empty()).count();
            Value::Count(u64::try_from(known).unwrap_or(u64::MAX))
        }
        Aggregate::Unknown => Value::Missing,
    })
}

/// What tells rows apart.
fn key(row: &Row) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

fn compared(statement: &Statement, a: &Row, b: &Row) -> Ordering {
    for (name, direction) in &statement.order {
        let at = statement.selected.iter().position(|it| it == name);
        let (a, b) = (at.and_then(|at| a.get(at)), at.and_then(|at| b.get(at)));
        let order = a.zip(b).map_or(Ordering::Equal, |(a, b)| a.order(b));
        let order = match direction {
            Direction::Ascending => order,
            Direction::Descending => order.reverse(),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Whether a value fulfils a condition; one that is missing fulfils none.
fn fulfils(value: Option<&Value>, condition: &Condition) -> bool {
    let Some(value) = value.filter(|it| **it != Value::Missing) else { return false };
    let orders = condition.values.iter().map(|it| value.order(&literal(it, value)));
    let orders: Vec<Ordering> = orders.collect();
    let any = |wanted: &[Ordering]| orders.iter().any(|it| wanted.contains(it));
    let text = value.to_string();
    let like = || condition.values.iter().any(|it| is_like(&text, &plain(it)));
    match condition.comparison {
        Comparison::Equal | Comparison::In => any(&[Ordering::Equal]),
        Comparison::NotEqual | Comparison::NotIn => !any(&[Ordering::Equal]),
        Comparison::Greater => any(&[Ordering::Greater]),
        Comparison::Less => any(&[Ordering::Less]),
        Comparison::GreaterOrEqual => any(&[Ordering::Greater, Ordering::Equal]),
        Comparison::LessOrEqual => any(&[Ordering::Less, Ordering::Equal]),
        Comparison::Like => like(),
        Comparison::NotLike => !like(),
    }
}

/// A literal as a value of the kind it is compared with.
fn literal(literal: &Literal, with: &Value) -> Value {
    match (literal, with) {
        (Literal::Number(number), Value::Text(_)) => Value::text(number.to_string()),
        (Literal::Number(number), Value::Count(_) | Value::Percent(_) | Value::Missing) => {
            Value::Count(*number)
        }
        (Literal::Text(text), _) => Value::text(text.clone()),
    }
}

fn plain(literal: &Literal) -> String {
    match literal {
        Literal::Number(number) => number.to_string(),
        Literal::Text(text) => text.clone(),
    }
}
