use super::*;

#[test]
fn every_flipped_bit_of_a_file_of_checksums_is_seen() {
    let checksums = Checksums::new([blake3::hash(b"after"), blake3::hash(b"before")]);
    let bytes = checksums.to_text().into_bytes();
    assert_eq!(Checksums::parse(&bytes), Some(checksums));
    for at in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[at >> 3] ^= 1 << (at & 7);
        assert_eq!(Checksums::parse(&flipped), None, "bit {at}");
    }
    for length in 0..bytes.len() {
        assert_eq!(Checksums::parse(&bytes[..length]), None, "cut to {length}");
    }
}

#[test]
fn a_hidden_file_has_no_checksums_of_its_own() {
    let shown = checksum_path(Path::new("/log/00.json"));
    assert_eq!(shown.as_deref(), Some(Path::new("/log/.00.json.blake3")));
    assert_eq!(checksum_path(Path::new("/log/.00.json.blake3")), None);
}
