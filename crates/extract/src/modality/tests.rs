use super::*;

fn check(text: &str, word: &str, expected: Modality) {
    let at = text.find(word).unwrap();
    assert_eq!(of(text, Span::new(0, text.len()), Span::new(at, at + word.len())), expected, "{text}");
}

#[test]
fn what_is_so_and_what_may_be() {
    check("個人情報が漏えいしました。", "漏えい", Modality::Confirmed);
    check("個人情報が漏えいした可能性があります。", "漏えい", Modality::Possible);
    check("個人情報の漏えいは否定できません。", "漏えい", Modality::Possible);
}

#[test]
fn what_is_not() {
    check("個人情報の漏えいはありません。", "漏えい", Modality::Denied);
    check("漏えいしていないことを確認しました。", "漏えい", Modality::Denied);
    check("漏えいの可能性はございません。", "漏えい", Modality::Denied);
    check("漏えいは確認されておりません。", "漏えい", Modality::Unconfirmed);
    check("盗難の可能性は低いと考えています。", "盗難", Modality::Unlikely);
}

#[test]
fn what_is_not_known() {
    check("漏えいしたと断定することはできません。", "漏えい", Modality::Unconfirmed);
    check("漏えいした確証はありません。", "漏えい", Modality::Unconfirmed);
    check("漏えいが確認されたわけではありません。", "漏えい", Modality::Unconfirmed);
    check("漏えいしたのではないかとのご質問", "漏えい", Modality::Hypothetical);
    assert_eq!(negation("を特定するには至りませんでした"), None);
    assert_eq!(negation("は含まれず、"), Some(Modality::Denied));
}

#[test]
fn what_is_supposed_advised_or_planned() {
    check("漏えいが判明した場合は公表します。", "漏えい", Modality::Hypothetical);
    check("不審なメールは開封しないでください。", "開封", Modality::Advice);
    check("研修を実施してまいります。", "研修", Modality::Plan);
}
