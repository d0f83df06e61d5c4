//! Which columns each table has, and which table a header belongs to.

use std::cmp::{Ordering, Reverse};

use uptake_model::facts::Table;

#[cfg(test)]
mod tests;

/// The columns of a table, as `spec/formats.md` lists them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) table: Table,
    required: &'static [&'static str],
    optional: &'static [&'static str],
}

/// What a header turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Recognised {
    /// It has every required column of the table.
    Table(&'static Schema),
    /// It looks like the table, but required columns are missing.
    Nearly(&'static Schema),
    /// No native table.
    Unknown,
}

static SCHEMAS: [Schema; 10] = [
    Schema {
        table: Table::Customers,
        required: &["customer_id", "name"],
        optional: &["domain", "country", "segment", "reseller_id", "tags"],
    },
    Schema {
        table: Table::Subscriptions,
        required: &["customer_id", "subscription_id", "sku", "quantity", "status", "as_of"],
        optional: &[
            "is_trial",
            "seller",
            "unit_price",
            "currency",
            "term",
            "billing_cycle",
            "auto_renew",
            "commitment_end",
            "created_on",
        ],
    },
    Schema {
        table: Table::Users,
        required: &["customer_id", "user_id"],
        optional: &["kind", "display_name", "principal_name", "department", "deleted_on"],
    },
    Schema {
        table: Table::Assignments,
        required: &["customer_id", "user_id", "sku", "assigned_on"],
        optional: &["removed_on"],
    },
    Schema {
        table: Table::Activity,
        required: &["customer_id", "user_id", "workload", "day"],
        optional: &[],
    },
    Schema {
        table: Table::LastActivity,
        required: &["customer_id", "user_id", "workload", "last_active_on", "as_of"],
        optional: &[],
    },
    Schema {
        table: Table::Tickets,
        required: &["customer_id", "ticket_id", "opened_on"],
        optional: &["closed_on", "category", "product", "subject"],
    },
    Schema {
        table: Table::Surveys,
        required: &["customer_id", "response_id", "day", "kind", "score"],
        optional: &["comment"],
    },
    Schema {
        table: Table::Actions,
        required: &["customer_id", "action_id", "playbook", "started_on"],
        optional: &["ended_on", "owner", "status", "note"],
    },
    Schema {
        table: Table::Prices,
        required: &["sku", "unit_price", "currency"],
        optional: &["valid_from"],
    },
];

impl Schema {
    /// The columns of a table; `None` of one that files do not bring.
    pub(crate) fn of(table: Table) -> Option<&'static Self> {
        SCHEMAS.iter().find(|it| it.table == table)
    }

    /// Every column, required before optional.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// Whether the table has this column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns().any(|it| it.eq_ignore_ascii_case(column))
    }

    /// The required columns that a header lacks.
    pub(crate) fn missing(&self, header: &[String]) -> Vec<&'static str> {
        self.required.iter().copied().filter(|it| !contains(header, it)).collect()
    }

    fn known(&self, header: &[String]) -> usize {
        self.columns().filter(|it| contains(header, it)).count()
    }
}

fn contains(header: &[String], column: &str) -> bool {
    header.iter().any(|it| it.eq_ignore_ascii_case(column))
}

/// Finds the table of a header: the one with the most of its columns in it.
///
/// A table that has all of its required columns goes before one that has not, unless the
/// other has more of the header's columns and lacks at most half of what it requires, or has
/// as many and lacks a single one: `customer_id,user_id,workload,date` is activity with a
/// misspelt day, not users with strange columns.
pub(crate) fn recognise(header: &[String]) -> Recognised {
    let is_whole = |it: &&Schema| it.missing(header).is_empty();
    let whole = SCHEMAS.iter().filter(is_whole);
    let whole = whole.max_by_key(|it| (it.known(header), it.required.len()));
    let is_near = |it: &&Schema| it.required.len() - it.missing(header).len() >= 2;
    let near = SCHEMAS.iter().filter(|it| !is_whole(it) && is_near(it));
    let near = near.max_by_key(|it| (it.known(header), Reverse(it.missing(header).len())));
    match (whole, near) {
        (Some(whole), Some(near)) if near.tells_more(whole, header) => Recognised::Nearly(near),
        (Some(whole), _) => Recognised::Table(whole),
        (None, Some(near)) => Recognised::Nearly(near),
        (None, None) => Recognised::Unknown,
    }
}

impl Schema {
    /// Whether a header is more likely one of this table, of which it lacks columns, than of
    /// the other, of which it lacks none.
    fn tells_more(&self, other: &Self, header: &[String]) -> bool {
        match self.known(header).cmp(&other.known(header)) {
            Ordering::Greater => self.missing(header).len() * 2 <= self.required.len(),
            Ordering::Equal => self.missing(header).len() == 1,
            Ordering::Less => false,
        }
    }
}
