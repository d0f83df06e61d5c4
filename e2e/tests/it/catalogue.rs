//! The catalogue: Microsoft's newest list, corrections that it must not undo, and files that
//! are no catalogue.

use insta::assert_snapshot;

use crate::uptake::Uptake;

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

/// A list with a new product and E3 under another name.
const LIST: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name\n\
    Microsoft 365 E3 Plus,SPE_E3,05e9a617-0261-4cee-bb44-138d3ef5d965,EXCHANGE_S_ENTERPRISE\n\
    Office Next,OFFICE_NEXT,99999999-9999-9999-9999-999999999999,EXCHANGE_S_ENTERPRISE\n";

/// The sample with the list beside it.
fn with_list() -> Uptake {
    let uptake = Uptake::with_sample();
    std::fs::write(uptake.path("list.csv"), LIST).unwrap();
    uptake
}

#[test]
fn next_months_list_is_one_command_away() {
    let uptake = with_list();
    assert_snapshot!(uptake.result("catalogue update list.csv --dry-run"), @"
    Difference  Part number  Product                Name before
    ────────────────────────────────────────────────────────────────
    added       OFFICE_NEXT  Office Next
    renamed     SPE_E3       Microsoft 365 E3 Plus  Microsoft 365 E3
    changed     SPE_E3       Microsoft 365 E3 Plus

    The list adds 1 product, renames 1 and changes 1.
    Nothing was changed.
    ");
    assert_eq!(uptake.run("catalogue show OFFICE_NEXT").code, 1);
    assert_snapshot!(uptake.result("catalogue update list.csv"), @"
    Difference  Part number  Product                Name before
    ────────────────────────────────────────────────────────────────
    added       OFFICE_NEXT  Office Next
    renamed     SPE_E3       Microsoft 365 E3 Plus  Microsoft 365 E3
    changed     SPE_E3       Microsoft 365 E3 Plus

    The list adds 1 product, renames 1 and changes 1.
    The catalogue in use has the changes now.
    ");
    let shown = uptake.result("catalogue show OFFICE_NEXT");
    assert!(shown.contains("Exchange (exchange)"), "{shown}");
    assert_snapshot!(uptake.result("catalogue update list.csv"), @"The list adds 0 products, renames 0 and changes 0.");
    let ledger = uptake.result("imports");
    assert!(ledger.contains("catalogue updat"), "{ledger}");
}

#[test]
fn a_list_does_not_undo_what_was_corrected() {
    let uptake = with_list();
    let ours = format!(
        "[[sku]]\nid = \"{E3}\"\npart_number = \"SPE_E3\"\nname = \"Our E3\"\n\
         service = \"office365\"\nclass = \"paid\"\nbase = [\"exchange\"]\naddon = []\n"
    );
    std::fs::write(uptake.path("ours.toml"), ours).unwrap();
    uptake.result("catalogue add ours.toml");
    assert_snapshot!(uptake.result("catalogue update list.csv"), @"
    Difference  Part number  Product      Name before
    ─────────────────────────────────────────────────
    added       OFFICE_NEXT  Office Next
    kept        SPE_E3       Our E3

    The list adds 1 product, renames 0 and changes 0.
    1 product stays as a file added with `uptake catalogue add` has it.
    The catalogue in use has the changes now.
    ");
    let shown = uptake.result("catalogue show SPE_E3");
    assert!(shown.starts_with("Our E3\n"), "{shown}");
}

#[test]
fn files_for_a_release_are_the_same_whatever_the_catalogue_in_use() {
    let uptake = with_list();
    uptake.result("catalogue update list.csv --out before.toml");
    uptake.result("catalogue update list.csv");
    uptake.result("catalogue update list.csv --out after.toml");
    let read = |name| std::fs::read_to_string(uptake.path(name)).unwrap();
    assert!(read("before.toml") == read("after.toml"), "the same list gives the same files");
    assert_eq!(uptake.run("catalogue show OFFICE_NEXT").code, 0);
}

#[test]
fn a_catalogue_file_that_is_no_text_is_refused_with_3() {
    let uptake = Uptake::with_sample();
    std::fs::write(
        uptake.path("latin.toml"),
        b"[[workload]]\ncode = \"fax\"\nname = \"Tel\xe9fono\"\n",
    )
    .unwrap();
    let said = uptake.run("catalogue add latin.toml");
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert_snapshot!(said.err, @"
    error: the catalogue file is refused
      latin.toml, line 3: byte 12 of the line is no text in UTF-8 or UTF-16
        hint: save the file as UTF-8 (in Excel: `CSV UTF-8`)
    ");
}

#[test]
fn a_wrong_workload_is_answered_with_those_that_there_are() {
    let uptake = Uptake::with_sample();
    let said = uptake.run("explain --customer Contoso --workload exchnge");
    assert_eq!(said.code, 1);
    assert!(
        said.err.starts_with("error: no workload `exchnge` is known\nhint: use one of: "),
        "{}",
        said.err
    );
    assert!(said.err.contains(" exchange, "), "{}", said.err);
    let list = uptake.result("catalogue list exchange");
    assert!(list.contains("WORKLOADS\n"), "{list}");
}
