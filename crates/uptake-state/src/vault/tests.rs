use std::path::Path;

use insta::assert_snapshot;
use serde_json::json;
use uptake_model::Guid;

use super::*;
use crate::{
    Keys,
    testing::{TestDatabase, on_both},
};

/// A state with the keys of two customers.
struct Fixture {
    state: State,
    keys: Keys,
}

fn customer(number: u128) -> CustomerId {
    CustomerId(Guid::from_u128(number))
}

async fn fixture(database: &TestDatabase) -> Fixture {
    let state = database.open().await;
    let mut keys = Keys::default();
    for number in [1, 2] {
        let byte = 0xA0 | u8::try_from(number).unwrap();
        keys.key(customer(number), &mut |buffer| buffer.fill(byte));
    }
    let vault = VaultChanges { keys: keys.pending(), users: Vec::new() };
    state.append(0, "keys", &json!({}), vault).await.unwrap();
    keys.committed();
    Fixture { state, keys }
}

impl Fixture {
    fn key(&self, number: u128, id: &str) -> UserKey {
        self.keys.get(customer(number)).unwrap().user_key(id)
    }

    /// A user as `customer id` or `customer id display-name principal-name`, `-` for empty.
    fn user(&self, line: &str) -> VaultUser {
        let words: Vec<_> = line.split_whitespace().collect();
        let number = words[0].parse().unwrap();
        let cell = |at: usize| Some(words[at].to_owned()).filter(|it| it != "-");
        VaultUser {
            customer: customer(number),
            key: self.key(number, words[1]),
            user_id: UserId::from(words[1]),
            names: (words.len() > 2)
                .then(|| UserNames { display_name: cell(2), principal_name: cell(3) }),
        }
    }

    async fn import(&self, lines: &[&str]) {
        let vault = VaultChanges {
            keys: Vec::new(),
            users: lines.iter().map(|it| self.user(it)).collect(),
        };
        self.state.append(0, "users", &json!({}), vault).await.unwrap();
    }

    /// What the vault knows of the customers, a user a line.
    async fn known(&self) -> String {
        let mut lines = Vec::new();
        for number in [1, 2] {
            let users = self.state.all_user_ids(customer(number)).await.unwrap();
            let keys: Vec<_> = users.iter().map(|(key, _)| *key).collect();
            let known = self.state.names(customer(number), &keys).await.unwrap();
            for (key, id) in users {
                let user = &known[&key];
                assert_eq!(user.user_id, id);
                assert_eq!(key, self.key(number, id.as_str()));
                let cell = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
                let (display, principal) =
                    (cell(&user.names.display_name), cell(&user.names.principal_name));
                lines.push(format!("{number} {} {display} {principal}", id.as_str()));
            }
        }
        lines.sort();
        lines.join("\n")
    }
}

#[tokio::test]
async fn names_of_a_later_import_replace_the_earlier_ones() {
    let known = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana Ana ana@contoso.com", "1 bea Bea -"]).await;
        it.import(&["1 ana - ana@fabrikam.com", "2 ana Anna -"]).await;
        it.known().await
    });
    assert_snapshot!(known.await, @r"
    1 ana - ana@fabrikam.com
    1 bea Bea -
    2 ana Anna -
    ");
}

#[tokio::test]
async fn a_user_seen_only_by_activity_has_an_id_and_keeps_its_names() {
    let (before, after) = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana", "1 bea Bea -"]).await;
        it.import(&["1 ana", "1 bea"]).await;
        let before = it.known().await;
        it.import(&["1 ana Ana -"]).await;
        (before, it.known().await)
    })
    .await;
    assert_snapshot!(before, @r"
    1 ana - -
    1 bea Bea -
    ");
    assert_snapshot!(after, @r"
    1 ana Ana -
    1 bea Bea -
    ");
}

#[tokio::test]
async fn a_user_may_come_more_than_once_in_an_import() {
    let known = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana", "1 bea Bea -", "1 ana Ana -", "1 bea", "1 ana Anna a@b"]).await;
        it.known().await
    });
    assert_snapshot!(known.await, @r"
    1 ana Anna a@b
    1 bea Bea -
    ");
}

