use std::time::Duration;

use tokio::sync::oneshot;

use super::*;

#[derive(Debug, PartialEq)]
struct Weighing(usize);

impl Weigh for Weighing {
    fn bytes(&self) -> usize {
        self.0
    }
}

#[tokio::test]
async fn a_value_is_made_to_its_end_when_nobody_waits_for_it() {
    let once: Once<u8, Weighing> = Once::of_bytes(1 << 20);
    let (go_on, goes_on) = oneshot::channel();
    let make = async move {
        goes_on.await.unwrap();
        Ok(Weighing(7))
    };
    let asking = once.get_to_the_end(1, make);
    assert!(tokio::time::timeout(Duration::from_millis(20), asking).await.is_err(), "it waits");
    go_on.send(()).unwrap();
    // Whoever asks meanwhile waits for the same value.
    let other = async { Ok(Weighing(8)) };
    assert_eq!(*once.get(&1, other).await.unwrap(), Weighing(7));
}

#[tokio::test]
async fn what_failed_is_made_by_who_asks_next() {
    let once: Once<u8, Weighing> = Once::of_bytes(1 << 20);
    let failed = once.get_to_the_end(1, async { Err(AppError::NoData) }).await;
    assert!(matches!(failed, Err(AppError::NoData)));
    assert_eq!(*once.get_to_the_end(1, async { Ok(Weighing(7)) }).await.unwrap(), Weighing(7));
}

#[tokio::test]
async fn less_room_lets_values_go() {
    let once: Once<u8, Weighing> = Once::of_bytes(1 << 20);
    for key in 0..10 {
        once.get(&key, async { Ok(Weighing(50_000)) }).await.unwrap();
    }
    once.set_bytes(120_000);
    assert!((0..10).filter(|it| once.known(it).is_some()).count() <= 2);
    once.retain(|_| false);
    assert!((0..10).all(|it| once.known(&it).is_none()));
}
