//! `services`: names of the services, shops, sites and apps concerned, which people know better than the company's.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Kind;

use crate::Draft;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Words before a name in brackets that say that it is a service: 「通販サイト「…」」.
const BEFORE: &[&str] = &[
    "サイト",
    "サービス",
    "アプリ",
    "ショップ",
    "ストア",
    "運営する",
    "運営している",
    "運営しております",
    "運営の",
    "提供する",
    "提供している",
    "提供しております",
    "が展開する",
    "システム",
    "プラットフォーム",
    "ブランド",
    "モール",
    "ゲーム",
    "会員サービス",
    "倶楽部",
    "クラウド",
    "シェアサイクル",
    "ポータル",
    "ご案内しております",
];

/// Words behind a name in brackets that say so: 「…」への不正ログイン.
const BEHIND: &[&str] = &[
    "への不正",
    "に対する不正",
    "への不正ログイン",
    "サイト",
    "サービス",
    "アプリ",
    "のサーバ",
    "のシステム",
    "をご利用",
    "をご愛顧",
    "の会員",
    "会員",
    "のWEBサイト",
    "の管理画面",
    "における不",
    "にご登録",
    "のサイト",
    "の応募フォーム",
    "応募フォーム",
    "がつながり",
    "につながり",
    "の障害",
    "の申込フォーム",
    "の利用者",
    "の契約者",
    "の登録者",
];

/// Endings of what is no service's name: titles of notices, laws, files.
const NO_NAME: &[&str] = &[
    "について",
    "お知らせ",
    "お詫び",
    "ご報告",
    "件",
    "法律",
    "規程",
    "規則",
    "ポリシー",
    "ください",
    "ました",
    "ます",
    "ません",
    "です",
    "通知",
    "報告",
    "マニュアル",
    "ガイドライン",
    "要領",
    "会社",
    "財団",
    "法人",
    "協会",
    "大学",
    "ファイル",
    "方針",
    "対策",
    "フォルダ",
    "という",
    "委託先",
    "当社",
    "弊社",
    "本件",
    "本サービス",
    "本サイト",
    "本アプリ",
    "当サイト",
    "事業者",
    "お問い合わせ",
    "個人情報",
    "元社員",
    "委託事業者",
    "受託者",
    "本事案",
    "欄",
    "業務",
    "事業",
    "調査",
    "届",
    "書",
    "者",
    "表示",
    "公開",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let product: Vec<String> = draft.out.facts.indicators.iter().map(|one| one.value.clone()).collect();
    for (span, sentence) in quoted(draft.passage) {
        let name = draft.passage.words(span).trim().to_owned();
        let known = draft.out.facts.services.contains(&name) || product.contains(&name);
        let company = draft.out.facts.organization.as_deref().is_some_and(|own| own.contains(&name))
            || draft.out.facts.chain.iter().any(|link| link.name.as_deref() == Some(&name));
        if known || company || !is_service(draft.passage, span, sentence) {
            continue;
        }
        let path = format!("services[{}]", draft.out.facts.services.len());
        draft.out.facts.services.push(name);
        draft.prove(path, span);
    }
}

/// What stands in 「」 or 『』, with its sentence.
fn quoted(passage: &Passage<'_>) -> Vec<(Span, usize)> {
    let text = passage.text();
    text.match_indices(['「', '『'])
        .filter_map(|(at, open)| {
            let start = at + open.len();
            let close = if open == "「" { '」' } else { '』' };
            let length = text.get(start..)?.find([close, '「', '『', '\n', '。'])?;
            text.get(start + length..)?
                .starts_with(close)
                .then(|| (Span::new(start, start + length), passage.sentence_at(at)))
        })
        .collect()
}

fn is_service(passage: &Passage<'_>, span: Span, number: usize) -> bool {
    let name = passage.words(span);
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let count = name.chars().count();
    let section = passage.section(number);
    let apart =
        ["advice", "contact", "history", "measures", "performance"].iter().any(|topic| section.is(topic));
    if !(2..=24).contains(&count)
        || NO_NAME.iter().any(|end| name.ends_with(end))
        || contains(name, &["、", "。", "(株)"])
    {
        return false;
    }
    let mark = '「'.len_utf8();
    let before = passage.words(Span::new(sentence.span.start, span.start.saturating_sub(mark)));
    let behind = passage.words(Span::new((span.end + mark).min(sentence.span.end), sentence.span.end));
    let called = behind.starts_with("といいます")
        || behind.starts_with("という")
        || behind.starts_with("と")
        || before.ends_with("以下")
        || before.ends_with("以下、");
    let led = BEFORE.iter().any(|word| before.ends_with(word));
    let followed = BEHIND.iter().any(|word| behind.starts_with(word));
    !called
        && (sentence.role == Role::Title && (led || followed) || !apart && (led || followed && number < 12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(text: &str, expected: &[&str]) {
        let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
        assert_eq!(out.facts.services, expected, "{text}");
    }

    #[test]
    fn names_of_services() {
        check("弊社が運営する「例示市場」への不正アクセスがありました。", &["例示市場"]);
        check("アプリ「れいじ帳」の会員情報が流出しました。", &["れいじ帳"]);
        check("アプリ『れいじ帳』の会員情報が流出しました。", &["れいじ帳"]);
        check("「れいじ帳」の利用者から連絡がありました。", &["れいじ帳"]);
        check("サイトに「不正アクセスについて」を掲載しました。", &[]);
        check("株式会社例示(以下「当社」)の「安全」への取組です。", &[]);
    }
}
