//! What was stopped: a service (停止 of a shop) or the way in (停止 of an account).

use jikenbo_model::Span;
use jikenbo_text::words::rfind;

use super::clause::tail_of;
use super::line::Line;
use super::sense::Sense;

/// How far before 停止 its object stands, in bytes (24 characters).
const REACH: usize = 72;

const SERVICES: &[&str] = &[
    "サービス",
    "サイト",
    "システム",
    "決済",
    "ショップ",
    "アプリ",
    "業務",
    "ホームページ",
    "機能",
    "受付",
    "販売",
    "メンテナンス",
    "ストア",
    "HP",
    "公開",
    "営業",
    "ページ",
    "フォーム",
    "モール",
    "買取",
    "オンライン",
    "稼働",
    "受け入れ",
    "受入",
    "診療",
    "手術",
    "予約",
    "申込",
    "申し込み",
    "登録",
    "出荷",
    "受注",
    "注文",
    "窓口",
];
const WAYS_IN: &[&str] = &[
    "サーバ",
    "ネットワーク",
    "通信",
    "アカウント",
    "アドレス",
    "接続",
    "端末",
    "アクセス",
    "ID",
    "パソコン",
    "PC",
    "提供",
    "利用",
    "使用",
    "メール",
    "回線",
    "電話",
    "機器",
    "VPN",
    "ログイン",
    "通知",
    "フォルダ",
    "ファイル",
    "データ",
    "リンク",
    "リモートデスクトップ",
];

/// What is stopped between two parties, which shuts nothing: 「新規の業務委託を停止」.
const DEALINGS: &[&str] = &["委託を", "取引を", "発注を", "契約を", "取引の", "委託の", "発注の"];

/// [`Sense::Stop`] or [`Sense::Shut`], by the object that stands last before the words at `words`; `None` of dealings.
pub(super) fn of_halt(line: &Line<'_, '_>, words: Span) -> Option<Sense> {
    if line.passage.words(Span::new(words.end, line.span.end)).starts_with("が続") {
        return Some(Sense::Down);
    }
    let before = line.passage.words(Span::new(line.span.start, words.start));
    // 「各システムが停止しました」: nobody stopped them.
    let behind = line.passage.words(Span::new(words.end, line.span.end));
    if before.ends_with(['が', 'も']) && ["しま", "した", "し、"].iter().any(|end| behind.starts_with(end))
    {
        return Some(Sense::Down);
    }
    // 「サーバーが停止していることを確認」
    if before.ends_with('が') && behind.starts_with("していること") {
        return None;
    }
    if DEALINGS.iter().any(|dealing| before.ends_with(dealing)) {
        return None;
    }
    let head = line.passage.words(Span::new(line.span.start, words.end));
    let near = tail_of(head, REACH);
    let last =
        |words: &[&str]| words.iter().filter_map(|word| rfind(near, word).map(|at| at + word.len())).max();
    Some(match (last(SERVICES), last(WAYS_IN)) {
        (Some(service), Some(way)) if way > service => Sense::Shut,
        (None, _) => Sense::Shut,
        _ => Sense::Stop,
    })
}
