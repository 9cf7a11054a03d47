//! Persons and data of whom the words around the figure say by themselves that they are those concerned: 「漏えいした可能性のあるお客様
//! 310名」, 「申込者52名に…、申込者全員の氏名が記載された名簿を」. What the sentence goes on to say of them changes nothing.

use jikenbo_model::Span;
use jikenbo_text::words::{closing, find, rfind};

use super::grammar::{Particle, Tail};
use super::place::Place;
use crate::lists::contains;

/// Words for a leak that stand before the noun that is counted.
const LEAKS: &[&str] = &["漏えい", "漏洩", "流出", "漏れ"];

/// What joins such a word to the noun, the longest first.
const JOINTS: &[&str] = &[
    "した可能性のある",
    "した可能性がある",
    "したおそれのある",
    "したおそれがある",
    "した恐れのある",
    "した恐れがある",
    "した疑いのある",
    "の可能性のある",
    "の可能性がある",
    "のおそれのある",
    "のおそれがある",
    "の恐れのある",
    "の恐れがある",
    "の疑いのある",
    "が確認された",
    "していた",
    "した",
];

/// How far before a figure its leak stands, in characters.
const REACH: usize = 36;

/// The longest noun between the two, in characters.
const NOUN: usize = 18;

/// Nouns that are not themselves what leaked.
const OTHERS: &[&str] = &[
    "場合",
    "事案",
    "事件",
    "事故",
    "事態",
    "相手",
    "原因",
    "経路",
    "端末",
    "パソコン",
    "サーバ",
    "当時",
    "時点",
    "とき",
    "際",
    "うえ",
    "者から",
    "先",
];

/// Whether the noun before the figure is said to have leaked, or that it may have: 「情報が流出したお客様310名」.
pub(super) fn attributed(place: &Place<'_>) -> bool {
    let words = closing(place.before(), REACH);
    let Some(leak) = LEAKS.iter().filter_map(|leak| rfind(words, leak).map(|at| at + leak.len())).max()
    else {
        return false;
    };
    let rest = words.get(leak..).unwrap_or_default();
    let Some(noun) = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) else { return false };
    let noun = noun.trim_end_matches([' ', '約', '計']);
    noun.chars().count() <= NOUN
        && !noun.contains(['は', 'が', 'を', 'に', 'で', 'も', '、', '。', ':', '(', ')'])
        && !noun.contains(|c: char| c.is_ascii_digit())
        && !contains(noun, OTHERS)
}

/// Whether nothing more is said of a leak behind the figure, so that what is denied there is something else: 「漏えいした400名の情報が悪用
/// された事実はありません」.
pub(super) fn attributed_only(place: &Place<'_>) -> bool {
    attributed(place) && !contains(place.behind(), &["漏", "流出", "閲覧", "対象者ではな"])
}

/// Words for all to whom a mail went.
const RECIPIENTS: &[&str] = &["受信者", "送信先", "宛先", "送付先", "配信先", "受け取った方"];

/// How far behind the word for all of them their data stand, in bytes (12 characters).
const DATA: usize = 36;

/// Whether mail to these showed each of them the data of all: 「参加者62名に案内を送る際、参加者全員の氏名が記された名簿を添付した」.
pub(super) fn shown_to_all(place: &Place<'_>, tail: &Tail) -> bool {
    if tail.particle != Particle::To {
        return false;
    }
    let behind = place.behind();
    let Some(at) = find(behind, "全員の").or_else(|| find(behind, "全員分の")) else { return false };
    let start = place.behind.start + at;
    let head = behind.get(..at).unwrap_or_default();
    let who = place.passage.words(place.noun()).trim_end_matches(['計', '合', '約', 'の']);
    let same = who.char_indices().rev().nth(1).and_then(|(at, _)| who.get(at..));
    let named =
        same.is_some_and(|same| head.ends_with(same)) || RECIPIENTS.iter().any(|word| head.ends_with(word));
    let end = place.passage.text().floor_char_boundary(start + "全員の".len() + DATA).min(place.behind.end);
    named
        && place.passage.hits_in("data_types", Span::new(start, end.max(start))).next().is_some()
        && place.has("leak", Span::new(start, place.behind.end))
}
