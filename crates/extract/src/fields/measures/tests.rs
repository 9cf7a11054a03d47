use jikenbo_model::vocabulary::Kind;

use super::read;
use crate::testing;

fn check(text: &str, expected: &str) {
    let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
    let found: Vec<&str> = out.facts.measures.iter().map(|measure| measure.word()).collect();
    assert_eq!(found.join(" "), expected, "{text}");
}

#[test]
fn what_is_done_under_a_heading_of_measures() {
    check("■再発防止策\n・多要素認証の導入\n・全従業員への研修", "mfa training");
    check("■原因\n研修を実施していなかったためです。", "");
}

#[test]
fn what_a_sentence_of_prevention_says() {
    check("今後は、送信前に別の職員が宛先を確認するなど、再発防止に努めます。", "double_check");
    check("職員に聞き取りの研修を行っている施設で事案が発生しました。", "");
}

#[test]
fn lasting_steps_of_containment_count() {
    check("直ちに当該アカウントのパスワードを変更しました。", "password_change");
    check("お客様におかれましては、パスワードを変更してください。", "");
}

#[test]
fn what_was_in_force_before_does_not_count() {
    check("■再発防止策\nこれまで研修を行っており、引き続き注意してまいります。", "");
    check(
        "■今後の対応\n従来から監視体制を敷いておりましたが、脆弱性診断を実施します。",
        "vulnerability_assessment",
    );
}

#[test]
fn what_others_are_told_to_do_is_supervision() {
    check("■再発防止策\n委託先に対し、手順の見直しと研修の実施を求めました。", "vendor_management");
    check("■再発防止策\n手順の見直しと研修の実施を行います。", "training procedure");
}

#[test]
fn what_order_is_meant() {
    check("■再発防止策\n監視体制の強化に取り組みます。", "monitoring");
    check("■再発防止策\n情報管理体制の強化に取り組みます。", "governance");
}

#[test]
fn a_repair_that_is_only_the_occasion() {
    check("■再発防止策\n不具合を修正しました。", "program_fix");
    check("■再発防止策\nサイトの改修時には、脆弱性診断を実施します。", "vulnerability_assessment");
}

#[test]
fn an_authority_orders_and_does_not_take_measures() {
    let out = testing::read(
        "■対策\n多要素認証を導入すること。",
        |draft| draft.out.facts.kind = Some(Kind::Regulator),
        &[read],
    );
    assert!(out.facts.measures.is_empty());
}
