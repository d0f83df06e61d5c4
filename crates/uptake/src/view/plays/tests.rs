use insta::assert_snapshot;
use uptake_app::shipped_plays;

use super::*;
use crate::view::samples::table;

#[test]
fn plays_are_listed_with_their_title_in_the_readers_language() {
    let turnover = shipped_plays().iter().find(|(it, _)| it.code.as_str() == "turnover").unwrap();
    let view = PlaysView { plays: vec![(turnover.0.clone(), false)] };
    assert_snapshot!(table(&view, Language::Es, 160), @"
    Código    Título                                     Condición                                                         Estado
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    turnover  Ayudar al cliente con un proceso de bajas  overage_turnover >= $least_over or former_users >= $least_former  incluida
    ");
    assert_snapshot!(view.rows().to_csv(), @"
    play,problem,per,condition,stake,is_own,is_enabled,title_en,title_es
    turnover,usage_above_entitlements,workload,overage_turnover >= $least_over or former_users >= $least_former,former_users,false,true,Help the customer with a process for leavers,Ayudar al cliente con un proceso de bajas
    ");
}
