//! `indicators`: technical traces that belong to the incident, not the organisation's own pages and contacts.

use jikenbo_model::vocabulary::{IndicatorType, Kind};
use jikenbo_model::{Indicator, Span};

use crate::Draft;
use crate::addresses::{Address, AddressKind};
use crate::lists::contains;
use crate::passage::Passage;

/// Words beside an address of the attacker's.
const HOSTILE: &[&str] = &[
    "攻撃元",
    "発信元",
    "接続元",
    "送信元",
    "アクセス元",
    "通信先",
    "相手先",
    "接続先",
    "不正な通信",
    "不正アクセス元",
    "偽サイト",
    "偽の",
    "偽装",
    "フィッシング",
    "不正サイト",
    "不正なサイト",
    "不審な",
    "C2",
    "C&C",
    "誘導",
    "転送先",
    "なりすまし",
    "装った",
    "をかたる",
    "詐称",
    "ハッシュ値",
    "マルウェア",
    "ウイルス",
    "ウィルス",
    "不正なURL",
    "絶対にアクセスしない",
    "アクセスしないで",
    "悪用された",
    "遮断して",
    "通信を遮断",
    "侵害",
    "IoC",
    "痕跡情報",
];

/// Words that say that a product was the way in.
const WAY_IN: &[&str] =
    &["脆弱性", "不正アクセスされ", "侵入", "悪用", "ゼロデイ", "突か", "突い", "未公表", "経由"];

/// The longest number of a flaw, in bytes: seven digits behind the year are the most so far.
const CVE: usize = "CVE-2024-1234567890".len();
/// The longest name of a product, in characters.
const PRODUCT: usize = 30;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let mut found: Vec<(IndicatorType, String, Span)> = Vec::new();
    found.extend(cves(draft.passage));
    found.extend(named(draft.passage));
    found.extend(products(draft.passage));
    found.extend(addressed(draft.passage));
    found.sort_by_key(|(_, _, span)| span.start);
    for (kind, value, span) in found {
        let known = draft.out.facts.indicators.iter().position(|one| one.kind == kind && one.value == value);
        let number = known.unwrap_or(draft.out.facts.indicators.len());
        if known.is_none() {
            draft.out.facts.indicators.push(Indicator { kind, value });
        }
        draft.prove(format!("indicators[{number}].value"), span);
    }
}

/// Numbers of published flaws.
fn cves(passage: &Passage<'_>) -> Vec<(IndicatorType, String, Span)> {
    let text = passage.text();
    let one = |(start, _): (usize, &str)| {
        let rest = text.get(start..)?;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let length = rest.bytes().take(CVE + 1).take_while(is_part).count();
        let number = rest.get(..length).filter(|_| length <= CVE)?.trim_end_matches('-');
        let sound = number.len() >= "CVE-2000-0001".len()
            && number.get(4..8)?.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| (IndicatorType::Cve, number.to_owned(), Span::new(start, start + number.len())))
    };
    text.match_indices("CVE-").filter_map(one).collect()
}

/// Malware and products that `traces.toml` knows.
fn named(passage: &Passage<'_>) -> Vec<(IndicatorType, String, Span)> {
    let mut found = Vec::new();
    for (hit, rule) in passage.hits_of("traces") {
        let number = hit.sentence as usize;
        let sentence = passage.sentence(number);
        let section = passage.section(number);
        if ["measures", "advice", "history", "contact"].iter().any(|topic| section.is(topic))
            || contains(sentence, &["今後", "再発防止"])
        {
            continue;
        }
        let words = spelled(passage.words(hit.span)).to_owned();
        match rule.value.as_str() {
            "malware" if !contains(sentence, &["ではない", "ではなく", "検出されず"]) => {
                found.push((IndicatorType::Malware, words, hit.span))
            }
            "product" if contains(sentence, WAY_IN) && !contains(sentence, &["移行", "導入"]) => {
                found.push((IndicatorType::Product, words, hit.span))
            }
            _ => {}
        }
    }
    found
}

/// A family's name in its own letters.
fn spelled(words: &str) -> &str {
    match words {
        "エモテット" => "Emotet",
        "ガンブラー" => "Gumblar",
        "アンティニー" => "Antinny",
        _ => words,
    }
}

