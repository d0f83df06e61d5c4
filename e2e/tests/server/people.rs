//! Signing in, roles, members, tokens, the audit log.

use insta::assert_snapshot;
use serde_json::json;

use crate::program::{Asker, PASSWORD, Server, command, signed_in};

#[test]
fn the_first_admin_is_made_by_the_link_on_the_console_once() {
    let server = Server::empty();
    let admin = server.admin();
    let who = server.get(&admin, "/session");
    assert_eq!(who["role"], "global_admin");
    assert_eq!(who["email"], "ana@partner.example");
    let again = json!({
        "link": server.link, "name": "Eve", "email": "eve@evil.example", "password": PASSWORD,
    });
    let answer = server.send(&Asker::default(), "POST", "/set-up", &again);
    assert_eq!(answer.problem(), "410 link_not_valid");
}

#[test]
fn a_weak_password_is_refused_with_the_rule_in_the_readers_language() {
    let server = Server::empty();
    let first = json!({
        "link": server.link, "name": "Ana", "email": "ana@partner.example",
        "password": "password1234",
    });
    let path = "/api/v1/set-up";
    let answer = server.ask(&Asker::default(), "POST", path, Some(&first));
    assert_snapshot!(answer.json()["title"].as_str().unwrap(), @"the password is easy to guess");
    let spanish = [("accept-language", "es-ES,es;q=0.9")];
    let answer = server.ask_with(&Asker::default(), "POST", path, Some(&first), &spanish);
    assert_snapshot!(answer.json()["title"].as_str().unwrap(), @"la contraseña es fácil de adivinar");
    assert_eq!(answer.header("content-language"), Some("es"));
    // The link still works: nothing was used up.
    server.admin();
}

#[test]
fn what_is_wrong_at_sign_in_is_not_said() {
    let server = Server::empty();
    server.admin();
    let sign_in = |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        server.send(&Asker::default(), "POST", "/session", &body)
    };
    let wrong_password = sign_in("ana@partner.example", "not the password");
    let wrong_address = sign_in("bea@partner.example", PASSWORD);
    assert_eq!(wrong_password.problem(), "401 wrong_credentials");
    assert_eq!(wrong_password.body, wrong_address.body);
    let right = sign_in("ANA@partner.example", PASSWORD);
    assert_eq!(right.json()["state"], "signed_in");
    let cookie = right.header("set-cookie").unwrap();
    for part in ["__Host-uptake=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
}

#[test]
fn a_session_survives_a_restart_and_ends_with_sign_out() {
    let server = Server::empty();
    let admin = server.admin();
    let server = server.restarted();
    server.get(&admin, "/session");
    assert_eq!(server.ask(&admin, "DELETE", "/api/v1/session", None).status, 204);
    assert_eq!(server.ask(&admin, "GET", "/api/v1/session", None).problem(), "401 not_signed_in");
}

#[test]
fn a_new_password_ends_every_other_session() {
    let server = Server::empty();
    let here = server.admin();
    let body = json!({ "email": "ana@partner.example", "password": PASSWORD });
    let there = signed_in(&server.send(&Asker::default(), "POST", "/session", &body));
    let change = json!({ "present": PASSWORD, "new": "ocho perros rojos sobre el tejado" });
    let answer = server.send(&here, "PUT", "/profile/password", &change);
    assert_eq!(answer.status, 204, "{}", answer.text());
    for old in [&here, &there] {
        assert_eq!(server.ask(old, "GET", "/api/v1/session", None).status, 401);
    }
    server.get(&signed_in(&answer), "/session");
}

