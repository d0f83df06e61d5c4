use super::*;

fn settings() -> OidcSettings {
    OidcSettings {
        issuer: "https://login.contoso.example/1111/v2.0".to_owned(),
        client_id: "uptake".to_owned(),
        client_secret: Some("hush".to_owned()),
        redirect: "https://uptake.contoso.example/sign-in/organisation".to_owned(),
        roles: BTreeMap::from([
            ("Uptake.Sales".to_owned(), Role::SalesAgent),
            ("Uptake.Admins".to_owned(), Role::GlobalAdmin),
        ]),
    }
}

#[test]
fn of_several_roles_the_most_powerful_counts() {
    let role = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|it| (*it).to_owned()).collect();
        best_role(&settings().roles, values.iter())
    };
    assert_eq!(role(&["Uptake.Sales", "Uptake.Admins"]), Some(Role::GlobalAdmin));
    assert_eq!(role(&["Uptake.Sales"]), Some(Role::SalesAgent));
    assert_eq!(role(&["uptake.sales", "Something"]), None, "values are compared exactly");
    assert_eq!(role(&[]), None);
}

#[test]
fn a_setting_that_is_no_address_is_named() {
    let wrong = |change: fn(&mut OidcSettings)| {
        let mut settings = settings();
        change(&mut settings);
        Oidc::new(settings).unwrap_err().to_string()
    };
    assert_eq!(
        wrong(|it| it.issuer = "contoso".to_owned()),
        "the setting `server.organisation.issuer` is no address"
    );
    assert_eq!(
        wrong(|it| it.redirect = String::new()),
        "the setting `server.public_origin` is no address"
    );
}

#[test]
fn no_debug_text_tells_a_secret() {
    let attempt =
        Attempt { state: "s1".to_owned(), nonce: "n1".to_owned(), verifier: "v1".to_owned() };
    let text = format!("{:?} {attempt:?}", Oidc::new(settings()).unwrap());
    for secret in ["hush", "s1", "n1", "v1"] {
        assert!(!text.contains(secret), "{text}");
    }
}
