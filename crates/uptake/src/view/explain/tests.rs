use insta::assert_snapshot;
use uptake_app::{
    ActivityLine, Cited, CoverageLine, DeploymentFigure, Explanation, Figure, FlagLine,
    HoldingLine, ListedLine, NamedLine, Paging, PersonLine, RecordLine, SeatLine, SoldBy,
    UsageFigure,
};
use uptake_calc::{
    GraceRule, SpareSeats,
    explain::{SeatRole, UserClass},
};
use uptake_l10n::Language;
use uptake_model::{
    Day, DayRange, SkuClass, UserId, UserKey,
    counts::{CoverageState, DeploymentCounts, UsageCounts},
    facts::{CoverageKind, Seller, Status, UserKind},
};

use super::ExplainView;
use crate::view::{View as _, samples};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn cited(file: &str, line: u64) -> Cited {
    Cited { file_no: 7, file: file.to_owned(), line: Some(line) }
}

fn record(as_of: &str, quantity: u64, status: Status, line: u64) -> RecordLine {
    RecordLine {
        as_of: day(as_of),
        quantity,
        status,
        is_trial: false,
        sold_by: SoldBy::Seller(Seller::Own),
        cited: cited("subscriptions.csv", line),
    }
}

/// A subscription that counts, and a duplicate that ended within the window.
fn seats() -> Vec<SeatLine> {
    let line = |subscription: &str, role, seats, record, window| SeatLine {
        sku: samples::sku("Microsoft 365 E3", "SPE_E3"),
        subscription: Some(subscription.to_owned()),
        role,
        seats,
        record,
        window,
    };
    let (now, then) = (
        record("2026-03-26", 2, Status::Deprovisioned, 4),
        record("2026-02-01", 2, Status::Grace, 3),
    );
    vec![
        line("s1", SeatRole::Counted, 10, record("2026-01-15", 10, Status::Active, 2), None),
        line("s2", SeatRole::Window, 0, now, Some((2, then))),
    ]
}

fn person(number: u8, name: &str, class: Option<UserClass>) -> PersonLine {
    PersonLine {
        key: UserKey([number; 16]),
        user_id: Some(UserId::new(name)),
        kind: UserKind::Member,
        record: None,
        class,
        activity: Vec::new(),
        holdings: Vec::new(),
        products: Vec::new(),
        flags: Vec::new(),
    }
}

/// Somebody who was active and lost the licence, and somebody whom reports call licensed.
fn people() -> Vec<PersonLine> {
    let activity = |line| ActivityLine {
        day: day("2026-03-30"),
        source: "yammer".into(),
        as_of: Some(day("2026-03-31")),
        cited: cited("yammer.csv", line),
    };
    let list =
        |file, line| ListedLine { listed_on: Some(day("2026-03-01")), cited: cited(file, line) };
    let holding = HoldingLine {
        sku: samples::sku("Microsoft 365 E3", "SPE_E3"),
        assigned_on: day("2026-03-01"),
        removed_on: Some(day("2026-03-15")),
        rows: vec![list("users-0301.json", 9)],
        ended_by: Some(Cited { line: None, ..cited("users-0315.json", 0) }),
    };
    let flag = FlagLine {
        from: day("2026-03-02"),
        until: Some(day("2026-03-20")),
        rows: vec![(day("2026-03-02"), cited("detail.csv", 5))],
        ended_by: Some(Cited { line: None, ..cited("detail-0320.csv", 0) }),
    };
    let named = NamedLine {
        sku: samples::sku("Microsoft 365 E3", "SPE_E3"),
        from: day("2026-03-03"),
        until: None,
        rows: vec![(day("2026-03-03"), cited("detail.csv", 6))],
        ended_by: None,
    };
    vec![
        PersonLine {
            activity: vec![activity(3)],
            products: vec![named],
            flags: vec![flag],
            ..person(1, "ana", Some(UserClass::Held))
        },
        PersonLine {
            activity: vec![activity(4)],
            holdings: vec![holding],
            record: Some(cited("users.csv", 2)),
            ..person(2, "bea\u{1b}[2J", Some(UserClass::Former))
        },
    ]
}

fn explanation(figure: Figure, people: Vec<PersonLine>) -> Explanation {
    Explanation {
        customer: samples::customer_id(3),
        name: "Contoso".to_owned(),
        day: samples::day(),
        window: DayRange::new(day("2026-03-04"), samples::day()).unwrap(),
        grace: GraceRule::Lone,
        figure,
        seats: seats(),
        units: None,
        list: None,
        coverage: vec![CoverageLine {
            source: None,
            kind: CoverageKind::Daily,
            days: DayRange::new(day("2026-03-01"), samples::day()).unwrap(),
            recorded_on: samples::day(),
            cited: Cited { line: None, ..cited("yammer.csv", 0) },
        }],
        people_total: people.len(),
        people,
        paging: Paging { page: 1, per_page: 25 },
        rows_agree: true,
    }
}

