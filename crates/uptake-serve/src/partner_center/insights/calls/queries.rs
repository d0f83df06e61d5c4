//! Queries: made, listed, dropped, tried.

use axum::body::Bytes;
use uptake_model::Guid;

use super::{Answer, Asked, Refusal, json, read};
use crate::partner_center::insights::{
    book::{Query, replaced_days},
    datasets::DATASETS,
    evaluate::evaluate,
    statement::{Statement, parse},
    wire::{CreateQuery, Envelope, QueryRow, ResultRow},
};

/// Rows of a trial at most.
const TRIAL_ROWS: usize = 100;

impl Asked<'_> {
    pub(super) async fn create_query(&self, body: &Bytes) -> Answer {
        let body: CreateQuery = read(body)?;
        let required = |text: Option<String>, name: &str| {
            let text = text.filter(|it| !it.trim().is_empty());
            text.ok_or_else(|| Refusal::Bad(format!("the value of {name} is required")))
        };
        let text = required(body.query, "Query")?;
        statement(&text)?;
        let query = Query {
            id: Guid::from_u128((self.identity.fresh)()),
            name: required(body.name, "Name")?,
            description: body.description,
            text,
            user: self.member(),
            created: self.now(),
        };
        let row = QueryRow::of(&query);
        self.insights.book.put_query(self.asker, query).await?;
        json(&Envelope::of(vec![row], Some("Query created successfully")))
    }

    pub(super) async fn list_queries(&self) -> Answer {
        let flag =
            |name: &str| self.query.get(name).is_some_and(|it| it.eq_ignore_ascii_case("true"));
        let only_system = flag("includeonlysystemqueries");
        let without_system = !only_system
            && self
                .query
                .get("includesystemqueries")
                .is_some_and(|it| it.eq_ignore_ascii_case("false"));
        let fits = |id: &str, name: &str| {
            self.query.get("queryid").is_none_or(|it| it.eq_ignore_ascii_case(id))
                && self.query.get("queryname").is_none_or(|it| it.eq_ignore_ascii_case(name))
        };
        let mut rows = Vec::new();
        if !only_system {
            let own = self.insights.book.queries(self.asker).await?;
            let own = own.iter().filter(|it| fits(&it.id.to_string(), &it.name));
            rows.extend(own.map(QueryRow::of));
        }
        if !without_system {
            let system = DATASETS.iter().filter(|it| fits(it.system_query, it.name));
            rows.extend(system.map(QueryRow::of_system));
        }
        if rows.is_empty() {
            return Err(Refusal::Nothing("no query matches"));
        }
        json(&Envelope::of(rows, Some("Queries fetched successfully")))
    }

    pub(super) async fn delete_query(&self, id: &str) -> Answer {
        let queries = self.insights.book.queries(self.asker).await?;
        let found = queries.iter().find(|it| it.id.to_string() == id);
        let query = found.ok_or(Refusal::Nothing("no query matches"))?;
        self.insights.book.drop_query(self.asker, query.id).await?;
        json(&Envelope::of(vec![QueryRow::of(query)], Some("Query deleted successfully")))
    }

    pub(super) async fn test_query(&self) -> Answer {
        let text = match (self.query.get("exportquery"), self.query.get("queryid")) {
            (Some(text), None) => text.to_owned(),
            (None, Some(id)) => {
                let found = self.text_of(id).await?;
                found.ok_or(Refusal::Nothing("no query matches"))?
            }
            (Some(_), Some(_)) | (None, None) => {
                return Err(Refusal::Bad("either exportQuery or queryId is required".to_owned()));
            }
        };
        let statement = statement(&text)?;
        let days = replaced_days(self.query.moment("starttime")?, self.query.moment("endtime")?);
        let rows = self.rows().of(&statement, days).await?;
        let mut answer = evaluate(&statement, &rows);
        answer.truncate(TRIAL_ROWS);
        let rows = answer.into_iter().map(|row| ResultRow::of(&statement, row));
        json(&Envelope::of(rows.collect(), None))
    }

    /// The text of a query: one of the asker's, or one that comes with a dataset.
    pub(super) async fn text_of(&self, id: &str) -> Result<Option<String>, Refusal> {
        let system = DATASETS.iter().find(|it| it.system_query.eq_ignore_ascii_case(id));
        if let Some(system) = system {
            return Ok(Some(system.system_statement()));
        }
        let queries = self.insights.book.queries(self.asker).await?;
        Ok(queries
            .into_iter()
            .find(|it| it.id.to_string().eq_ignore_ascii_case(id))
            .map(|it| it.text))
    }
}

fn statement(text: &str) -> Result<Statement, Refusal> {
    parse(text).map_err(|error| Refusal::Bad(error.to_string()))
}
