//! Plays, recommendations and actions, from the figures to what is done.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::program::{Answer, Asker, CONTOSO, FABRIKAM, NOBODY, Server, command};

/// A server with two customers: Contoso has 40 seats and 30 people, Fabrikam 20 and 20.
pub(crate) fn server(config: &str) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let names = "customer_id,name,country";
    write("customers.csv", &format!("{names}\n{CONTOSO},Contoso,ES\n{FABRIKAM},Fabrikam,DE\n"));
    let seats = "customer_id,subscription_id,sku,quantity,status,as_of,commitment_end";
    write(
        "subscriptions.csv",
        &format!(
            "{seats}\n{CONTOSO},s1,SPE_E3,40,active,2026-02-01,2026-05-01\n\
             {FABRIKAM},s1,SPE_E3,20,active,2026-02-01,\n"
        ),
    );
    let mut held = "customer_id,user_id,sku,assigned_on\n".to_owned();
    let mut active = "customer_id,user_id,workload,day\n".to_owned();
    for (customer, people) in [(CONTOSO, 30), (FABRIKAM, 20)] {
        for user in 0..people {
            writeln!(held, "{customer},u{user},SPE_E3,2026-02-01").unwrap();
            for month in ["02", "03"] {
                for day in 1..=28 {
                    for workload in ["exchange", "teams", "sharepoint", "office_apps", "yammer"] {
                        writeln!(active, "{customer},u{user},{workload},2026-{month}-{day:02}")
                            .unwrap();
                    }
                }
            }
        }
    }
    write("assignments.csv", &held);
    write("activity.csv", &active);
    let files = "import customers.csv subscriptions.csv assignments.csv activity.csv";
    let imported = command(&folder).args(files.split(' ')).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    Server::start(folder, config, &[])
}

fn plays(body: &Value) -> Vec<String> {
    let items = body["items"].as_array().unwrap().iter();
    let name = |it: &Value| {
        let (name, play) = (it["customer"]["name"].as_str(), it["play"].as_str());
        format!("{} {} {}", name.unwrap(), play.unwrap(), it["stake"]["count"])
    };
    items.map(name).collect()
}

fn decide(server: &Server, asker: &Asker, customer: &str, what: &str, body: &Value) -> Answer {
    let path = format!("/customers/{customer}/recommendations/{what}");
    server.send(asker, "POST", &path, body)
}

