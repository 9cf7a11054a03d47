use proptest::prelude::*;

use super::Folded;
use crate::Span;

fn check(source: &str, expected: &str) {
    assert_eq!(Folded::of(source).text(), expected, "of {source:?}");
}

/// The source words of the first place where `words` stand in the folded text.
fn origin<'a>(source: &'a str, words: &str) -> &'a str {
    let folded = Folded::of(source);
    let start = folded.text().find(words).expect("the words are there");
    folded.source(Span::new(start, start + words.len())).of(source).expect("a span of the source")
}

#[test]
fn widths_and_kana() {
    check("ＡＢＣ１２３（株）", "ABC123(株)");
    check("ｶﾞｽ ﾊﾟｲﾌﾟ ｳﾞ ｱﾞ", "ガス パイプ ヴ ア゛");
    check("か\u{3099}き\u{309A} ハ\u{309A}", "がき゜ パ");
    check("サーバー", "サーバー");
    check("Cafe\u{301}", "Café");
}

#[test]
fn radicals_and_compatibility_kanji() {
    check("⼈⽉⽇ ⻑⻘⺠⻄", "人月日 長青民西");
    check("長青", "長青");
    check("㈱例示 ㈲例、㎡、㌔", "(株)例示 (有)例、m2、キロ");
    check("髙﨑", "髙﨑");
}

#[test]
fn circled_figures_stay_apart() {
    check("①②⑳㉑㊿❶⓪", "(1)(2)(20)(21)(50)(1)(0)");
    check("①2件", "(1)2件");
    check("Ⓐ案 ㊂", "(A)案 (三)");
    check("13²", "13^2");
    check("1½", "1 1/2");
    check("氏名※¹", "氏名※1");
}

#[test]
fn commas_and_stops_behind_japanese_words() {
    check("本学では，調査し,公表した．", "本学では、調査し、公表した。");
    check("１，２３４件、1,234件、Example, Inc. ア．項目", "1,234件、1,234件、Example, Inc. ア.項目");
    check("三千,九百二十一円", "三千,九百二十一円");
}

#[test]
fn dashes_and_waves() {
    check("10〜20～30∼40", "10~20~30~40");
    check("03‐1234−5678―9－0", "03-1234-5678-9-0");
    check("データー", "データー");
    check("a·b･c・d", "a・b・c・d");
    check("約…", "約…");
}

#[test]
fn unseen_characters() {
    check("\u{FEFF}個\u{200B}人\u{AD}情葛\u{E0100}報\u{FE0F}", "個人情葛報");
    check("a\r\nb\rc\nd\u{2028}e", "a\nb\nc\nd\ne");
    check("x\u{0}y\u{7F}z", "xyz");
}

#[test]
fn spaces() {
    check("2025 年 12 月 6 日", "2025年12月6日");
    check("約 13 万 2,000 件", "約13万2,000件");
    check("令和 5 年 9 時頃 第 2 報", "令和5年9時頃 第2報");
    check("令和7年 10月8日", "令和7年10月8日");
    check("VPN の 認証", "VPNの 認証");
    check("２０２５\u{3000}年", "2025年");
    check("50 %", "50%");
    check("5\u{200B} \u{200B}年", "5年");
    // Kept: between two digits, two Japanese words, two Latin words.
    check("12 34", "12 34");
    check("例示\u{3000}\u{3000}太郎", "例示 太郎");
    check("Example Corp. was", "Example Corp. was");
    check("a  b\t\tc", "a b c");
}

#[test]
fn spans_lead_back() {
    assert_eq!(origin("約 １３ 万 ２，０００ 件です", "13万2,000件"), "１３ 万 ２，０００ 件");
    assert_eq!(origin("例㈱示", "株"), "㈱");
    assert_eq!(origin("例㈱示", "例("), "例㈱");
    assert_eq!(origin("例㈱示", "示"), "示");
    assert_eq!(origin("個\u{200B}人\u{200B}情報", "人"), "人");
    assert_eq!(origin("個\u{200B}人\u{200B}情報", "個人"), "個\u{200B}人");
    assert_eq!(origin("ｶﾞｽ", "ガ"), "ｶﾞ");
    assert_eq!(origin("ｶﾞｽ", "ス"), "ｽ");
    assert_eq!(origin("a\r\nb", "b"), "b");
    assert_eq!(origin("2025 年", "2025"), "2025");
    assert_eq!(origin("2025 年", "年"), "年");
    assert_eq!(origin("13²件", "2件"), "²件");
}

#[test]
fn pushes_and_breaks() {
    let mut folded = Folded::new();
    folded.push("見出し１", 10);
    folded.push_break(22);
    folded.push("2025 ", 30);
    folded.push("年", 40);
    assert_eq!(folded.text(), "見出し1\n2025年");
    assert_eq!(folded.source(Span::new(9, 10)), Span::new(19, 22));
    assert_eq!(folded.source(Span::new(10, 11)), Span::new(22, 22));
    assert_eq!(folded.source(Span::new(11, 18)), Span::new(30, 43));
    assert_eq!(folded.source(Span::new(0, 99)), Span::new(10, 43));
}

#[test]
fn in_step_text_needs_no_entries() {
    let folded = Folded::of(&"当社のサーバーが、不正アクセスを受けました。\n".repeat(100));
    assert_eq!(folded.trail.len(), 0);
    let folded = Folded::of("１２３４５６７８９０");
    assert_eq!(folded.trail.len(), 1);
}

/// Characters that folding treats in some way, and some that it does not.
fn lively() -> impl Strategy<Value = String> {
    let chars = "あ漢ーカｶﾞﾟ\u{3099}\u{309A}e\u{301}\u{323}9１²½①㈱㎡⻑⼈ \u{3000}\u{A0}\t\r\n\u{200B}\u{AD}\u{FE0F}%〜～―−-,，、・·ﷺ゛¨…㌢ﾟ㋿Ⅱ年月";
    let chars: Vec<char> = chars.chars().collect();
    proptest::collection::vec(proptest::sample::select(chars), 0..24).prop_map(String::from_iter)
}

fn invariants(source: &str) -> Result<(), TestCaseError> {
    let folded = Folded::of(source);
    let text = folded.text();
    let again = Folded::of(text);
    prop_assert_eq!(again.text(), text, "folding {:?} twice", source);
    let mut last = Span::default();
    for (start, c) in text.char_indices() {
        let span = folded.source(Span::new(start, start + c.len_utf8()));
        prop_assert!(span.of(source).is_some(), "{:?} of {:?}", span, source);
        prop_assert!(
            last.start <= span.start && last.end <= span.end,
            "{:?} after {:?} in {:?}",
            span,
            last,
            source
        );
        last = span;
    }
    let all = folded.source(Span::new(0, text.len()));
    prop_assert!(all.of(source).is_some());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_folds(source in any::<String>()) {
        invariants(&source)?;
    }

    #[test]
    fn lively_text_folds(source in lively()) {
        invariants(&source)?;
    }
}

#[test]
fn every_character_folds() {
    for c in '\0'..=char::MAX {
        let source = format!("1{c}\u{3099}年{c}");
        if let Err(failure) = invariants(&source) {
            panic!("{:?}: {failure}", c);
        }
    }
}
