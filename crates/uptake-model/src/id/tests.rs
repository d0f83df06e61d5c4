use super::{Guid, SkuRef};

#[test]
fn a_guid_ignores_case_and_prints_in_lower_case() {
    let guid: Guid = "05E9A617-0261-4cee-BB44-138d3ef5d965".parse().unwrap();
    assert_eq!(guid.to_string(), "05e9a617-0261-4cee-bb44-138d3ef5d965");
    assert_eq!(format!("{{{guid}}}").parse::<Guid>().unwrap(), guid);
}

#[test]
fn what_is_no_guid_is_refused() {
    for text in [
        "",
        "contoso",
        "05e9a617-0261-4cee-bb44-138d3ef5d96",
        "05e9a617+0261-4cee-bb44-138d3ef5d965",
    ] {
        assert!(text.parse::<Guid>().is_err(), "{text}");
    }
}

#[test]
fn a_sku_is_named_by_guid_or_by_part_number() {
    assert_eq!(SkuRef::from("SPE_E3"), SkuRef::PartNumber("SPE_E3".to_owned()));
    assert_eq!(
        SkuRef::from("05E9A617-0261-4CEE-BB44-138D3EF5D965"),
        SkuRef::from("05e9a617-0261-4cee-bb44-138d3ef5d965"),
    );
}