#[test]
fn a_member_sees_and_does_what_its_role_says() {
    let server = Server::with_sample();
    let admin = server.admin();
    let all = json!({ "kind": "all" });
    let sales = server.member(&admin, "sales_agent", &all);
    let helpdesk = server.member(&admin, "helpdesk_agent", &all);
    let user_admin = server.member(&admin, "user_admin", &all);
    server.get(&sales, "/portfolio");
    let refused = |asker: &Asker, path: &str| {
        server.ask(asker, "GET", &format!("/api/v1{path}"), None).problem()
    };
    assert_eq!(refused(&helpdesk, "/portfolio"), "403 not_allowed");
    assert_eq!(refused(&sales, "/members"), "403 not_allowed");
    assert_eq!(refused(&sales, "/audit"), "403 not_allowed");
    server.get(&user_admin, "/members");
    // Only a Global admin makes Global admins.
    let new = json!({
        "name": "Eve", "email": "eve@partner.example", "role": "global_admin", "customers": all,
    });
    assert_eq!(server.send(&user_admin, "POST", "/members", &new).problem(), "403 not_allowed");
}

#[test]
fn the_last_admin_cannot_be_demoted() {
    let server = Server::empty();
    let admin = server.admin();
    let id = server.get(&admin, "/session")["member_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/members/{id}");
    let demote = json!({ "role": "sales_agent" });
    let seen = [("if-match", "\"1\"")];
    let answer = server.ask_with(&admin, "PATCH", &path, Some(&demote), &seen);
    assert_eq!(answer.problem(), "409 last_admin");
    let stale = [("if-match", "\"7\"")];
    let answer = server.ask_with(&admin, "PATCH", &path, Some(&demote), &stale);
    assert_eq!(answer.problem(), "412 changed_meanwhile");
    let answer = server.ask_with(&admin, "DELETE", &path, None, &seen);
    assert_eq!(answer.problem(), "409 last_admin");
}

#[test]
fn a_token_does_only_what_it_was_made_for_and_ends_when_it_is_revoked() {
    let server = Server::with_sample();
    let admin = server.admin();
    let program = server.token(&admin, &["read_insights"], None);
    server.get(&program, "/portfolio");
    let refused =
        |path: &str| server.ask(&program, "GET", &format!("/api/v1{path}"), None).problem();
    assert_eq!(refused("/exports"), "403 not_allowed");
    assert_eq!(refused("/session"), "403 not_allowed");
    let id = server.get(&admin, "/tokens")["items"][0]["token_id"].as_str().unwrap().to_owned();
    let revoked = server.ask(&admin, "DELETE", &format!("/api/v1/tokens/{id}"), None);
    assert_eq!(revoked.status, 204);
    assert_eq!(refused("/portfolio"), "401 not_signed_in");
}

#[test]
fn the_audit_log_tells_what_members_did_and_were_refused() {
    let server = Server::with_sample();
    let admin = server.admin();
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    server.ask(&sales, "GET", "/api/v1/members", None);
    let rows = server.get(&admin, "/audit");
    let rows = rows["items"].as_array().unwrap().iter().map(|row| {
        let text = |name: &str| row[name].as_str().unwrap();
        format!("{} {} {}\n", text("actor_name"), text("action"), text("outcome"))
    });
    assert_snapshot!(rows.collect::<String>(), @"
    sales_agent permission refused
    sales_agent session.start done
    sales_agent member.set_password done
    Ana member.add done
    Ana session.start done
    Ana member.first_admin done
    console link.make done
    ");
    let checked = command(server.folder()).args(["audit", "verify"]).output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(said.starts_with("The audit log is whole: 7 rows, the last of which"), "{said}");
}

#[test]
fn a_distributor_sees_the_customers_of_its_resellers_and_a_reseller_only_its_own() {
    let server = Server::with_sample();
    let admin = server.admin();
    let put = |id: &str, parent: Option<&str>| {
        let body = json!({ "name": id.to_uppercase(), "parent_id": parent });
        server.send(&admin, "PUT", &format!("/resellers/{}", id.replace(' ', "%20")), &body)
    };
    assert_eq!(put("shop", Some("distributor")).problem(), "400 invalid_parameter");
    assert_eq!(put("distributor", None).status, 204);
    assert_eq!(put("shop", Some("distributor")).status, 204);
    assert_eq!(put("other shop", None).status, 204);
    assert_eq!(put("distributor", Some("shop")).problem(), "400 invalid_parameter", "a circle");
    let scope = |id: &str| json!({ "kind": "reseller", "reseller_id": id });
    let distributor = server.member(&admin, "sales_agent", &scope("distributor"));
    let reseller = server.member(&admin, "admin_agent", &scope("other shop"));
    let names = |asker: &Asker| {
        let list = server.get(asker, "/customers");
        let items = list["items"].as_array().unwrap().iter();
        items.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&distributor), ["Contoso"]);
    assert_eq!(names(&reseller), ["<b>Fabrikam</b>"]);
    assert_eq!(put("other shop", Some("distributor")).status, 204);
    assert_eq!(names(&distributor).len(), 2, "the next request sees it");
    let refused = server.send(&distributor, "PUT", "/resellers/mine", &json!({ "name": "x" }));
    assert_eq!(refused.problem(), "403 not_allowed");
    let remove = |id: &str| server.ask(&admin, "DELETE", &format!("/api/v1/resellers/{id}"), None);
    assert_eq!(remove("distributor").problem(), "400 invalid_parameter", "others are below it");
    assert_eq!(remove("nobody").problem(), "404 not_found");
    assert_eq!(remove("shop").status, 204);
    let left = server.get(&admin, "/resellers");
    let left = left["items"].as_array().unwrap().iter();
    let left: Vec<_> = left.map(|it| (&it["reseller_id"], &it["parent_id"])).collect();
    assert_eq!(
        left,
        [(&json!("distributor"), &json!(null)), (&json!("other shop"), &json!("distributor"))]
    );
}