#[test]
fn from_a_recommendation_to_an_action_and_its_end() {
    let server = server("");
    let admin = server.admin();
    let list = server.get(&admin, "/recommendations?plays=idle_seats,near_limit");
    assert_eq!(plays(&list), ["Fabrikam near_limit 20", "Contoso idle_seats 10"]);
    let idle = &list["items"][1];
    assert_eq!(idle["standing"]["state"], "open");
    let evidence = &idle["evidence"][0];
    assert_eq!(evidence["sku"]["sku_part_number"], "SPE_E3");
    let compared = &evidence["comparisons"][1];
    assert_eq!(compared["left"]["name"], "deployment_percent");
    assert_eq!(
        (&compared["left"]["value"], &compared["right"]["value"]),
        (&json!(75.0), &json!(90.0))
    );
    let explain = evidence["explain"].as_str().unwrap();
    assert_eq!(server.ask(&admin, "GET", explain, None).status, 200);
    // In Spanish, from the same play.
    let spanish = [("accept-language", "es")];
    let told =
        server.ask_with(&admin, "GET", "/api/v1/recommendations?plays=idle_seats", None, &spanish);
    assert!(told.json()["items"][0]["title"].as_str().unwrap().starts_with("Dar uso"));
    // Accepted, it is an action with the material of the play.
    let accepted =
        decide(&server, &admin, CONTOSO, "idle_seats/accept", &json!({ "note": "call" }));
    assert_eq!(accepted.status, 201, "{}", accepted.text());
    let action = accepted.json();
    let id = action["action_id"].as_str().unwrap().to_owned();
    assert_eq!((&action["owner"], &action["status"]), (&json!("Ana"), &json!("planned")));
    assert_eq!(action["customers"][0]["recommended"]["stake"], 10);
    assert!(!action["material"].as_array().unwrap().is_empty());
    let open = server.get(&admin, "/recommendations?plays=idle_seats");
    assert_eq!(plays(&open), Vec::<String>::new());
    let accepted = server.get(&admin, "/recommendations?plays=idle_seats&standing=accepted");
    assert_eq!(accepted["items"][0]["standing"]["action_id"], json!(id));
    // It runs, and ends.
    let change = |version: i64, body: &Value| {
        let seen = format!("\"{version}\"");
        let path = format!("/api/v1/actions/{id}");
        server.ask_with(&admin, "PATCH", &path, Some(body), &[("if-match", &seen)])
    };
    let running = change(1, &json!({ "status": "running", "started_on": "2026-03-10" }));
    assert_eq!(running.status, 200, "{}", running.text());
    assert_eq!(change(1, &json!({ "status": "done" })).problem(), "412 changed_meanwhile");
    let done = change(2, &json!({ "status": "done", "ended_on": "2026-03-20" }));
    assert_eq!(done.json()["status"], "done");
    let board = server.get(&admin, "/actions");
    assert_eq!(board["statuses"], json!({ "planned": 0, "running": 0, "done": 1, "dropped": 0 }));
    let figures = server.get(&admin, &format!("/actions/{id}/figures"));
    assert_eq!(figures["reading"], "not_an_effect");
    assert_eq!(figures["items"][0]["before"]["day"], "2026-03-09");
    assert_eq!(figures["items"][0]["after"]["day"], "2026-03-20");
    let calendar = server.get(&admin, "/actions/calendar?from=2026-03-15&to=2026-05-31");
    assert_eq!(calendar["actions"].as_array().unwrap().len(), 1);
    assert_eq!(calendar["renewals"][0]["on"], "2026-05-01");
    let again = change(3, &json!({ "status": "running" })).json();
    assert_eq!((&again["started_on"], &again["ended_on"]), (&json!("2026-03-10"), &Value::Null));
    let planned = change(4, &json!({ "status": "planned" })).json();
    assert_eq!((&planned["started_on"], &planned["ended_on"]), (&Value::Null, &Value::Null));
    // Every change is in the audit log.
    let audit = server.get(&admin, "/audit");
    let actions: Vec<&str> =
        audit["items"].as_array().unwrap().iter().filter_map(|it| it["action"].as_str()).collect();
    assert_eq!(actions[..4], ["action.change"; 4]);
    assert_eq!(actions[4], "recommendation.accept");
}

#[test]
fn snoozed_and_dismissed_recommendations_stay_away_and_can_be_taken_back() {
    let server = server("");
    let admin = server.admin();
    let open = || plays(&server.get(&admin, "/recommendations?plays=idle_seats"));
    let bad = decide(&server, &admin, CONTOSO, "idle_seats/dismiss", &json!({ "reason": " " }));
    assert_eq!(bad.problem(), "400 invalid_parameter");
    let past =
        decide(&server, &admin, CONTOSO, "idle_seats/snooze", &json!({ "until": "2020-01-01" }));
    assert_eq!(past.problem(), "400 invalid_parameter");
    let reason = json!({ "reason": "they hire in April" });
    assert_eq!(decide(&server, &admin, CONTOSO, "idle_seats/dismiss", &reason).status, 204);
    assert_eq!(open(), Vec::<String>::new());
    let of_customer = server.get(&admin, &format!("/customers/{CONTOSO}/recommendations"));
    let items = of_customer["items"].as_array().unwrap();
    let idle = items.iter().find(|it| it["play"] == "idle_seats").unwrap();
    assert_eq!(idle["standing"]["reason"], "they hire in April");
    let path = format!("/api/v1/customers/{CONTOSO}/recommendations/idle_seats/reopen");
    assert_eq!(server.ask(&admin, "POST", &path, None).status, 204);
    assert_eq!(open(), ["Contoso idle_seats 10"]);
    let none = decide(&server, &admin, FABRIKAM, "idle_seats/dismiss", &reason);
    assert_eq!(none.problem(), "404 not_found");
}

