//! Seats that Microsoft counted over all sellers, beside subscriptions that a file names.

use insta::assert_snapshot;
use uptake_app::{ExplainTarget, Paging};
use uptake_model::Scope;

use super::{CONTOSO, deployment};
use crate::folder::{Folder, How};

fn of_contoso(as_of: &str) -> How<'_> {
    How { customer: Some(CONTOSO), as_of: Some(as_of), ..How::default() }
}

/// Graph's `subscribedSkus` with so many seats of Exchange.
fn counted(enabled: u32, warning: u32) -> String {
    format!(
        r#"{{"value": [{{
            "skuId": "4b9405b0-7788-4568-add1-99614e613b69", "skuPartNumber": "EXCHANGESTANDARD",
            "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": 7,
            "prepaidUnits": {{"enabled": {enabled}, "suspended": 0, "warning": {warning}, "lockedOut": 0}}
        }}]}}"#
    )
}

/// Partner Center's own sale of so many seats of Exchange.
fn own(seats: u32) -> String {
    format!(
        r#"{{"items": [{{
            "id": "40d642d7-51da-5945-8a5e-15226c0bc7b0", "unitType": "Licenses",
            "offerId": "4b9405b0-7788-4568-add1-99614e613b69",
            "offerName": "Exchange Online (Plan 1)", "quantity": {seats}, "status": "active"
        }}]}}"#
    )
}

#[tokio::test]
async fn own_sales_do_not_hide_the_seats_of_other_sellers_nor_the_days_before() {
    let mut figures = Vec::new();
    for own_first in [false, true] {
        let mut folder = Folder::new("2026-03-10");
        let mut files = [(counted(20, 5), "2026-03-01"), (own(12), "2026-03-05")];
        if own_first {
            files.reverse();
        }
        for (text, as_of) in files {
            folder.import(&text, of_contoso(as_of)).await;
        }
        let days = ["2026-03-04", "2026-03-05", "2026-03-08"];
        let mut said = String::new();
        for day in days {
            said.extend([day, ": ", &deployment(&mut folder, day).await, "\n"]);
        }
        let digest = folder.digest().await;
        folder.writable().await.roll_up().await.unwrap();
        assert_eq!(folder.digest().await, digest, "incremental as in full");
        figures.push(said);
    }
    assert_snapshot!(figures[0], @r"
    2026-03-04: EXCHANGESTANDARD 20 20 0 5 7
    2026-03-05: EXCHANGESTANDARD 20 12 0 5 7
    2026-03-08: EXCHANGESTANDARD 20 12 0 5 7
    ");
    assert_eq!(figures[0], figures[1]);
}

#[tokio::test]
async fn the_seats_of_others_stay_until_someone_counts_again() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(&own(12), of_contoso("2026-03-01")).await;
    folder.import(&counted(20, 0), of_contoso("2026-03-01")).await;
    folder.import(&own(15), of_contoso("2026-03-04")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-03").await, @"EXCHANGESTANDARD 20 12 0 0 7");
    assert_snapshot!(deployment(&mut folder, "2026-03-04").await, @"EXCHANGESTANDARD 23 15 0 0 7");
    folder.import(&counted(19, 0), of_contoso("2026-03-06")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-06").await, @"EXCHANGESTANDARD 19 15 0 0 7");
}

/// The lines of a customer's subscriptions and of the explanation of its Exchange.
async fn listed(folder: &mut Folder) -> String {
    let (customer, day) = (CONTOSO.parse().unwrap(), "2026-03-08".parse().unwrap());
    let data = folder.data().await;
    let lines = data.subscriptions(&Scope::All, customer, day).await.unwrap();
    let lines = lines.into_iter().map(|it| {
        let id = it.subscription.as_deref().unwrap_or("no subscription");
        format!("{id}: {} {} {}", it.quantity, it.status.as_str(), it.sold_by.as_str())
    });
    let target = ExplainTarget::Workload("exchange".into());
    let paging = Paging { page: 1, per_page: 9 };
    let explained = data.explain(&Scope::All, customer, &target, day, paging).await.unwrap();
    let seats = explained.seats.into_iter().map(|it| {
        let id = it.subscription.as_deref().unwrap_or("no subscription");
        format!("explained by {id}: {} {}", it.seats, it.record.sold_by.as_str())
    });
    lines.chain(seats).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn counted_seats_are_no_subscriptions() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(&counted(20, 0), of_contoso("2026-03-01")).await;
    assert_snapshot!(listed(&mut folder).await, @"
    no subscription: 20 active counted
    explained by no subscription: 20 counted
    ");
    folder.import(&own(12), of_contoso("2026-03-05")).await;
    assert_snapshot!(listed(&mut folder).await, @"
    40d642d7-51da-5945-8a5e-15226c0bc7b0: 12 active own
    no subscription: 8 active counted_others
    explained by no subscription: 8 counted_others
    explained by 40d642d7-51da-5945-8a5e-15226c0bc7b0: 12 own
    ");
    let everybody = format!(
        "customer_id,subscription_id,sku,quantity,status,as_of,seller\n\
         {CONTOSO},theirs,EXCHANGESTANDARD,7,active,2026-03-07,microsoft\n"
    );
    folder.take(&everybody).await;
    assert_snapshot!(listed(&mut folder).await, @"
    40d642d7-51da-5945-8a5e-15226c0bc7b0: 12 active own
    theirs: 7 active microsoft
    explained by 40d642d7-51da-5945-8a5e-15226c0bc7b0: 12 own
    explained by theirs: 7 microsoft
    ");
}
