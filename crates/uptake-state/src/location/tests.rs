use insta::assert_snapshot;

use super::*;

/// The location as it is printed, both ways, or why it is none.
fn check(text: &str) -> String {
    match text.parse::<DatabaseUrl>() {
        Ok(url) => format!("{} {:?}", Location::Postgres(url.clone()), url),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_database_is_printed_without_user_and_password() {
    assert_snapshot!(
        check("postgres://ana:s3cret@db.example.com:5433/uptake?sslmode=verify-full"),
        @"postgres://db.example.com:5433/uptake DatabaseUrl(postgres://db.example.com:5433/uptake)"
    );
    assert_snapshot!(
        check("postgresql:///uptake?host=/run/postgresql&user=ana&password=s3cret"),
        @"postgres:///run/postgresql/uptake DatabaseUrl(postgres:///run/postgresql/uptake)"
    );
    assert_snapshot!(
        check("postgres://?dbname=uptake"),
        @"postgres://localhost/uptake DatabaseUrl(postgres://localhost/uptake)"
    );
}

#[test]
fn a_url_that_is_refused_is_not_repeated() {
    for text in [
        "s3cret",
        "",
        "mysql://ana:s3cret@host/uptake",
        "sqlite:s3cret.db",
        "postgres://ana:s3#cret@host/uptake",
        "postgres://ana:12#s3cret@host/uptake",
        "postgres://ana:12/s3cret@host/uptake",
        "postgres://ana:12?s3cret@host/uptake",
        "postgres://ana:s3/cret@host/uptake",
        "postgres://host/uptake?s3cret=1",
        "postgres://host/uptake?passwort=s3cret",
    ] {
        let error = text.parse::<DatabaseUrl>().unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!said.contains("s3") && !said.contains("cret"), "{text}: {said}");
    }
    assert_snapshot!(
        check("postgres://host/uptake?passwort=s3cret"),
        @"the URL of the database has an unknown parameter, those that are known: host, hostaddr, port, dbname, user, password, sslmode, sslrootcert, sslcert, sslkey, application_name, options"
    );
}

#[test]
fn without_a_database_the_state_is_in_the_folder() {
    let folder = Path::new("data");
    assert_eq!(Location::of(folder, None), Location::Folder("data".into()));
    let url: DatabaseUrl = "postgres://host/uptake".parse().unwrap();
    assert_eq!(Location::of(folder, Some(&url)), Location::Postgres(url));
}
