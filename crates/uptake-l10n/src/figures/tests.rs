use insta::assert_snapshot;
use uptake_model::{
    Service, ServiceCode, SkuClass,
    counts::{CoverageState, OverageParts},
    facts::{Seller, Status, UserKind},
};

use super::{
    coverage_text, overage_parts, seller_text, service_text, sku_class_text, status_text,
    user_kind_text,
};
use crate::{Language, Words};

fn both(say: impl Fn(&Words) -> String) -> String {
    Language::ALL.map(|it| say(&Words::new(it))).join(" | ")
}

#[test]
fn every_state_of_a_subscription_has_a_word() {
    let all = [
        Status::Active,
        Status::Grace,
        Status::Suspended,
        Status::Disabled,
        Status::Expired,
        Status::Deprovisioned,
        Status::Cancelled,
        Status::Converted,
        Status::Pending,
    ];
    assert_snapshot!(all.map(|it| both(|words| status_text(words, it))).join("\n"), @"
    Active | Activa
    In grace period | En período de gracia
    Suspended | Suspendida
    Disabled | Deshabilitada
    Expired | Expirada
    De-provisioned | Desaprovisionada
    Cancelled | Cancelada
    Upgraded to a different licence | Cambiada a una licencia distinta
    Pending | Pendiente
    ");
}

#[test]
fn every_seller_class_and_kind_of_account_has_a_word() {
    let sellers = [Seller::Own, Seller::Partner, Seller::Microsoft];
    assert_snapshot!(sellers.map(|it| both(|words| seller_text(words, it))).join("\n"), @"
    Own sales | Ventas propias
    Another partner | Otro partner
    Direct from Microsoft | Directamente de Microsoft
    ");
    let classes = [SkuClass::Paid, SkuClass::Free, SkuClass::Device];
    assert_snapshot!(classes.map(|it| both(|words| sku_class_text(words, it))).join("\n"), @"
    Paid | De pago
    Free | Gratuita
    For devices | Para dispositivos
    ");
    let kinds =
        [UserKind::Member, UserKind::Guest, UserKind::Shared, UserKind::Room, UserKind::Service];
    assert_snapshot!(kinds.map(|it| both(|words| user_kind_text(words, it))).join("\n"), @"
    User | Usuario
    Guest | Invitado
    Shared mailbox | Buzón compartido
    Room or equipment | Sala o equipo
    Service account | Cuenta de servicio
    ");
}

#[test]
fn coverage_says_no_data_instead_of_zero() {
    let all = [CoverageState::Missing, CoverageState::LowerBound, CoverageState::Complete];
    assert_snapshot!(all.map(|it| both(|words| coverage_text(words, it))).join("\n"), @"
    no data | sin datos
    at least this | al menos esto
    complete | completos
    ");
}

#[test]
fn the_causes_keep_their_counts_and_add_up() {
    let parts = OverageParts { turnover: 1, duplicate: 2, trial: 3, unlicensed: 4, other: 5 };
    let words = Words::new(Language::En);
    let open = overage_parts(&words, &parts, true).map(|(cause, _)| cause);
    assert_snapshot!(
        open[3],
        @"use without a licence: the service lets people in who hold none"
    );
    let worded = overage_parts(&words, &parts, false);
    let lines = worded.map(|(cause, count)| format!("{count} {cause}"));
    assert_snapshot!(lines.join("\n"), @"
    1 employee turnover: the licence moved on to a new user, and both were active
    2 duplicate subscription: one in grace period or already ended still gave access beside the current one
    3 trial subscription: its users were active, but its seats are not counted
    4 use without a licence: nothing says that these people hold one
    5 other: more licences assigned than sold, seats just reduced, or a gap in the data
    ");
}

#[test]
fn a_brand_keeps_its_name_and_other_is_translated() {
    let service = |code: &str, name: &str| {
        let service = Service { code: ServiceCode::from(code), name: name.to_owned() };
        both(|words| service_text(words, &service))
    };
    assert_snapshot!(service("office365", "Office 365"), @"Office 365 | Office 365");
    assert_snapshot!(service("other", "Other"), @"Other | Otros");
}
