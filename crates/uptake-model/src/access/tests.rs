use std::fmt::Write as _;

use insta::assert_snapshot;

use super::*;

/// Who may do what, as a table for people who review it.
#[test]
fn each_role_may_do_what_the_product_says() {
    let mut table = String::new();
    for permission in Permission::ALL {
        let may = Role::ALL.into_iter().filter(|it| it.may(permission));
        let may: Vec<&str> = may.map(Role::as_str).collect();
        writeln!(table, "{}: {}", permission.as_str(), may.join(", ")).unwrap();
    }
    assert_snapshot!(table, @"
    sign_in: global_admin, user_admin, admin_agent, sales_agent, helpdesk_agent
    read_insights: global_admin, user_admin, admin_agent, sales_agent, api_only
    read_personal_data: global_admin, user_admin, admin_agent
    export: global_admin, user_admin, admin_agent, sales_agent, api_only
    import: global_admin, admin_agent, api_only
    manage_catalogue: global_admin, admin_agent
    manage_members: global_admin, user_admin
    make_tokens: global_admin, user_admin, admin_agent, sales_agent
    read_audit: global_admin, user_admin
    act: global_admin, admin_agent, sales_agent
    manage_plays: global_admin, user_admin
    ");
}

#[test]
fn a_code_is_read_back_as_what_it_was_written_for() {
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(role));
        assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.as_str()));
    }
    for permission in Permission::ALL {
        assert_eq!(permission.as_str().parse(), Ok(permission));
        let json = serde_json::to_string(&permission).unwrap();
        assert_eq!(json, format!("\"{}\"", permission.as_str()));
    }
    let wrong = "owner".parse::<Role>().unwrap_err().to_string();
    assert_snapshot!(wrong, @"`owner` is no role, use global_admin, user_admin, admin_agent, sales_agent, helpdesk_agent, api_only");
}

#[test]
fn a_scope_with_an_unknown_field_is_refused() {
    let read = |text: &str| serde_json::from_str::<CustomerScope>(text);
    let tag = CustomerScope::Tag { tag: "north".to_owned() };
    assert_eq!(read(r#"{"kind":"tag","tag":"north"}"#).unwrap(), tag);
    assert!(read(r#"{"kind":"tag","tag":"north","customers":[]}"#).is_err());
    assert!(read(r#"{"kind":"everyone"}"#).is_err());
}
