//! Imports of a few rows over the API, each of which changes figures.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use jiff::civil::Date;

use super::client::{Client, text_at};

/// How often somebody who imports looks whether it is done.
const LOOKED: Duration = Duration::from_millis(20);
/// An import that takes longer has failed.
const PATIENCE: Duration = Duration::from_mins(10);

/// Uploads the `number`th change of a customer's figures on a day, and waits until it is done:
/// by turns more seats, or one more user. `who` names those who change the same customer.
pub(super) fn change(
    client: &Client,
    (customer, who): (&str, u64),
    number: usize,
    day: Date,
) -> Result<()> {
    let (name, content) = if number.is_multiple_of(2) {
        let header = "customer_id,subscription_id,sku,quantity,status,as_of";
        let row = format!("{customer},change-{who},SPE_E3,{},active,{day}", number + 1);
        ("subscriptions.csv", format!("{header}\n{row}\n"))
    } else {
        let header = "customer_id,user_id,workload,day";
        let row = format!("{customer},visitor-{who}-{number},exchange,{day}");
        ("activity.csv", format!("{header}\n{row}\n"))
    };
    let job = client.upload(name, &content)?;
    let begun = Instant::now();
    loop {
        let body = client.json(&format!("/imports/jobs/{job}"))?;
        match text_at(&body, "/status")? {
            "queued" | "reading" if begun.elapsed() < PATIENCE => thread::sleep(LOOKED),
            "imported" | "unchanged" => return Ok(()),
            _ => bail!("an import was not done: {body}"),
        }
    }
}
