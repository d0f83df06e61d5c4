//! The machine that the program runs on does not matter: `spec/metrics.md`, 9, 19.

use std::fmt::Write as _;

use crate::uptake::Uptake;

/// So many that more than one core has work.
const CUSTOMERS: usize = 150;

fn write_files(uptake: &Uptake) {
    let id = |it: usize| format!("00000000-0000-4000-8000-{:012}", it + 1);
    let mut subscriptions = "customer_id,subscription_id,sku,quantity,status,as_of\n".to_owned();
    let mut assignments = "customer_id,user_id,sku,assigned_on,removed_on\n".to_owned();
    let mut activity = "customer_id,user_id,workload,day\n".to_owned();
    for customer in 0..CUSTOMERS {
        let (id, seats) = (id(customer), 1 + customer % 7);
        writeln!(subscriptions, "{id},s1,SPE_E3,{seats},active,2026-01-0{}", 1 + customer % 9)
            .unwrap();
        for user in 0..3 + customer % 11 {
            writeln!(assignments, "{id},u{user},SPE_E3,2026-01-{:02},", 1 + user * 2).unwrap();
            for day in (1 + user % 5..=28).step_by(3 + customer % 4) {
                let workload = if (user + day) % 3 == 0 { "teams" } else { "exchange" };
                writeln!(activity, "{id},u{user},{workload},2026-02-{day:02}").unwrap();
            }
        }
    }
    std::fs::write(uptake.path("subscriptions.csv"), subscriptions).unwrap();
    std::fs::write(uptake.path("assignments.csv"), assignments).unwrap();
    std::fs::write(uptake.path("activity.csv"), activity).unwrap();
}

/// What the program says of the same files under these variables, on all cores or on one.
fn said(variables: &[(&str, &str)], one_core: bool) -> Vec<String> {
    let uptake = Uptake::empty();
    write_files(&uptake);
    let imports = [
        "import subscriptions.csv assignments.csv",
        "import activity.csv --covers 2026-01-01..2026-03-05",
        "digest",
        "--output json portfolio --on 2026-03-01",
        "export usage --from 2026-02-01 --to 2026-03-10 --out -",
        "export deployment --from 2026-01-01 --to 2026-03-10 --out -",
        "export product_usage --from 2026-02-27 --to 2026-03-03 --out -",
    ];
    let run = |words: &str| {
        let mut command = uptake.command(words);
        if one_core {
            let program = command.get_program().to_owned();
            let mut pinned = std::process::Command::new("taskset");
            pinned.arg("--cpu-list").arg("0").arg(program).args(command.get_args());
            pinned.current_dir(uptake.path("")).env("UPTAKE_DATA", "data");
            command = pinned;
        }
        command.envs(variables.iter().copied());
        let output = command.output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "uptake {words}: {error}");
        String::from_utf8(output.stdout).unwrap()
    };
    imports.iter().map(|it| run(it)).skip(2).collect()
}

#[test]
fn time_zone_language_and_number_of_cores_change_no_figure() {
    let usual = said(&[("TZ", "UTC"), ("LANG", "C")], false);
    assert!(usual[2].lines().count() > CUSTOMERS * 28, "{} rows", usual[2].lines().count());
    for variables in [
        [("TZ", "Pacific/Kiritimati"), ("LANG", "es_ES.UTF-8"), ("LC_ALL", "es_ES.UTF-8")],
        [("TZ", "America/Los_Angeles"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
    ] {
        assert_eq!(said(&variables, false), usual, "{variables:?}");
    }
    if std::process::Command::new("taskset").arg("--version").output().is_ok() {
        assert_eq!(said(&[("TZ", "UTC"), ("LANG", "C")], true), usual, "on one core");
    }
}
