use proptest::prelude::*;

use super::*;

fn of(list: &[u32], seek: &Seek<u32>, size: usize) -> Page<u32> {
    page(list, |it| *it, seek, size)
}

#[test]
fn pages_are_found_by_operation() {
    let list = [10, 20, 30, 40, 50];
    let items = |seek| of(&list, &seek, 2).items;
    assert_eq!(items(Seek::First), [10, 20]);
    assert_eq!(items(Seek::After(20)), [30, 40]);
    assert_eq!(items(Seek::After(25)), [30, 40]);
    assert_eq!(items(Seek::Before(30)), [10, 20]);
    assert_eq!(items(Seek::Last), [50]);
    assert_eq!(items(Seek::From(3)), [40, 50]);
    assert_eq!(items(Seek::From(9)), [0; 0]);
    assert_eq!(of(&[], &Seek::Last, 2).items, [0; 0]);
}

proptest! {
    #[test]
    fn pages_one_after_the_other_are_the_whole(
        set in proptest::collection::btree_set(0_u32..1000, 0..60), size in 1_usize..9,
    ) {
        let list: Vec<u32> = set.into_iter().collect();
        let mut forward: Vec<u32> = Vec::new();
        let mut seek = Seek::First;
        loop {
            let page = of(&list, &seek, size);
            prop_assert_eq!(page.has_previous, !forward.is_empty());
            forward.extend(&page.items);
            match page.items.last() {
                Some(last) if page.has_next => seek = Seek::After(*last),
                Some(_) | None => break,
            }
        }
        prop_assert_eq!(&forward, &list);
        let mut backward: Vec<u32> = Vec::new();
        let mut page = of(&list, &Seek::Last, size);
        loop {
            backward.splice(0..0, page.items.clone());
            match page.items.first() {
                Some(first) if page.has_previous => page = of(&list, &Seek::Before(*first), size),
                Some(_) | None => break,
            }
        }
        prop_assert_eq!(&backward, &list);
    }

    #[test]
    fn what_stays_is_shown_once_however_the_list_changes(
        stays in proptest::collection::btree_set((0_u32..100).prop_map(|it| it * 2), 1..30),
        comes in proptest::collection::vec(proptest::collection::btree_set((0_u32..100).prop_map(|it| it * 2 + 1), 0..9), 60),
        size in 1_usize..9,
    ) {
        let mut seen: Vec<u32> = Vec::new();
        let mut seek = Seek::First;
        for comes in comes {
            let list: Vec<u32> = stays.union(&comes).copied().collect();
            let page = of(&list, &seek, size);
            seen.extend(page.items.iter().filter(|it| *it % 2 == 0));
            match page.items.last() {
                Some(last) => seek = Seek::After(*last),
                None => break,
            }
        }
        prop_assert!(seen.is_sorted());
        let mut once = seen.clone();
        once.dedup();
        prop_assert_eq!(once.len(), seen.len());
    }
}