/// Products that the text itself names where it tells of the flaw: 「VPN装置「…」の脆弱性」.
fn products(passage: &Passage<'_>) -> Vec<(IndicatorType, String, Span)> {
    let text = passage.text();
    let mut found = Vec::new();
    for (at, open) in text.match_indices('「') {
        let start = at + open.len();
        // Goods have short names; an open bracket that is never closed must not be looked for to the end of the text.
        let name = text.get(start..).unwrap_or_default().char_indices().take(PRODUCT + 1);
        let Some(length) = name.into_iter().find(|(_, c)| matches!(c, '」' | '\n')).map(|(at, _)| at) else {
            continue;
        };
        let span = Span::new(start, start + length);
        let number = passage.sentence_at(at);
        let sentence = passage.sentence(number);
        let before = passage
            .words(Span::new(passage.sentences.get(number).map_or(at, |own| own.span.start).min(at), at));
        let goods = [
            "装置",
            "機器",
            "製品",
            "ソフト",
            "ソフトウェア",
            "ルータ",
            "ファイアウォール",
            "プラグイン",
            "パッケージ",
            "ゲートウェイ",
            "CMS",
        ];
        let next = passage.sentence(number + 1);
        let flawed = contains(sentence, WAY_IN)
            || contains(next, &["当該製品の", "同製品の", "本製品の", "当該機器の"]);
        if goods.iter().any(|word| before.ends_with(word))
            && flawed
            && !passage.section(number).is("measures")
        {
            found.push((IndicatorType::Product, passage.words(span).to_owned(), span));
        }
    }
    found
}

/// Addresses that are written so that nobody clicks them, or stand beside words for the attacker's.
fn addressed(passage: &Passage<'_>) -> Vec<(IndicatorType, String, Span)> {
    let one = |address: &Address| Some((kind(passage, address)?, address.value.clone(), address.span));
    passage.addresses().iter().filter_map(one).collect()
}

fn kind(passage: &Passage<'_>, address: &Address) -> Option<IndicatorType> {
    let number = passage.sentence_at(address.span.start);
    let section = passage.section(number);
    let sentence = passage.sentence(number);
    let heading = section.heading.map_or("", |heading| passage.words(heading));
    let hostile = contains(sentence, HOSTILE) || contains(heading, HOSTILE);
    let own = contains(
        sentence,
        &[
            "当社",
            "弊社",
            "本学",
            "当協会",
            "本会",
            "当サイト",
            "問い合わせ",
            "問合せ",
            "ご連絡",
            "末尾",
            "以外の",
        ],
    ) || section.is("contact")
        || section.is("history");
    let kind = match address.kind {
        AddressKind::Ip => return (!own || hostile).then_some(IndicatorType::Ip),
        AddressKind::Hash => return Some(IndicatorType::Hash),
        AddressKind::Url => IndicatorType::Url,
        AddressKind::Email => IndicatorType::Email,
        AddressKind::Domain => IndicatorType::Domain,
        AddressKind::Phone => return None,
    };
    let public =
        [".go.jp", ".lg.jp", "ipa.or.jp", "jpcert.or.jp"].iter().any(|end| address.value.contains(end));
    let named = is_named_hostile(passage, address);
    (address.defanged || (named || hostile && !own) && !public).then_some(kind)
}

/// Whether the address stands in a bracket right behind a word for the attacker's: 「本学を装った偽サイト(…)」.
fn is_named_hostile(passage: &Passage<'_>, address: &Address) -> bool {
    let before = passage.text().get(..address.span.start).unwrap_or_default();
    let noun = before.trim_end_matches(' ').strip_suffix(['(', '「', '『']);
    noun.is_some_and(|noun| {
        ["偽サイト", "偽の画面", "偽ページ", "偽のサイト", "不正サイト", "不正なサイト", "フィッシングサイト"]
            .iter()
            .any(|word| noun.ends_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(text: &str, expected: &[(IndicatorType, &str)]) {
        let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
        let found: Vec<_> = out.facts.indicators.iter().map(|one| (one.kind, one.value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn flaws_and_products() {
        check(
            "VPN装置「例示ゲート」の脆弱性(CVE-2023-99999)が悪用された。",
            &[(IndicatorType::Product, "例示ゲート"), (IndicatorType::Cve, "CVE-2023-99999")],
        );
        check("装置「例示ゲート」を導入した。", &[]);
    }

    #[test]
    fn malware() {
        check("パソコンがEmotet(エモテット)に感染した。", &[(IndicatorType::Malware, "Emotet")]);
        check("■再発防止策\nEmotetへの注意を促す。", &[]);
    }

    #[test]
    fn addresses_of_the_attacker() {
        check("攻撃元のIPアドレス(192.0.2.7)を遮断した。", &[(IndicatorType::Ip, "192.0.2.7")]);
        check(
            "偽サイト(hxxps://bad[.]example[.]com)に誘導された。",
            &[(IndicatorType::Url, "https://bad.example.com")],
        );
        check("当社ホームページ(https://www.example.co.jp/)でお知らせします。", &[]);
        check("お問い合わせは info@example.jp まで。", &[]);
    }

    #[test]
    fn a_false_page_named_in_a_bracket() {
        check(
            "本学の画面に似せた偽サイト(login.bad-example.com)に誘導された。",
            &[(IndicatorType::Domain, "login.bad-example.com")],
        );
        check("本学の案内ページ(www.example-univ.com)をご覧ください。", &[]);
    }
}
