use super::*;

#[test]
fn resident_memory_is_read_as_the_kernel_writes_it() {
    let status = "Name:\tuptake\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\nThreads:\t4\n";
    assert_eq!(Resident::told(status), Some(Resident { now: 102_400, peak: 204_800 }));
    assert_eq!(Resident::told("Name:\tuptake\n"), None);
}
