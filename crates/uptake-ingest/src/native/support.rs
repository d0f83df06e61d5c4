//! Support, satisfaction, actions and prices: each table's columns as the fields of its fact.

use uptake_model::{
    SkuRef,
    facts::{Action, Facts, Price, Sourced, Survey, Ticket},
    problem::ProblemCode,
};

use super::{cells::Cells, rows::NativeRow};
use crate::{
    cell::{CellFault, Dates, any_day, count, currency, customer, day, price, word},
    classify::classify,
};

const CATEGORIES: [(&str, &str); 5] = [
    ("how_to", "how_to"),
    ("fault", "fault"),
    ("access", "access"),
    ("billing", "billing"),
    ("other", "other"),
];

impl NativeRow for Ticket {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let ticket_id = cells.required_text("ticket_id");
        let opened_on = cells.required("opened_on", |text| day(text, dates));
        let closed_on = cells.optional("closed_on", |text| day(text, dates));
        let category =
            cells.optional("category", |text| word(text, &CATEGORIES, ProblemCode::UnknownWord));
        cells.check_order(opened_on, closed_on, "closed_on");
        let subject = cells.owned("subject");
        let told = category.or_else(|| subject.as_deref().map(classify));
        Some(Self {
            customer_id: customer_id?,
            ticket_id: ticket_id?,
            opened_on: opened_on?,
            closed_on,
            category: told.map(str::to_owned),
            product: cells.owned("product"),
            subject,
            classified: category.is_none() && told.is_some(),
        })
    }

    fn identity(&self) -> Vec<String> {
        vec![self.customer_id.to_string(), self.ticket_id.clone()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Tickets(rows)
    }
}

/// Kinds of surveys with their lowest and highest score.
const SURVEY_KINDS: [(&str, (&str, u64, u64)); 2] =
    [("csat", ("csat", 1, 5)), ("nps", ("nps", 0, 10))];

impl NativeRow for Survey {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let response_id = cells.required_text("response_id");
        let day = cells.required("day", |text| day(text, dates));
        let kind =
            cells.required("kind", |text| word(text, &SURVEY_KINDS, ProblemCode::UnknownWord));
        let score = cells.required_number("score", |text| score(text, kind));
        Some(Self {
            customer_id: customer_id?,
            response_id: response_id?,
            day: day?,
            kind: kind?.0.to_owned(),
            score: score?,
            comment: cells.owned("comment"),
        })
    }

    fn identity(&self) -> Vec<String> {
        vec![self.customer_id.to_string(), self.response_id.clone()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Surveys(rows)
    }
}

fn score(text: &str, kind: Option<(&str, u64, u64)>) -> Result<u64, CellFault> {
    let Some((_, lowest, highest)) = kind else { return count(text) };
    let outside = || {
        let allowed = format!("{lowest}–{highest}");
        CellFault::with(ProblemCode::ScoreOutOfRange, "allowed", &allowed)
    };
    match count(text) {
        Ok(score) if (lowest..=highest).contains(&score) => Ok(score),
        Ok(_) => Err(outside()),
        Err(fault) if fault.code() == ProblemCode::NegativeCount => Err(outside()),
        Err(fault) => Err(fault),
    }
}

impl NativeRow for Action {
    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let customer_id = cells.required("customer_id", customer);
        let action_id = cells.required_text("action_id");
        let playbook = cells.required_text("playbook");
        let status = cells.owned("status");
        // What is planned may lie in the future; what began or ended does not.
        let is_planned = status.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("planned"));
        let its_day = |text: &str| if is_planned { any_day(text, dates) } else { day(text, dates) };
        let started_on = cells.required("started_on", its_day);
        let ended_on = cells.optional("ended_on", its_day);
        cells.check_order(started_on, ended_on, "ended_on");
        Some(Self {
            customer_id: customer_id?,
            action_id: action_id?,
            playbook: playbook?,
            started_on: started_on?,
            ended_on,
            owner: cells.owned("owner"),
            status,
            note: cells.owned("note"),
        })
    }

    fn identity(&self) -> Vec<String> {
        vec![self.customer_id.to_string(), self.action_id.clone()]
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Actions(rows)
    }
}

impl NativeRow for Price {
    const SKU_IDENTIFIES: bool = true;

    fn parse(cells: &mut Cells<'_>, dates: Dates) -> Option<Self> {
        let sku = cells.required_text("sku");
        let unit_price = cells.required_number("unit_price", price);
        let currency = cells.required("currency", currency);
        // A list may hold from a day to come on.
        let valid_from = cells.optional("valid_from", |text| any_day(text, dates));
        Some(Self {
            sku: SkuRef::from(sku?),
            unit_price: unit_price?,
            currency: currency?,
            valid_from,
        })
    }

    fn identity(&self) -> Vec<String> {
        let since = self.valid_from.map_or_else(String::new, |it| it.to_string());
        vec![self.currency.clone(), since]
    }

    fn sku(&mut self) -> Option<&mut SkuRef> {
        Some(&mut self.sku)
    }

    fn facts(rows: Vec<Sourced<Self>>) -> Facts {
        Facts::Prices(rows)
    }
}