#[test]
fn everybody_may_ask_which_ways_of_signing_in_there_are() {
    let server = Server::empty();
    let methods = server.get(&Asker::default(), "/session/methods");
    assert_eq!(methods, json!({ "password": true, "organisation": null }));
}

#[test]
fn who_owns_a_token_is_told_to_those_who_manage_members() {
    let server = Server::empty();
    let admin = server.admin();
    server.token(&admin, &["read_insights"], None);
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    server.token(&sales, &["read_insights"], None);
    let owners = |asker: &Asker| {
        let tokens = server.get(asker, "/tokens")["items"].clone();
        let owners = tokens.as_array().unwrap().iter().map(|it| it["owner_name"].clone());
        owners.collect::<Vec<_>>()
    };
    assert_eq!(owners(&admin), [json!("sales_agent"), json!("Ana")]);
    assert_eq!(owners(&sales), [json!(null)]);
}

#[test]
fn a_view_is_saved_by_its_name_and_is_nobody_elses() {
    let server = Server::empty();
    let admin = server.admin();
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    let view = json!({ "page": "customers", "search": { "sort": "sold", "bands": [0, 1] } });
    for name in ["north", "m%C3%A1s%20de%20100%25%2Fmes", "north"] {
        assert_eq!(server.send(&admin, "PUT", &format!("/views/{name}"), &view).status, 204);
    }
    let views = server.get(&admin, "/views")["items"].clone();
    let names: Vec<&str> =
        views.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["más de 100%/mes", "north"]);
    assert_eq!(views[1]["search"], view["search"]);
    assert_eq!(server.get(&sales, "/views")["items"], json!([]));
    let drop = |asker: &Asker| server.ask(asker, "DELETE", "/api/v1/views/north", None);
    assert_eq!(drop(&sales).problem(), "404 not_found");
    assert_eq!(drop(&admin).status, 204);
    assert_eq!(drop(&admin).problem(), "404 not_found");
    let put = |body: &serde_json::Value| server.send(&admin, "PUT", "/views/x", body).problem();
    assert_eq!(put(&json!({ "page": "customers", "search": [] })), "400 invalid_body");
    assert_eq!(put(&json!({ "page": "", "search": {} })), "400 invalid_parameter");
    let long = "x".repeat(9_000);
    let long = json!({ "page": "customers", "search": { "search": long } });
    assert_eq!(put(&long), "400 invalid_parameter");
    for number in 0..99 {
        let path = format!("/views/number%20{number}");
        assert_eq!(server.send(&admin, "PUT", &path, &view).status, 204);
    }
    assert_eq!(put(&view), "409 too_many");
    let audit = server.get(&admin, "/audit?action=view.drop");
    assert_eq!(audit["items"][0]["subject"], "north");
}
