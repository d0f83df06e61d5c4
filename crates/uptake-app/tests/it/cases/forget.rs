//! Forgetting: what is gone then, and what stays.

use std::fmt::Write as _;

use insta::assert_snapshot;
use uptake_app::{AppError, Forgotten};
use uptake_model::{CustomerId, Scope};

use super::{CONTOSO, usage};
use crate::folder::{Folder, How, unindented};

const FABRIKAM: &str = "22222222-0000-4000-8000-000000000002";

/// Rows of every table about a customer; the first lines are headers.
fn rows(customer: &str) -> [(&'static str, Vec<String>); 5] {
    let of = |rows: &[&str]| rows.iter().map(|it| format!("{customer},{it}")).collect();
    [
        ("customer_id,name", of(&["A name"])),
        (
            "customer_id,subscription_id,sku,quantity,status,as_of",
            of(&["main,EXCHANGESTANDARD,10,active,2026-01-01"]),
        ),
        (
            "customer_id,user_id,display_name,principal_name",
            of(&["ana,Anastasia,ana@host.example", "bea,Beatrice,"]),
        ),
        ("customer_id,user_id,sku,assigned_on", of(&["ana,EXCHANGESTANDARD,2026-01-01"])),
        (
            "customer_id,user_id,workload,day",
            of(&["ana,exchange,2026-03-01", "bea,exchange,2026-03-02"]),
        ),
    ]
}

/// A folder into which files about these customers were imported, all in each file.
async fn filled(customers: &[&str]) -> Folder {
    let mut folder = Folder::new("2026-03-10");
    for at in 0..5 {
        let mut text = String::new();
        for customer in customers {
            let (header, rows) = &rows(customer)[at];
            if text.is_empty() {
                text = format!("{header}\n");
            }
            text.extend(rows.iter().map(|it| format!("{it}\n")));
        }
        folder.take(&text).await;
    }
    folder
}

fn id(customer: &str) -> CustomerId {
    customer.parse().unwrap()
}

#[tokio::test]
async fn a_forgotten_customer_leaves_the_folder_as_if_it_had_never_been_there() {
    let mut folder = filled(&[CONTOSO, FABRIKAM]).await;
    let before = folder.now();
    folder.wait(60_000);
    let objects = folder.listing("raw");
    let forgotten = folder.writable().await.forget_customer(id(CONTOSO)).await.unwrap();
    // The third name is the sign-in name of one of the two, which reports could use.
    assert_eq!(forgotten, Forgotten { names: 3, objects: 6, quarantine_files: 0 });

    let mut never = filled(&[FABRIKAM]).await;
    assert_eq!(folder.digest().await, never.digest().await);
    let left = folder.listing("raw");
    assert_eq!(left.len(), never.listing("raw").len());
    assert!(objects.iter().all(|it| !left.contains(it)), "objects that named it are gone");
    assert_eq!(folder.listing("tables"), ["2"], "no earlier version of a table is left");
    let data = folder.data().await;
    assert!(data.known_days(&Scope::All, id(CONTOSO)).await.is_err());
    assert!(data.verify().await.unwrap().damage.is_empty());
    let entries = data.imports().await.unwrap();
    assert_eq!(entries.last().unwrap().entry.kind(), "forget");
    let then = folder.reader().await.as_recorded_at(before).await.unwrap();
    assert!(then.known_days(&Scope::All, id(CONTOSO)).await.is_err(), "nor at an earlier moment");
    assert!(then.known_days(&Scope::All, id(FABRIKAM)).await.is_ok());

    let digest = folder.digest().await;
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(folder.digest().await, digest, "rebuilt");
    let again = folder.writable().await.forget_customer(id(CONTOSO)).await;
    assert!(matches!(again, Err(AppError::UnknownCustomer { .. })));
}

#[tokio::test]
async fn a_forgotten_customer_can_be_imported_again() {
    let mut folder = filled(&[CONTOSO, FABRIKAM]).await;
    let digest = folder.digest().await;
    folder.writable().await.forget_customer(id(CONTOSO)).await.unwrap();
    for (header, rows) in rows(CONTOSO) {
        assert!(folder.take(&format!("{header}\n{}\n", rows.join("\n"))).await);
    }
    assert_eq!(folder.digest().await, digest);
    assert_snapshot!(usage(&mut folder, "2026-03-02").await, @"
    exchange 10 2 1 0 1 lower_bound 2
    exchange 10 2 1 0 1 lower_bound 2
    ");
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(folder.digest().await, digest, "rebuilt");
    assert!(folder.data().await.verify().await.unwrap().damage.is_empty());
}

#[tokio::test]
async fn a_forgotten_person_has_no_name_under_any_id_and_the_figures_stay() {
    let mut folder = filled(&[CONTOSO]).await;
    let figures = usage(&mut folder, "2026-03-02").await;
    let customer = id(CONTOSO);
    let forgotten = folder.writable().await.forget_user(customer, "ANA@host.example").await;
    // The person itself, and the sign-in name that reports would use.
    assert_eq!(forgotten.unwrap(), Forgotten { names: 2, objects: 0, quarantine_files: 0 });
    for text in ["Anastasia", "ana@host.example"] {
        assert!(!state_holds(&folder, text), "{text}");
    }
    assert!(state_holds(&folder, "Beatrice"));
    assert_eq!(usage(&mut folder, "2026-03-02").await, figures);
    let again = folder.writable().await.forget_user(customer, "ana").await;
    assert!(matches!(again, Err(AppError::UnknownUser { .. })));
}

fn state_holds(folder: &Folder, text: &str) -> bool {
    let entries = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().path());
    let mut files = entries.filter(|it| it.is_file());
    files.any(|it| {
        let content = std::fs::read(it).unwrap();
        content.windows(text.len()).any(|it| it == text.as_bytes())
    })
}

#[tokio::test]
async fn rows_set_aside_that_name_the_forgotten_go_with_them() {
    let mut folder = filled(&[CONTOSO, FABRIKAM]).await;
    for (customer, user) in [(CONTOSO, "cem"), (FABRIKAM, "dan"), (FABRIKAM, "eva")] {
        let mut text = unindented("customer_id,user_id,sku,assigned_on\n");
        for number in 0..100 {
            writeln!(text, "{FABRIKAM},user{number},EXCHANGESTANDARD,2026-01-01").unwrap();
        }
        writeln!(text, "{customer},{user},EXCHANGESTANDARD,2026-02-30").unwrap();
        let file = folder.write("holders.csv", &text);
        let how = How { quarantine: true, ..How::default() };
        assert!(!folder.try_import(vec![file], how).await.unwrap().refused);
    }
    let aside = folder.listing("quarantine");
    assert!(!aside.is_empty());
    let forgotten = folder.writable().await.forget_customer(id(CONTOSO)).await.unwrap();
    assert_eq!(forgotten.quarantine_files, 1);
    assert_eq!(folder.listing("quarantine").len(), aside.len() - 1);
}
