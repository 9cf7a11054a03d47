//! `medium`: whether the data lay on paper or in electronic form.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Kind, Leak, Medium};

use crate::Draft;
use crate::lists::contains;
use crate::passage::{Passage, Sentence};

/// Things of paper.
const PAPER: &[&str] = &[
    "書類",
    "用紙",
    "帳票",
    "伝票",
    "紙",
    "台帳",
    "名簿",
    "申込書",
    "申請書",
    "通知書",
    "封筒",
    "封入",
    "投函",
    "郵送",
    "FAX",
    "ファクス",
    "ファックス",
    "ファクシミリ",
    "手帳",
    "調査票",
    "カルテ",
    "証明書",
    "文書",
    "答案",
    "契約書",
    "領収書",
    "診断書",
    "処方箋",
    "冊子",
    "綴",
    "段ボール",
    "マイクロフィルム",
    "徴収簿",
    "納付書",
    "督促状",
    "はがき",
    "ハガキ",
    "訪問記録",
    "指導要録",
    "記録簿",
    "メモ",
];

/// Words in which a word for paper stands for something else.
const NO_PAPER: &[&str] = &[
    "電子カルテ",
    "名簿業者",
    "名簿屋",
    "お詫びの文書",
    "文書で",
    "文書により",
    "書面",
    "電子文書",
    "電子証明書",
    "表紙",
    "身分証明書",
];

/// Things of bits. ファイル is also a folder for paper and counts only where nothing of paper is named.
const ELECTRONIC: &[&str] = &[
    "メール",
    "サーバ",
    "システム",
    "データ",
    "USB",
    "パソコン",
    "PC",
    "サイト",
    "クラウド",
    "ホームページ",
    "ウェブ",
    "Web",
    "WEB",
    "フォーム",
    "アカウント",
    "ネットワーク",
    "SNS",
    "ハードディスク",
    "HDD",
    "CD-ROM",
    "DVD",
    "SDカード",
    "スマートフォン",
    "タブレット",
    "アプリ",
    "インターネット",
    "電子",
    "Excel",
    "エクセル",
    "記録媒体",
    "端末",
    "ツイッター",
    "twitter",
    "インスタグラム",
    "携帯電話",
    "ファイル",
];

/// What befell the things that data lay on.
const FATES: &[&str] = &[
    "紛失",
    "亡失",
    "遺失",
    "滅失",
    "誤送付",
    "誤交付",
    "誤廃棄",
    "誤配",
    "誤送信",
    "誤発送",
    "誤投函",
    "盗難",
    "盗ま",
    "置き忘れ",
    "所在不明",
    "取り違え",
    "漏え",
    "漏洩",
    "流出",
    "投函",
    "同封",
    "封入",
    "誤って",
    "見当たら",
    "掲載",
    "閲覧",
    "落と",
    "持ち出",
    "送信",
    "送付",
    "交付",
    "表示",
    "見える",
    "投稿",
    "書き込",
    "廃棄",
    "保存",
    "記載",
    "公開",
    "転送",
    "ログイン",
    "なくな",
    "持ち去",
    "提供",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let facts = &draft.out.facts;
    let untouched =
        facts.leak == Some(Leak::None) && facts.data_types.is_empty() && facts.affected.is_empty();
    if untouched {
        return;
    }
    let intruded = matches!(facts.cause, Some(Cause::UnauthorizedAccess | Cause::Misconfiguration));
    let (paper, mut electronic) = places(draft.passage);
    if electronic.is_empty() && intruded && facts.leak != Some(Leak::None) {
        let named = |sentence: &Sentence| first(draft.passage.words(sentence.span), sentence, ELECTRONIC);
        electronic.extend(draft.passage.sentences.iter().find_map(named));
    }
    let electronic_only = intruded || electronic.len() >= 3 * paper.len().max(1) && paper.len() < 2;
    let paper_only = !intruded && paper.len() >= 2 * electronic.len().max(1);
    for (medium, spans, other) in
        [(Medium::Paper, &paper, electronic_only), (Medium::Electronic, &electronic, paper_only)]
    {
        if let Some(&span) = spans.first().filter(|_| !other) {
            draft.out.facts.medium.insert(medium);
            draft.prove(format!("medium.{medium}"), span);
        }
    }
}

/// The words for paper, and those for electronic things, in sentences that tell of the mishap.
fn places(passage: &Passage<'_>) -> (Vec<Span>, Vec<Span>) {
    let (mut paper, mut electronic) = (Vec::new(), Vec::new());
    for (number, sentence) in passage.sentences.iter().enumerate() {
        let section = passage.section(number);
        let apart =
            ["measures", "contact", "advice", "persons", "history"].iter().any(|topic| section.is(topic))
                && !section.is("outline");
        let words = passage.words(sentence.span);
        if apart || !contains(words, FATES) {
            continue;
        }
        let on_paper = first(words, sentence, PAPER).filter(|_| !contains(words, NO_PAPER));
        let file = words.contains("ファイル") && on_paper.is_some();
        let in_bits =
            first(words, sentence, if file { &ELECTRONIC[..ELECTRONIC.len() - 1] } else { ELECTRONIC });
        match (on_paper, in_bits) {
            (Some(span), None) => paper.push(span),
            (_, Some(span)) => electronic.push(span),
            (None, None) => {}
        }
    }
    (paper, electronic)
}

/// The first of `list` in `words`.
fn first(words: &str, sentence: &Sentence, list: &[&str]) -> Option<Span> {
    let found = list.iter().filter_map(|word| words.find(word).map(|at| (at, word.len())));
    let (at, length) = found.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    Some(Span::new(sentence.span.start + at, sentence.span.start + at + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(cause: Cause, text: &str, expected: &[Medium]) {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.cause = Some(cause);
        };
        let out = testing::read(text, prepare, &[read]);
        assert_eq!(out.facts.medium.iter().copied().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn paper_or_bits() {
        check(Cause::LossTheft, "申込書3枚を紛失しました。", &[Medium::Paper]);
        check(Cause::LossTheft, "USBメモリを紛失しました。", &[Medium::Electronic]);
        check(Cause::Insider, "電子カルテを閲覧していました。", &[Medium::Electronic]);
        check(Cause::OperationError, "電話で回答しました。", &[]);
    }
}