#[test]
fn the_next_page_begins_where_the_last_ended_whatever_was_decided_since() {
    let server = server("");
    let admin = server.admin();
    let list = "/recommendations?plays=idle_seats,near_limit";
    let first = server.get(&admin, &format!("{list}&limit=1"));
    assert_eq!(plays(&first), ["Fabrikam near_limit 20"]);
    let next = first["next"].as_str().unwrap();
    let reason = json!({ "reason": "they hire in April" });
    assert_eq!(decide(&server, &admin, FABRIKAM, "near_limit/dismiss", &reason).status, 204);
    let second = server.get(&admin, &format!("{list}&limit=1&cursor={next}"));
    assert_eq!(plays(&second), ["Contoso idle_seats 10"]);
    for cursor in [format!("{NOBODY}.idle_seats"), format!("{CONTOSO}.turnover")] {
        let path = format!("/api/v1{list}&cursor={cursor}");
        let gone = server.ask(&admin, "GET", &path, None);
        assert_eq!(gone.problem(), "400 invalid_parameter");
    }
}

#[test]
fn customers_out_of_scope_look_unknown_and_roles_decide() {
    let server = server("");
    let admin = server.admin();
    let only = json!({ "kind": "list", "customers": [FABRIKAM] });
    let sales = server.member(&admin, "sales_agent", &only);
    let list = server.get(&sales, "/recommendations?standing=open,accepted");
    assert!(plays(&list).iter().all(|it| it.starts_with("Fabrikam")), "{list}");
    let reason = json!({ "reason": "no" });
    for customer in [CONTOSO, NOBODY] {
        let answer = decide(&server, &sales, customer, "idle_seats/dismiss", &reason);
        assert_eq!(answer.problem(), "404 unknown_customer");
    }
    let both = json!({ "customers": [CONTOSO, FABRIKAM], "note": "for two" });
    assert_eq!(server.send(&sales, "POST", "/actions", &both).problem(), "400 invalid_parameter");
    let made = server.send(&admin, "POST", "/actions", &both);
    assert_eq!(made.status, 201, "{}", made.text());
    let seen = server.get(&sales, "/actions");
    assert_eq!(seen["items"][0]["customers"].as_array().unwrap().len(), 1);
    assert!(!seen.to_string().contains(CONTOSO));
    let file = server.ask(&sales, "GET", "/api/v1/actions/export", None).text();
    assert!(file.contains(FABRIKAM) && !file.contains(CONTOSO), "{file}");
    // Who manages members reads and changes plays, and does not act.
    let user_admin = server.member(&admin, "user_admin", &json!({ "kind": "all" }));
    let refused = decide(&server, &user_admin, CONTOSO, "idle_seats/dismiss", &reason);
    assert_eq!(refused.problem(), "403 not_allowed");
    let value = json!({ "value": 95 });
    let path = "/settings/thresholds/idle_seats/low_deployment";
    assert_eq!(server.send(&sales, "PUT", path, &value).problem(), "403 not_allowed");
    assert_eq!(server.send(&user_admin, "PUT", path, &value).status, 204);
}

