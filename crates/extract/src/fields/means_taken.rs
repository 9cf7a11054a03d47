//! Credentials that were taken as the means of an attack: what they were taken from tells of no leak of data.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Cause;
use jikenbo_text::words::opening;

use crate::Draft;
use crate::lists::contains;

/// Words for another service, from which a password went.
const ELSEWHERE: [&str; 8] =
    ["他社", "他の", "他サイト", "他サービス", "同サービス", "外部サービス", "学外の", "別のサービス"];

/// How far behind the word for another service it is said that something went from there, in characters.
const FROM: usize = 24;

/// Whether words say that something went from another service: 「他社のサービスから」, 「同サービスの運営会社が」.
fn is_elsewhere(words: &str) -> bool {
    ELSEWHERE
        .iter()
        .filter_map(|other| words.split_once(other))
        .any(|(_, rest)| contains(opening(rest, FROM), &["から", "より", "運営会社", "側"]))
}

/// Whether what went is only what the intruder came in with: a password that was used on another site too, or one of the
/// house's own staff.
pub(super) fn of_means(draft: &Draft<'_>, span: Span) -> bool {
    if draft.out.facts.cause != Some(Cause::UnauthorizedAccess) {
        return false;
    }
    let Some(own) = draft.passage.sentences.get(draft.passage.sentence_at(span.start)) else { return false };
    let sentence = draft.passage.words(own.span);
    let clause = draft.passage.clause_at(span.start);
    let near = draft.passage.words(Span::new(clause.start, clause.end.max(span.end)));
    let words = draft.passage.words(span);
    let credentials = contains(sentence, &["パスワード", "認証情報"]);
    let elsewhere = contains(words, &["漏", "流出"]) && is_elsewhere(near);
    let head = draft.passage.words(Span::new(own.span.start.min(span.start), span.start));
    let last = |subjects: &[&str]| subjects.iter().filter_map(|it| head.rfind(it)).max();
    // The credential is the last object before the theft, and no data of the persons stand beside it.
    let data = last(&["情報", "データ", "氏名", "住所", "アドレス"]);
    let of_staff = contains(words, &["奪取", "詐取", "窃取", "盗"])
        && contains(sentence, &["職員", "社員", "教員", "従業員", "担当者", "管理者", "学生", "業務用"])
        && last(&[
            "パスワードを",
            "認証情報を",
            "これらを",
            "パスワードが",
            "パスワード等が",
            "パスワード等を",
        ]) > data
        && !contains(head, &["氏名", "個人情報", "顧客情報"])
        && !contains(sentence.get(head.len()..).unwrap_or_default(), &["情報を", "データを"]);
    // 「パスワードが、同サービスの運営会社から流出し、窃取された」
    let subject = last(&["パスワードが", "認証情報が"]);
    let theirs = subject.filter(|_| subject > last(&["情報が", "データが", "氏名が", "アドレスが"]));
    let theirs = theirs.and_then(|at| head.get(at..)).is_some_and(is_elsewhere);
    credentials && (elsewhere || of_staff || theirs)
}
