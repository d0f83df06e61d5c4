//! Parquet files with typed columns and with text.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, RecordBatch,
    StringArray, types::Int32Type,
};
use insta::assert_snapshot;
use parquet::arrow::ArrowWriter;

use crate::{
    Input,
    read::samples::{A, Asked, import, shown},
};

/// Writes the columns as Parquet, imports them and prints what came of it.
fn check(columns: Vec<(&str, ArrayRef)>) -> String {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    )
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let (report, facts) = import(&Input::from_bytes("t", bytes), &Asked::default());
    shown(&report, &facts)
}

fn text<const N: usize>(cells: [&str; N]) -> ArrayRef {
    Arc::new(StringArray::from_iter(cells.map(|it| (!it.is_empty()).then_some(it))))
}

/// 2026-03-01.
const MARCH: i32 = 20_513;

#[test]
fn typed_columns_say_the_same_as_text() {
    let typed = check(vec![
        ("customer_id", text([A])),
        ("subscription_id", text(["s1"])),
        ("sku", text(["SPE_E3"])),
        ("quantity", Arc::new(Int64Array::from(vec![10]))),
        ("status", text(["active"])),
        ("as_of", Arc::new(Date32Array::from(vec![MARCH]))),
        ("is_trial", Arc::new(BooleanArray::from(vec![true]))),
        ("unit_price", Arc::new(Float64Array::from(vec![12.5]))),
        ("commitment_end", Arc::new(Date32Array::from(vec![None]))),
    ]);
    let plain = check(vec![
        ("customer_id", text([A])),
        ("subscription_id", text(["s1"])),
        ("sku", text(["SPE_E3"])),
        ("quantity", text(["10"])),
        ("status", text(["active"])),
        ("as_of", text(["2026-03-01"])),
        ("is_trial", text(["true"])),
        ("unit_price", text(["12.5"])),
        ("commitment_end", text([""])),
    ]);
    assert_eq!(typed, plain);
    assert_snapshot!(typed, @r#"
    subscriptions read, rows 1
    Sourced { line: 2, fact: Subscription { customer_id: CustomerId({A}), subscription_id: SubscriptionId(s1), sku: PartNumber("SPE_E3"), quantity: 10, status: Active, as_of: 2026-03-01, is_trial: true, seller: Own, unit_price: Some("12.5"), currency: None, term: None, billing_cycle: None, auto_renew: None, commitment_end: None, created_on: None, aggregate: false } }
    "#);
}

#[test]
fn activity_is_read_from_parquet_too() {
    let days = Date32Array::from(vec![MARCH, MARCH + 1]);
    assert_snapshot!(check(vec![
        ("Day", Arc::new(days)),
        ("workload", text(["teams", "teams"])),
        ("user_id", text(["ana", "bea"])),
        ("customer_id", text([A, A])),
    ]), @r"
    activity read, rows 2
    user {A} ana
    user {A} bea
    workload teams
    2: user 0 workload 0 2026-03-01
    3: user 1 workload 0 2026-03-02
    covers {A} every source Daily 2026-03-01..2026-03-02
    ");
}

#[test]
fn bad_cells_are_named_as_in_csv() {
    assert_snapshot!(check(vec![
        ("customer_id", text([A, ""])),
        ("user_id", text(["ana", "bea"])),
        ("deleted_on", text(["03/04/2026", ""])),
        ("Colour", text(["red", "blue"])),
    ]), @r"
    users refused, rows 2
    ! unknown-column [Colour] `Colour` column=Colour
    ! ambiguous-date line 2 [deleted_on] `03/04/2026`
    ! missing-value line 3 [customer_id] `` column=customer_id
    ");
}

#[test]
fn files_without_rows_columns_or_sense_are_refused() {
    assert_snapshot!(check(vec![("customer_id", text([])), ("name", text([]))]), @r"
    customers refused, rows 0
    ! header-only
    ");
    assert_snapshot!(check(vec![("fruit", text(["apple"]))]), @r"
    unknown refused, rows 0
    ! unknown-format `fruit` columns=fruit
    ");
    let lists: ListArray = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1)])]);
    assert_snapshot!(check(vec![("customer_id", text([A])), ("name", Arc::new(lists))]), @"
    unknown refused, rows 0
    ! parquet-column-type [name] `` column=name type=List(Int32)
    ");
    let (report, facts) =
        import(&Input::from_bytes("t", b"PAR1 and no more".to_vec()), &Asked::default());
    assert_snapshot!(shown(&report, &facts), @r"
    unknown refused, rows 0
    ! invalid-parquet message=Parquet error: Invalid Parquet file. Corrupt footer
    ");
}
