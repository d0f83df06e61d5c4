//! An action as it stands in its tables.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::{CustomerId, Day};

use super::{Action, ActionCustomer, ActionId, READING, WRITING};
use crate::{
    Record, StateError,
    row::{Cells, storable},
};

type CustomersOf = BTreeMap<CustomerId, ActionCustomer>;

/// All actions, oldest first.
pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Action>, StateError> {
    let rows = sqlx::query("SELECT * FROM action_customers")
        .fetch_all(&mut *connection)
        .await
        .map_err(StateError::query(READING))?;
    let mut customers: BTreeMap<ActionId, CustomersOf> = BTreeMap::new();
    for row in &rows {
        let cells = Cells { row, table: "action_customers" };
        let of = customers.entry(cells.parsed("action_id")?).or_default();
        let (customer, about) = read_customer(cells)?;
        of.insert(customer, about);
    }
    let rows = sqlx::query("SELECT * FROM actions ORDER BY created_at_ms, id")
        .fetch_all(connection)
        .await
        .map_err(StateError::query(READING))?;
    let read = |row| {
        let action = read(row)?;
        let of = customers.remove(&action.id).unwrap_or_default();
        Ok(Action { customers: of, ..action })
    };
    rows.iter().map(read).collect()
}

/// An action, if there is one of this id.
pub(super) async fn one(
    connection: &mut AnyConnection,
    id: ActionId,
) -> Result<Option<Action>, StateError> {
    let row = sqlx::query("SELECT * FROM actions WHERE id = $1")
        .bind(id.to_string())
        .fetch_optional(&mut *connection)
        .await
        .map_err(StateError::query(READING))?;
    let Some(row) = row else { return Ok(None) };
    let rows = sqlx::query("SELECT * FROM action_customers WHERE action_id = $1")
        .bind(id.to_string())
        .fetch_all(connection)
        .await
        .map_err(StateError::query(READING))?;
    let customers = rows.iter().map(|row| read_customer(Cells { row, table: "action_customers" }));
    let customers = customers.collect::<Result<_, StateError>>()?;
    Ok(Some(Action { customers, ..read(&row)? }))
}

fn read_customer(cells: Cells<'_>) -> Result<(CustomerId, ActionCustomer), StateError> {
    let about = ActionCustomer {
        native_id: cells.get("native_id")?,
        recommended: json(cells, "recommended")?,
        figures: json(cells, "figures")?,
    };
    Ok((cells.parsed("customer_id")?, about))
}

fn json(cells: Cells<'_>, column: &str) -> Result<Value, StateError> {
    serde_json::from_str(cells.get(column)?).map_err(|_no_json| cells.damaged())
}

fn read(row: &AnyRow) -> Result<Action, StateError> {
    let cells = Cells { row, table: "actions" };
    let day = |column| {
        let text = cells.get::<Option<&str>>(column)?;
        text.map(str::parse::<Day>).transpose().map_err(|_no_day| cells.damaged())
    };
    let created_by = cells.get::<Option<&str>>("created_by")?.map(str::parse).transpose();
    Ok(Action {
        id: cells.parsed("id")?,
        play: cells.get("play")?,
        status: cells.parsed("status")?,
        owner: cells.get("owner")?,
        planned_from: day("planned_from")?,
        planned_to: day("planned_to")?,
        started_on: day("started_on")?,
        ended_on: day("ended_on")?,
        note: cells.get("note")?,
        material: json(cells, "material")?,
        customers: BTreeMap::new(),
        version: cells.get("version")?,
        created_by: created_by.map_err(|_no_id| cells.damaged())?,
        created_at_ms: cells.get("created_at_ms")?,
        changed_at_ms: cells.get("changed_at_ms")?,
    })
}

/// Refuses an id of files that another action has for the same customer.
pub(super) async fn check_unique(
    connection: &mut AnyConnection,
    action: &Action,
) -> Result<(), StateError> {
    for (customer, about) in &action.customers {
        let same: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM action_customers
             WHERE customer_id = $1 AND native_id = $2 AND action_id <> $3",
        )
        .bind(customer.to_string())
        .bind(storable(&about.native_id))
        .bind(action.id.to_string())
        .fetch_one(&mut *connection)
        .await
        .map_err(StateError::query("look for the same action"))?;
        if same > 0 {
            return Err(StateError::Taken { what: Record::Action });
        }
    }
    Ok(())
}

/// Writes an action and its customers as they are to be.
pub(super) async fn write(
    connection: &mut AnyConnection,
    action: &Action,
) -> Result<(), StateError> {
    let writing = || StateError::query(WRITING);
    upsert(connection, action).await.map_err(writing())?;
    sqlx::query("DELETE FROM action_customers WHERE action_id = $1")
        .bind(action.id.to_string())
        .execute(&mut *connection)
        .await
        .map_err(writing())?;
    for (customer, about) in &action.customers {
        sqlx::query(
            "INSERT INTO action_customers (action_id, customer_id, native_id, recommended, figures)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(action.id.to_string())
        .bind(customer.to_string())
        .bind(storable(&about.native_id))
        .bind(storable(&about.recommended.to_string()))
        .bind(storable(&about.figures.to_string()))
        .execute(&mut *connection)
        .await
        .map_err(writing())?;
    }
    Ok(())
}

async fn upsert(connection: &mut AnyConnection, action: &Action) -> Result<(), sqlx::Error> {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    sqlx::query(
        "INSERT INTO actions (id, play, status, owner, planned_from, planned_to, started_on,
             ended_on, note, material, version, created_by, created_at_ms, changed_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET play = excluded.play, status = excluded.status,
             owner = excluded.owner, planned_from = excluded.planned_from,
             planned_to = excluded.planned_to, started_on = excluded.started_on,
             ended_on = excluded.ended_on, note = excluded.note, material = excluded.material,
             version = excluded.version, changed_at_ms = excluded.changed_at_ms,
             seal = NULL",
    )
    .bind(action.id.to_string())
    .bind(storable(&action.play))
    .bind(action.status.as_str())
    .bind(storable(&action.owner))
    .bind(day(action.planned_from))
    .bind(day(action.planned_to))
    .bind(day(action.started_on))
    .bind(day(action.ended_on))
    .bind(storable(&action.note))
    .bind(storable(&action.material.to_string()))
    .bind(action.version)
    .bind(action.created_by.map(|it| it.to_string()))
    .bind(action.created_at_ms)
    .bind(action.changed_at_ms)
    .execute(connection)
    .await
    .map(|_| ())
}
