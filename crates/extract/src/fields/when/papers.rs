//! Days that are not those of a step: of a paper that tells of other days, of the end of a contract, of a plan.

use jikenbo_model::Span;
use jikenbo_text::calendar::{Dated, Reach};
use jikenbo_text::words::opening;

use super::day::OBJECT;
use crate::lists::contains;
use crate::passage::Passage;

/// Whether the words behind a day make it that of a paper which tells of other days, of the end of a contract, or of a plan:
/// 「3月5日に届いた専門会社の報告書によれば、…侵入された」, 「3月末日をもって契約が満了する会員」, 「10月20日 発送(予定)」.
pub(super) fn of_paper_or_plan(after: &str) -> bool {
    let verbs = ["に受領した", "に受けた", "に届いた", "付の", "付け"];
    let paper = verbs.iter().find_map(|verb| after.strip_prefix(verb));
    let said = [
        "報告によると",
        "報告によれば",
        "報告によりますと",
        "報告書によると",
        "報告書によれば",
        "報告書によりますと",
        "報告では",
        "報告書では",
        "説明によると",
        "説明によれば",
        "説明によりますと",
        "説明では",
    ];
    let told = paper.is_some_and(|paper| contains(opening(paper, OBJECT), &said));
    let ends = ["をもって", "を以て", "をもちまして"].iter().any(|by| after.starts_with(by));
    let contract = ends
        && contains(
            opening(after, OBJECT),
            &["満了する", "満了となる", "退会する", "退会される", "退職する"],
        );
    let line = after.trim_end().trim_end_matches('。');
    let planned = ["(予定)", "予定"].iter().any(|plan| line.ends_with(plan)) && !after.contains('、');
    let plans = [
        "に予定してい",
        "に予定され",
        "に予定する",
        "に予定の",
        "予定の",
        "再開予定",
        "に再開予定",
        "開始予定",
        "に開始予定",
        "に再開する予定",
    ];
    // 「6月14日に行う試験の受験者」
    let held =
        ["に行う", "に行われる", "に実施する", "に開催する"].iter().find_map(|held| after.strip_prefix(held));
    let occasions = ["試験", "説明会", "研修", "イベント", "大会", "講座", "セミナー", "選挙"];
    let occasion = held.is_some_and(|noun| contains(opening(noun, OBJECT), &occasions));
    occasion
        || of_handed_report(after)
        || of_launch(after)
        || told
        || contract
        || planned
        || plans.iter().any(|plan| after.starts_with(plan))
}

/// How far behind a day the check stands that was made on it, in characters: 「に実施した年次の点検において」.
const CHECK: usize = 24;

/// Whether the words behind a day make it that of a check by which something came to light, or of leaving with the data: 「に実施した
/// 点検において判明」, 「の退職時に、…持ち出し」.
pub(super) fn of_check(after: &str) -> bool {
    let left = ["の退職時に", "の退職の際", "の退職直前", "の退職日に"];
    let made = ["に実施した", "に実施しました", "に行った", "に実施された"];
    let check = made.iter().find_map(|made| after.strip_prefix(made)).map(|rest| opening(rest, CHECK));
    let by = ["において", "により", "で判明", "で発覚", "の際", "の中で", "の過程で"];
    let found = |check: &str| {
        let name = by.iter().filter_map(|by| check.find(by)).min().and_then(|at| check.get(..at));
        name.is_some_and(|name| {
            !name.contains(['、', '。', 'を', 'が'])
                && ["点検", "監査", "棚卸", "棚卸し", "検査", "照合", "確認作業", "巡回"]
                    .iter()
                    .any(|it| name.ends_with(it))
        })
    };
    left.iter().any(|left| after.starts_with(left)) || check.is_some_and(found)
}

/// Whether a year alone only says since when a thing or house is there: 「2019年に開設した会員サイトで」.
pub(super) fn of_origin(date: &Dated, after: &str) -> bool {
    let begun =
        ["開設し", "開業し", "導入し", "設置し", "構築し", "購入し", "制作し", "稼働し", "開始し", "設立し"];
    let year = date.reach == Reach::Point && date.from.is_some_and(|from| from.month().is_none());
    let verb = after.strip_prefix('に').filter(|_| year).and_then(|rest| rest.split_once('た'));
    verb.is_some_and(|(verb, noun)| {
        begun.iter().any(|begun| verb.ends_with(begun))
            && !verb.contains(['、', '。'])
            && noun.starts_with(|c: char| c.is_alphanumeric() && !is_formal(c))
    })
}

/// What papers are counted by, and words for sets of them.
const PAPERS: &[&str] =
    &["冊", "綴り", "綴", "つづり", "部", "枚", "通", "箱", "帳票", "台帳", "名簿", "日報", "伝票", "簿"];

/// Whether the date stands alone in brackets behind papers, and says of when they are: 「帳票3冊(2015年1月)」.
pub(super) fn of_papers(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let closed = after.starts_with(')');
    let before = head.strip_suffix('(').unwrap_or_default();
    // 「最終報告書(7月30日付)」
    let dated = ["付)", "付け)"].iter().any(|end| after.starts_with(end))
        && ["報告書", "通知書", "回答書", "文書", "書面", "通知", "報告"]
            .iter()
            .any(|paper| before.ends_with(paper));
    dated || closed && PAPERS.iter().any(|paper| before.ends_with(paper))
}

/// Whether a day is that on which a service or campaign began, of which the clause goes on to tell: 「8月4日から|配信を開始した「例示祭」に
/// 応募した方」.
fn of_launch(after: &str) -> bool {
    let near = opening(after, LAUNCH);
    let begun = ["を開始した", "を開始しました", "を始めた"].iter().find_map(|begun| near.split_once(begun));
    begun.is_some_and(|(what, noun)| {
        let offered = ["配信", "販売", "提供", "募集", "サービス", "受付", "受け付け", "運用"];
        let names =
            noun.starts_with(|c: char| c == '「' || c == '『' || c.is_alphanumeric() && !is_formal(c));
        // It is told of as what persons dealt with, not as where the mistake lay.
        let behind = opening(after.get(near.len()..).unwrap_or(""), DEALT);
        let dealt = ["の際", "に際し", "された方", "した方", "いただいた"];
        let dealt = contains(noun, &dealt) || contains(behind, &dealt);
        offered.iter().any(|offer| what.ends_with(offer)) && !what.contains(['、', '。']) && names && dealt
    })
}

/// Whether a noun that begins so is only one of grammar: 「開始した際」, 「開始したところ」.
fn is_formal(first: char) -> bool {
    matches!(first, '際' | '時' | '後' | '直' | '結' | '当' | 'が' | 'と' | 'た' | 'こ' | 'の' | '以' | '段')
}

/// Whether a day is that on which a report was handed in that tells of other days: 「3月5日|付で提出を受けた報告書により、…侵入があり」.
fn of_handed_report(after: &str) -> bool {
    let papers = [
        "報告書により",
        "報告書によって",
        "報告書によれば",
        "報告書によると",
        "報告書では",
        "報告書において",
    ];
    let dated = ["付で", "付けで"].iter().find_map(|dated| after.strip_prefix(dated));
    dated.is_some_and(|paper| contains(opening(paper, HANDED), &papers))
}

/// How far behind the day of a paper its name stands, in characters: 「付で|専門会社から提出を受けた報告書により」.
const HANDED: usize = 30;

/// How far behind such a day its service is named, in characters.
const LAUNCH: usize = 24;
/// How far behind that the dealing of persons with it is told, in characters.
const DEALT: usize = 30;
