use insta::assert_snapshot;
use uptake_ingest::catalogue::{self, Brought, Merged};
use uptake_l10n::Language;
use uptake_model::SkuRef;

use super::{AddedView, CatalogueView, SkuView};
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
fn one_new_product_is_one_and_a_file_with_workloads_only_says_workloads() {
    let brought = |added, replaced| Brought { added, replaced };
    let check =
        |merged| Language::ALL.map(|it| samples::table(&AddedView { merged }, it, 100)).concat();
    let both = Merged {
        skus: brought(1, 0),
        workloads: brought(2, 1),
        aliases: brought(1, 1),
        services: Brought::default(),
    };
    assert_snapshot!(check(both), @"
    Catalogue file added.
      1 new product, 0 replaced.
      2 new workloads, 1 replaced.
      1 new other name, 1 replaced.
    Archivo de catálogo agregado.
      1 producto nuevo, 0 sustituidos.
      2 cargas de trabajo nuevas, 1 sustituida.
      1 nombre alternativo nuevo, 1 sustituido.
    ");
    assert_snapshot!(check(Merged { workloads: brought(1, 0), ..Merged::default() }), @"
    Catalogue file added.
      1 new workload, 0 replaced.
    Archivo de catálogo agregado.
      1 carga de trabajo nueva, 0 sustituidas.
    ");
}

#[test]
fn a_list_has_a_row_per_product_and_workload() {
    let SkuView { sku, catalogue } = sku("SPE_E3");
    let workloads = catalogue.workloads().filter(|it| it.code.as_str() == "sharepoint");
    let workloads = workloads.cloned().collect();
    let view = CatalogueView { skus: vec![sku], workloads, catalogue };
    assert_snapshot!(samples::table(&view, Language::En, 100), @"
    Part number  Product           Service     Class  Base workloads                           Add-on
                                                                                               workloads
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    SPE_E3       Microsoft 365 E3  Office 365  Paid   exchange office_apps onedrive sharepoi…

    1 product

    WORKLOADS
    Code        Workload    Service     Activity
    ───────────────────────────────────────────────────────
    sharepoint  SharePoint  Office 365  sharepoint onedrive

    1 workload
    ");
    assert_snapshot!(view.rows().to_csv(), @"
    row,sku_id,sku_part_number,product_name,service,class,base,addon,workload,name,sources,unlicensed_use
    sku,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,paid,exchange office_apps onedrive sharepoint teams yammer,,,,,
    workload,,,,office365,,,,sharepoint,SharePoint,sharepoint onedrive,false
    ");
}