#[tokio::test]
async fn an_import_longer_than_one_statement_is_written_whole() {
    let lines: Vec<_> = (0..1003).map(|n| format!("1 u{n:04} Name{n} -")).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    on_both(async |database| {
        let it = fixture(database).await;
        it.import(&lines).await;
        assert_eq!(it.known().await, lines.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn names_leave_out_whom_the_vault_does_not_know() {
    on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana Ana -"]).await;
        let asked = [it.key(1, "ana"), it.key(1, "zoe"), it.key(2, "ana")];
        let known = it.state.names(customer(1), &asked).await.unwrap();
        assert_eq!(known.keys().collect::<Vec<_>>(), [&it.key(1, "ana")]);
        assert!(it.state.names(customer(1), &[]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_user_of_a_customer_without_a_key_is_refused() {
    let refused = on_both(async |database| {
        let it = fixture(database).await;
        let stranger = VaultUser { customer: customer(3), ..it.user("1 ana Ana -") };
        let vault = VaultChanges { keys: Vec::new(), users: vec![stranger] };
        it.state.append(0, "users", &json!({}), vault).await.unwrap_err().to_string()
    });
    assert_snapshot!(refused.await, @"failed to write users' names");
}

#[tokio::test]
async fn a_forgotten_user_is_gone_and_the_others_stay() {
    let known = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana Ana -", "1 bea Bea -", "2 ana Anna -"]).await;
        let ana = it.key(1, "ana");
        assert!(it.state.forget_user(customer(1), ana).await.unwrap());
        assert!(!it.state.forget_user(customer(1), ana).await.unwrap());
        it.known().await
    });
    assert_snapshot!(known.await, @r"
    1 bea Bea -
    2 ana Anna -
    ");
}

#[tokio::test]
async fn a_forgotten_customer_has_no_key_and_no_names() {
    let known = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana Ana -", "2 ana Anna -"]).await;
        assert!(it.state.forget_customer(customer(1)).await.unwrap());
        assert!(!it.state.forget_customer(customer(1)).await.unwrap());
        let keys = it.state.keys().await.unwrap();
        assert!(keys.get(customer(1)).is_none());
        assert!(keys.get(customer(2)).is_some());
        it.known().await
    });
    assert_snapshot!(known.await, @"2 ana Anna -");
}

#[tokio::test]
async fn a_row_of_the_vault_that_was_changed_is_found() {
    let faults = on_both(async |database| {
        let it = fixture(database).await;
        it.import(&["1 ana Ana -", "2 ana Anna -"]).await;
        assert_eq!(it.state.check().await.unwrap(), Vec::<String>::new());
        sqlx::query("UPDATE user_names SET user_id = 'eva' WHERE display_name = 'Ana'")
            .execute(it.state.pool())
            .await
            .unwrap();
        it.state.check().await.unwrap().join("\n")
    });
    assert_snapshot!(
        faults.await,
        @"a name in the vault of 00000000-0000-0000-0000-000000000001 was changed"
    );
}

fn files_hold(dir: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(dir).unwrap().any(|file| {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        content.windows(bytes.len()).any(|it| it == bytes)
    })
}

#[tokio::test]
async fn what_was_forgotten_is_in_none_of_sqlites_files() {
    let database = TestDatabase::sqlite();
    let it = fixture(&database).await;
    let dir = database.dir.path();
    it.import(&["1 ana Anastasia -", "1 bea Beatrice -"]).await;
    for secret in [b"Anastasia".as_slice(), b"Beatrice", &[0xA1; 32]] {
        assert!(files_hold(dir, secret));
    }
    it.state.forget_user(customer(1), it.key(1, "ana")).await.unwrap();
    assert!(!files_hold(dir, b"Anastasia"));
    assert!(files_hold(dir, b"Beatrice"));
    it.state.forget_customer(customer(1)).await.unwrap();
    assert!(!files_hold(dir, b"Beatrice"));
    assert!(!files_hold(dir, &[0xA1; 32]));
    assert!(files_hold(dir, &[0xA2; 32]));
}
