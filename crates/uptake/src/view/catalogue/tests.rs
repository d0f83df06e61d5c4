use insta::assert_snapshot;
use uptake_ingest::catalogue;
use uptake_l10n::Language;
use uptake_model::SkuRef;

use super::{CatalogueView, SkuView};
use crate::view::{View as _, samples};

fn sku(part_number: &str) -> SkuView {
    let catalogue = catalogue::shipped();
    let sku = catalogue.sku(&SkuRef::from(part_number)).unwrap().clone();
    SkuView { sku, catalogue }
}

#[test]
fn a_product_shows_at_a_glance_what_it_contains() {
    assert_snapshot!(samples::table(&sku("SPE_E3"), Language::En, 100), @"
    Microsoft 365 E3
      SKU ID: 05e9a617-0261-4cee-bb44-138d3ef5d965
      Part number: SPE_E3
      Service: Office 365
      Class: Paid

    Base workloads: each seat adds an entitlement
      Exchange (exchange)
      Microsoft 365 Apps (office_apps)
      OneDrive (onedrive)
      SharePoint (sharepoint): activity in sharepoint onedrive counts
      Teams (teams)
      Viva Engage (Yammer) (yammer)
    ");
    assert_snapshot!(samples::table(&sku("TEAMS_ESSENTIALS_AAD"), Language::Es, 100), @"
    Microsoft Teams Essentials (AAD Identity)
      Id. de SKU: 3ab6abff-666f-4424-bfb7-f0bc274ec7bc
      Número de referencia: TEAMS_ESSENTIALS_AAD
      Servicio: Office 365
      Clase: De pago

    Cargas de trabajo de base: cada puesto suma un derecho de uso
      Teams (teams)

    Cargas de trabajo de complemento: se pueden usar, los puestos no suman derechos de uso
      Exchange (exchange)
      OneDrive (onedrive)
      SharePoint (sharepoint): cuenta la actividad de sharepoint onedrive
    ");
}

#[test]
fn a_product_without_workloads_says_so() {
    assert_snapshot!(samples::table(&sku("EMS"), Language::En, 100), @"
    Enterprise Mobility + Security E3
      SKU ID: efccb6f7-5641-4e0e-bd10-b4976e1bf68e
      Part number: EMS
      Service: Enterprise Mobility + Security
      Class: Paid

    No workload: it counts in deployment only.
    ");
}

#[test]
fn a_list_has_a_row_per_product() {
    let SkuView { sku, catalogue } = sku("SPE_E3");
    let view = CatalogueView { skus: vec![sku], catalogue };
    assert_snapshot!(samples::table(&view, Language::En, 100), @"
    Part number  Product           Service     Class  Base workloads                 Add-on workloads
    ─────────────────────────────────────────────────────────────────────────────────────────────────
    SPE_E3       Microsoft 365 E3  Office 365  Paid   exchange office_apps onedriv…

    1 product
    ");
    assert_snapshot!(view.rows().to_csv(), @"
    sku_id,sku_part_number,product_name,service,class,base,addon
    05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,paid,exchange office_apps onedrive sharepoint teams yammer,
    ");
}