/// The worked example of `spec/metrics.md` 6.
fn usage(counts: UsageCounts) -> Explanation {
    let (workload, _) = samples::customer().usage.remove(2);
    let figure = UsageFigure {
        workload,
        stored: Some(counts),
        recount: counts,
        above: [0, 2, 2],
        spare: SpareSeats { grace_window: 2, ..SpareSeats::default() },
        unknown_days: Vec::new(),
    };
    explanation(Figure::Usage(figure), people())
}

fn check(explanation: Explanation, language: Language) -> String {
    samples::table(&ExplainView { explanation }, language, 80)
}

#[test]
fn a_figure_shows_what_its_parts_were_made_of_and_who_said_so() {
    let (_, counts) = samples::customer().usage.remove(2);
    assert_snapshot!(check(usage(counts), Language::En), @r"
    Contoso · Usage of Viva Engage (Yammer) on 2026-03-31
    active on at least one of the 28 days 2026-03-04 to 2026-03-31
    14 of 10 = 140.00%
      10 entitlements: seats sold of every paid product that contains the workload
      14 active users: 9 with a licence, 3 with one until recently, 2 without
      4 active users more than entitlements, because of
        2 duplicate subscription: one in grace period or already ended still gave access beside the current one
        2 use without a licence: the service lets people in who hold none
      The parts were made of
        active users above the entitlements: 0 with a licence, 2 with one until recently, 2 without
        seats of other subscriptions, not entitled: 0 in grace on the day, at most 2 within the window
        seats of trials, never entitled: 0 on the day, at most 0 within the window

    SUBSCRIPTIONS
    Subscription  Counted  Part                     Counted from
    ─────────────────────────────────────────────────────────────────────────
    s1                 10  sold                     subscriptions.csv, line 2
    s2                  0  ended within the window  subscriptions.csv, line 4
    s2                  2  most within the window   subscriptions.csv, line 3

    PEOPLE
    ana · User · with a licence
      active on 2026-03-30 in yammer [yammer.csv, line 3]
      Microsoft 365 E3 since 2026-03-03 by the word of usage reports [detail.csv, line 6]
      licensed from 2026-03-02 until the day before 2026-03-20 by the word of usage reports [detail.csv, line 5; no longer in detail-0320.csv]
    bea\u{1b}[2J · User · with a licence until recently
      active on 2026-03-30 in yammer [yammer.csv, line 4]
      Microsoft 365 E3 from 2026-03-01 until the day before 2026-03-15 [users-0301.json, line 9; no longer in users-0315.json]

    DAYS WITH DATA
    all activity, day by day: 2026-03-01 to 2026-03-31 [yammer.csv]
    ");
}

#[test]
fn who_said_so_is_told_in_spanish() {
    let (_, counts) = samples::customer().usage.remove(2);
    assert_snapshot!(check(usage(counts), Language::Es), @r"
    Contoso · Uso de Viva Engage (Yammer) el 31/03/2026
    con actividad al menos uno de los 28 días naturales del 04/03/2026 al 31/03/2026
    14 de 10 = 140,00 %
      10 derechos de uso: puestos vendidos de cada producto de pago que contiene la carga de trabajo
      14 usuarios activos: 9 con licencia, 3 con licencia hasta hace poco, 2 sin licencia
      4 usuarios activos más que derechos de uso, por
        2 suscripción duplicada: una en período de gracia o ya terminada siguió dando acceso junto a la vigente
        2 uso sin licencia: el servicio admite a personas que no tienen ninguna
      Las partes salen de
        usuarios activos por encima de los derechos de uso: 0 con licencia, 2 con licencia hasta hace poco, 2 sin licencia
        puestos de otras suscripciones, sin derecho de uso: 0 en gracia ese día, como máximo 2 dentro de la ventana
        puestos de prueba, nunca con derecho de uso: 0 ese día, como máximo 0 dentro de la ventana

    SUSCRIPCIONES
    Suscripción  Contados  Parte                           Contado a partir de
    ────────────────────────────────────────────────────────────────────────────────
    s1                 10  vendida                         …bscriptions.csv, línea 2
    s2                  0  terminada dentro de la ventana  …bscriptions.csv, línea 4
    s2                  2  máximo dentro de la ventana     …bscriptions.csv, línea 3

    PERSONAS
    ana · Usuario · con licencia
      con actividad el 30/03/2026 en yammer [yammer.csv, línea 3]
      Microsoft 365 E3 desde el 03/03/2026 según los informes de uso [detail.csv, línea 6]
      con licencia del 02/03/2026 hasta el día anterior al 20/03/2026 según los informes de uso [detail.csv, línea 5; ya no en detail-0320.csv]
    bea\u{1b}[2J · Usuario · con licencia hasta hace poco
      con actividad el 30/03/2026 en yammer [yammer.csv, línea 4]
      Microsoft 365 E3 del 01/03/2026 hasta el día anterior al 15/03/2026 [users-0301.json, línea 9; ya no en users-0315.json]

    DÍAS CON DATOS
    toda la actividad, día a día: del 01/03/2026 al 31/03/2026 [yammer.csv]
    ");
}

#[test]
fn without_any_activity_the_entitlements_are_shown_all_the_same() {
    let counts = UsageCounts {
        entitlements: 10,
        coverage: CoverageState::Missing,
        ..UsageCounts::default()
    };
    let missing = Explanation {
        seats: Vec::new(),
        people: Vec::new(),
        people_total: 0,
        coverage: Vec::new(),
        ..usage(counts)
    };
    assert_snapshot!(check(missing.clone(), Language::En), @"
    Contoso · Usage of Viva Engage (Yammer) on 2026-03-31
    active on at least one of the 28 days 2026-03-04 to 2026-03-31
    There is no figure for this day: no activity was imported for any of the 28 days.
      10 entitlements: seats sold of every paid product that contains the workload
    ");
    assert_snapshot!(check(missing, Language::Es), @"
    Contoso · Uso de Viva Engage (Yammer) el 31/03/2026
    con actividad al menos uno de los 28 días naturales del 04/03/2026 al 31/03/2026
    No hay cifra para este día: no se ha importado actividad de ninguno de los 28 días.
      10 derechos de uso: puestos vendidos de cada producto de pago que contiene la carga de trabajo
    ");
}

/// The deployment of a SKU of a class, 1 of 10,000 seats.
fn deployment(class: SkuClass) -> String {
    let counts =
        DeploymentCounts { sold: 10_000, assigned: Some(1), ..DeploymentCounts::default() };
    let sku = uptake_app::SkuName { class, ..samples::sku("Fabric (Free)", "POWER_BI_STANDARD") };
    let figure = DeploymentFigure { sku, stored: Some(counts), recount: counts };
    let mut explanation = explanation(Figure::Deployment(figure), Vec::new());
    explanation.seats.clear();
    explanation.coverage.clear();
    Language::ALL.map(|it| check(explanation.clone(), it)).concat()
}

#[test]
fn free_and_device_products_have_no_percentage() {
    assert_snapshot!(deployment(SkuClass::Free), @"
    Contoso · Deployment of Fabric (Free) on 2026-03-31
    1 of 10,000: products that are free or for devices have no percentage
      10,000 licences sold
      1 licence assigned at the end of the day
    Contoso · Implementación de Fabric (Free) el 31/03/2026
    1 de 10.000: los productos gratuitos o para dispositivos no tienen porcentaje
      10.000 licencias vendidas
      1 licencia asignada al final del día
    ");
    assert_eq!(deployment(SkuClass::Device), deployment(SkuClass::Free));
    assert!(deployment(SkuClass::Paid).contains("1 of 10,000 = 0.01%"));
}

/// The line about pages, in both languages.
fn page_of(page: usize, people: usize) -> String {
    let (_, counts) = samples::customer().usage.remove(2);
    let paging = Paging { page, per_page: 25 };
    let explanation = Explanation { paging, people_total: people, ..usage(counts) };
    let texts = Language::ALL.map(|it| check(explanation.clone(), it));
    let lines = texts.iter().flat_map(|it| it.lines());
    let lines = lines.filter(|it| it.contains("people in all") || it.contains("en total"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_says_how_to_get_the_next_and_the_last_one_says_nothing_of_it() {
    assert_snapshot!(page_of(1, 60), @"
    Page 1 of 3, 60 people in all; the next: --page 2
    Página 1 de 3, 60 personas en total; la siguiente: --page 2
    ");
    assert_snapshot!(page_of(3, 60), @"
    Page 3 of 3, 60 people in all
    Página 3 de 3, 60 personas en total
    ");
    assert_snapshot!(page_of(4, 60), @"
    There is no page 4: 60 people in all, the last page is 3.
    No hay página 4: 60 personas en total, la última página es la 3.
    ");
    assert_snapshot!(page_of(1, 25), @"");
}

#[test]
fn rows_for_programs_can_be_counted_again() {
    let (_, counts) = samples::customer().usage.remove(2);
    let csv = ExplainView { explanation: usage(counts) }.rows().to_csv();
    assert_snapshot!(csv, @"
    row,what,class,kind,sku_id,sku_part_number,source,status,is_trial,seller,quantity,day,until,last,as_of,recorded_on,count,file_no,file,line
    figure,entitlements,,,,,,,,,,,,,,,10,,,
    figure,entitlements_own,,,,,,,,,,,,,,,6,,,
    figure,active,,,,,,,,,,,,,,,14,,,
    figure,held,,,,,,,,,,,,,,,9,,,
    figure,former,,,,,,,,,,,,,,,3,,,
    figure,never,,,,,,,,,,,,,,,2,,,
    figure,untold,,,,,,,,,,,,,,,0,,,
    figure,active_other,,,,,,,,,,,,,,,1,,,
    figure,overage,,,,,,,,,,,,,,,4,,,
    figure,overage_turnover,,,,,,,,,,,,,,,0,,,
    figure,overage_duplicate,,,,,,,,,,,,,,,2,,,
    figure,overage_trial,,,,,,,,,,,,,,,0,,,
    figure,overage_unlicensed,,,,,,,,,,,,,,,2,,,
    figure,overage_other,,,,,,,,,,,,,,,0,,,
    figure,grace_now,,,,,,,,,,,,,,,0,,,
    figure,grace_window,,,,,,,,,,,,,,,2,,,
    figure,trial_now,,,,,,,,,,,,,,,0,,,
    figure,trial_window,,,,,,,,,,,,,,,0,,,
    figure,days_covered,,,,,,,,,,,,,,,28,,,
    seats,s1,counted,,00000000-0000-0000-0000-000000000007,SPE_E3,,active,false,own,10,2026-01-15,,,,,10,7,subscriptions.csv,2
    seats,s2,window,,00000000-0000-0000-0000-000000000007,SPE_E3,,deprovisioned,false,own,2,2026-03-26,,,,,0,7,subscriptions.csv,4
    window,s2,window,,00000000-0000-0000-0000-000000000007,SPE_E3,,grace,false,own,2,2026-02-01,,,,,2,7,subscriptions.csv,3
    coverage,,daily,,,,,,,,,2026-03-01,,2026-03-31,,2026-03-31,,7,yammer.csv,
    person,ana,held,member,,,,,,,,,,,,,1,,,
    activity,ana,held,,,,yammer,,,,,2026-03-30,,,2026-03-31,,,7,yammer.csv,3
    named_product,ana,held,,00000000-0000-0000-0000-000000000007,SPE_E3,,,,,,2026-03-03,,,2026-03-03,,,7,detail.csv,6
    flag,ana,held,,,,,,,,,2026-03-02,2026-03-20,,2026-03-02,,,7,detail.csv,5
    flag_end,ana,held,,,,,,,,,2026-03-02,2026-03-20,,,,,7,detail-0320.csv,
    person,bea[2J,former,member,,,,,,,,,,,,,1,7,users.csv,2
    activity,bea[2J,former,,,,yammer,,,,,2026-03-30,,,2026-03-31,,,7,yammer.csv,4
    holding,bea[2J,former,,00000000-0000-0000-0000-000000000007,SPE_E3,,,,,,2026-03-01,2026-03-15,,2026-03-01,,,7,users-0301.json,9
    holding_end,bea[2J,former,,00000000-0000-0000-0000-000000000007,SPE_E3,,,,,,2026-03-01,2026-03-15,,,,,7,users-0315.json,
    ");
}

#[test]
fn json_tells_who_ended_a_holding_and_that_all_people_are_there() {
    let (_, counts) = samples::customer().usage.remove(2);
    let paging = Paging { page: 1, per_page: usize::MAX };
    let json = ExplainView { explanation: Explanation { paging, ..usage(counts) } }.json();
    assert_eq!(json["per_page"], serde_json::Value::Null);
    assert_eq!(json["people_total"], 2);
    assert_eq!(json["people"][1]["holdings"][0]["ended_by"]["file"], "users-0315.json");
    assert_eq!(json["people"][1]["source"]["line"], 2);
    assert_eq!(json["seats"][1]["window"]["seats"], 2);
}
