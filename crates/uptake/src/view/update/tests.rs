use insta::assert_snapshot;
use uptake_ingest::catalogue::{self, Generated, Renamed};
use uptake_l10n::Language;
use uptake_model::{Sku, SkuRef};

use super::{Taken, UpdateView};
use crate::view::samples;

fn sku(part_number: &str) -> Sku {
    catalogue::shipped().sku(&SkuRef::from(part_number)).unwrap().clone()
}

fn view(taken: Taken) -> UpdateView {
    let (e3, e5, e1) = (sku("SPE_E3"), sku("SPE_E5"), sku("STANDARDPACK"));
    let generated = Generated {
        files: Vec::new(),
        added: vec![e3.id],
        renamed: vec![Renamed { id: e5.id, from: "Old".to_owned(), to: e5.name.clone() }],
        changed: Vec::new(),
        kept: vec![e1.id],
        different: vec![e3, e5],
    };
    UpdateView { generated, current: catalogue::shipped(), taken }
}

fn last_lines(taken: Taken) -> String {
    let texts = Language::ALL.map(|it| samples::table(&view(taken), it, 80));
    texts.map(|it| it.lines().last().unwrap().to_owned()).join("\n")
}

#[test]
fn what_the_list_changes_and_what_is_kept_is_named() {
    assert_snapshot!(samples::table(&view(Taken::Applied), Language::En, 80), @"
    Difference  Part number   Product           Name before
    ───────────────────────────────────────────────────────
    added       SPE_E3        Microsoft 365 E3
    renamed     SPE_E5        Microsoft 365 E5  Old
    kept        STANDARDPACK  Office 365 E1

    The list adds 1 product, renames 1 and changes 0.
    1 product stays as a file added with `uptake catalogue add` has it.
    The catalogue in use has the changes now.
    ");
    assert_snapshot!(samples::table(&view(Taken::Applied), Language::Es, 80), @"
    Diferencia   Número de referencia  Producto          Nombre anterior
    ────────────────────────────────────────────────────────────────────
    nuevo        SPE_E3                Microsoft 365 E3
    otro nombre  SPE_E5                Microsoft 365 E5  Old
    se conserva  STANDARDPACK          Office 365 E1

    La lista agrega 1 producto, cambia el nombre de 1 y modifica 0.
    1 producto se conserva como lo define un archivo agregado con `uptake catalogue add`.
    El catálogo en uso ya tiene los cambios.
    ");
}

#[test]
fn the_last_line_says_what_became_of_the_changes() {
    assert_snapshot!(last_lines(Taken::Nothing), @"
    Nothing was changed.
    No se cambió nada.
    ");
    assert_snapshot!(last_lines(Taken::Written { files: 1 }), @"
    1 file written.
    1 archivo escrito.
    ");
    assert_snapshot!(last_lines(Taken::Written { files: 6 }), @"
    6 files written.
    6 archivos escritos.
    ");
    assert_snapshot!(last_lines(Taken::Already), @"
    1 product stays as a file added with `uptake catalogue add` has it.
    1 producto se conserva como lo define un archivo agregado con `uptake catalogue add`.
    ");
}
