use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use uptake_app::{Entry, ImportedFile, LedgerLine};
use uptake_l10n::Language;

use super::LedgerView;
use crate::view::{View as _, samples};

fn view() -> LedgerView {
    let waiting = BTreeSet::from([samples::customer_id(3)]);
    let file = ImportedFile {
        file_no: 1,
        file: "users.csv".to_owned(),
        format: "users".to_owned(),
        rows: 12_345,
        new: 12_345,
        changed: 0,
        unchanged: 0,
        quarantined: 0,
        quarantine: None,
        problems: 1,
        customer: None,
        covers: None,
        as_of: None,
        held: waiting.clone(),
        objects: Vec::new(),
    };
    let line = |seq, entry| LedgerLine { seq, recorded_at_ms: 1_772_409_599_999, entry };
    LedgerView {
        lines: vec![
            line(1, Entry::Import { files: vec![file] }),
            line(
                2,
                Entry::Catalogue {
                    name: "ours.toml".to_owned(),
                    text: String::new(),
                    from_list: false,
                },
            ),
            line(3, Entry::Recompute {}),
        ],
        waiting: BTreeMap::from([(1, waiting)]),
    }
}

#[test]
fn the_ledger_lists_files_and_what_waits() {
    assert_snapshot!(samples::table(&view(), Language::En, 100), @"
    No.  Recorded (UTC)    File  File               Format    Rows     New  Changed  Unchanged  Problems
                            no.
    ────────────────────────────────────────────────────────────────────────────────────────────────────
      1  2026-03-01 23:59     1  users.csv          users   12,345  12,345        0          0         1
      2  2026-03-01 23:59     –  catalogue file o…  –            –       –        –          –         –
      3  2026-03-01 23:59     –  results computed…  –            –       –        –          –         –

    File 1 holds snapshots that wait for confirmation: 00000000-0000-0000-0000-000000000003
    To take them as true: uptake imports confirm 1
    ");
    assert_snapshot!(samples::table(&view(), Language::Es, 100), @"
    N.º  Registro (UTC)     N.º de  Archivo                 Filas  Nuevas  Cambiadas  Iguales  Problemas
                           archivo
    ────────────────────────────────────────────────────────────────────────────────────────────────────
      1  01/03/2026 23:59        1  users.csv              12.345  12.345          0        0          1
      2  01/03/2026 23:59        –  archivo de catálogo…        –       –          –        –          –
      3  01/03/2026 23:59        –  resultados calculado…       –       –          –        –          –

    El archivo 1 contiene instantáneas pendientes de confirmar: 00000000-0000-0000-0000-000000000003
    Para darlas por buenas: uptake imports confirm 1
    ");
}

#[test]
fn programs_get_a_row_per_file() {
    assert_snapshot!(view().rows().to_csv(), @"
    seq,recorded_at,kind,file_no,file,format,rows,new,changed,unchanged,quarantined,problems,waiting
    1,2026-03-01T23:59:59.999Z,import,1,users.csv,users,12345,12345,0,0,0,1,true
    2,2026-03-01T23:59:59.999Z,catalogue,,,,,,,,,,
    3,2026-03-01T23:59:59.999Z,recompute,,,,,,,,,,
    ");
}