#[test]
fn plays_are_checked_put_in_force_and_kept_version_by_version() {
    let server = server("");
    let admin = server.admin();
    let all = server.get(&admin, "/plays");
    assert_eq!(all["items"].as_array().unwrap().len(), 8);
    let shipped = server.get(&admin, "/plays/idle_seats");
    let source = shipped["source"].as_str().unwrap();
    let put = |version: i64, source: &str| {
        let seen = format!("\"{version}\"");
        let body = json!({ "source": source });
        server.ask_with(
            &admin,
            "PUT",
            "/api/v1/plays/idle_seats",
            Some(&body),
            &[("if-match", &seen)],
        )
    };
    let bad = source.replace("unused_paid_seats >= $least_seats", "unused_seats >= $least_seats");
    let checked = server.send(&admin, "POST", "/plays/check", &json!({ "source": bad })).json();
    assert_eq!(checked["problems"][0]["code"], "play-unknown-signal");
    assert_eq!(checked["problems"][0]["line"], 5);
    let refused = put(0, &bad);
    assert_eq!(refused.problem(), "400 invalid_body");
    assert!(refused.text().contains("5: "), "{}", refused.text());
    let own = source.replace("default = 5\n", "default = 11\n");
    assert_eq!(put(0, &own).status, 200);
    assert_eq!(
        plays(&server.get(&admin, "/recommendations?plays=idle_seats")),
        Vec::<String>::new()
    );
    assert_eq!(put(0, &own).problem(), "412 changed_meanwhile");
    let versions = server.get(&admin, "/plays/idle_seats/versions");
    assert_eq!(versions["items"][0]["source"], json!(own));
    let seen = [("if-match", "\"1\"")];
    let removed = server.ask_with(&admin, "DELETE", "/api/v1/plays/idle_seats", None, &seen);
    assert_eq!(removed.status, 204);
    assert_eq!(
        plays(&server.get(&admin, "/recommendations?plays=idle_seats")),
        ["Contoso idle_seats 10"]
    );
    let threshold = "/settings/thresholds/idle_seats/least_seats";
    for wrong in [json!({ "value": 2.5 }), json!({ "value": -1 }), json!({ "value": "x" })] {
        assert_eq!(server.send(&admin, "PUT", threshold, &wrong).status, 400, "{wrong}");
    }
    assert_eq!(server.send(&admin, "PUT", threshold, &json!({ "value": 11 })).status, 204);
    assert_eq!(
        plays(&server.get(&admin, "/recommendations?plays=idle_seats")),
        Vec::<String>::new()
    );
    let path = format!("/api/v1{threshold}");
    assert_eq!(server.ask(&admin, "DELETE", &path, None).status, 204);
}

#[test]
fn the_command_line_lists_plans_changes_and_exports_actions() {
    let server = server("");
    let run = |words: &[&str]| {
        let done = command(server.folder()).args(words).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), said)
    };
    let (code, text, said) =
        run(&["--output", "json", "actions", "add", "--customer", CONTOSO, "--play", "idle_seats"]);
    assert_eq!(code, Some(0), "{said}");
    let added: Value = serde_json::from_str(&text).unwrap();
    let id = added["actions"][0]["action_id"].as_str().unwrap().to_owned();
    assert_eq!(run(&["actions", "set", &id, "--status", "done", "--owner", "Bea"]).0, Some(0));
    let (_, listed, _) = run(&["--output", "csv", "actions", "list", "--status", "done"]);
    assert!(listed.contains("Contoso,idle_seats,done,Bea"), "{listed}");
    let (_, exported, _) = run(&["actions", "export", "--out", "-"]);
    assert!(exported.starts_with("customer_id,action_id,playbook,started_on"), "{exported}");
    let file = server.folder().path().join("actions.csv");
    std::fs::write(&file, exported.replace("Bea", "Eva")).unwrap();
    assert_eq!(run(&["actions", "import", "actions.csv"]).0, Some(0));
    let (_, listed, _) = run(&["--output", "csv", "actions", "list"]);
    assert!(listed.contains("Eva"), "{listed}");
    let (_, plays, _) = run(&["--output", "csv", "plays", "list"]);
    assert_eq!(plays.lines().count(), 9, "{plays}");
    std::fs::write(server.folder().path().join("bad.toml"), "code = \"own\"\nper = \"seat\"\n")
        .unwrap();
    let (code, _, said) = run(&["plays", "check", "bad.toml"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("bad.toml") && said.contains('2'), "{said}");
}
