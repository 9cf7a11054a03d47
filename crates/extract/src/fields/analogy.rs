//! Sentences that tell of other incidents: 「同様の事件は過去にも起きている。2009年には証券会社の社員が…」. Their days and figures are none of
//! the report's.

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::{find, opening};

use crate::lists::contains;
use crate::passage::Passage;

/// How far into a sentence it is said whose incident it tells of, in characters.
const HEAD: usize = 30;

/// So many sentences in a row, each of its year, go on with what the first turned to.
const RUN: usize = 8;

/// Whether sentence `number` tells of another incident than the report's: it turns to others, or goes on in the same
/// paragraph, of one year after the other, where a sentence before it did.
pub(super) fn is_analogy(passage: &Passage<'_>, number: usize) -> bool {
    let block = |at: usize| passage.sentences.get(at).map(|sentence| sentence.block);
    for at in (0..=number).rev().take(RUN).take_while(|at| block(*at) == block(number)) {
        if opens(passage.sentence(at)) || also_before(passage, at) {
            return true;
        }
        if !is_of_year(passage.sentence(at)) {
            return false;
        }
    }
    false
}

/// Whether a sentence turns to other incidents.
fn opens(words: &str) -> bool {
    let words = words.trim_start();
    let like =
        ["同様の", "同種の", "類似の", "似たような", "似た"].iter().find_map(|word| words.strip_prefix(word));
    let incident = ["事件", "事案", "事故", "事例", "漏えい", "流出", "被害", "不正"];
    let like = like.is_some_and(|rest| incident.iter().any(|word| rest.starts_with(word)));
    let elsewhere = || {
        contains(
            opening(words, HEAD),
            &["過去にも", "過去に", "他社でも", "他の企業でも", "各地で", "相次い", "後を絶た"],
        )
    };
    like && elsewhere()
        || words.starts_with("過去にも")
        || of_other(words)
        || of_the_times(words)
        || at_others(words)
        || of_many(words)
        || repeated(words)
        || named(words)
}

/// Whether a sentence tells of a leak at others, or of one years before: 「他の自治体では、約2万人分が流出した」, 「3年前にも顧客名簿が流出した」.
fn at_others(words: &str) -> bool {
    let others = [
        "他社では",
        "他社において",
        "他の自治体において",
        "他の企業において",
        "他の団体において",
        "他の自治体では",
        "他の企業では",
        "別の企業でも",
        "同業では",
        "同業他社では",
        "年前にも",
    ];
    let head = opening(words, HEAD);
    head.contains(['他', '別', '業', '前'])
        && contains(head, &others)
        && contains(words, &["漏", "流出", "紛失", "誤って"])
        && !contains(words, &["ていたことが", "判明", "発覚", "今回", "本件"])
        && !contains(words, OWN)
}

/// What says that it happened to the writer too.
const OWN: &[&str] = &[
    "当社でも",
    "弊社でも",
    "本市でも",
    "当市でも",
    "当院でも",
    "当校でも",
    "当社においても",
    "本学でも",
    "当会でも",
];

/// Whether a sentence gives figures over many incidents: 「この1年間に県内の学校で起きた紛失は」, 「調査会社によると、2021年に流出した」.
fn of_many(words: &str) -> bool {
    let spans = ["この1年間に", "この一年間に", "過去1年間に", "この数年で", "この1年間で"];
    let spans = spans.iter().any(|span| words.starts_with(span));
    let places = ["県内", "市内", "都内", "府内", "国内", "全国", "業界"];
    if spans {
        return contains(words, &places) && contains(words, &["起きた", "発生した", "公表"]);
    }
    let Some((source, rest)) = words.split_once("によると、").or_else(|| words.split_once("によれば、"))
    else {
        return false;
    };
    let year = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    source.chars().count() <= HEAD
        && year.len() < rest.len()
        && ["年に漏", "年に流出", "年に公表", "年に発生"].iter().any(|word| year.starts_with(word))
}

/// Whether a sentence tells of an incident of a year before, which the report's own repeats: 「平成24年度に発生した漏えいに続き2回目です」.
fn repeated(words: &str) -> bool {
    let head = words.trim_start_matches(['平', '成', '令', '和', '元']);
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = ["年に発生した", "年度に発生した", "年に起きた", "年度に起きた"];
    rest.len() < words.len()
        && year.iter().any(|year| rest.starts_with(year))
        && contains(words, &["に続き", "再発と", "2回目", "2度目", "二度目", "3回目", "3度目"])
        && !contains(words, &["今回", "本件", "この度", "このたび", "判明", "発覚"])
}

/// Whether a sentence tells of what was made known of somebody else: 「先日公表された例示社の事案では」, 「昨年は例示商店でも同様の手口で」.
fn named(words: &str) -> bool {
    let times = ["先日", "先月", "先般", "昨年", "一昨年", "今年", "最近"];
    if !times.iter().any(|time| words.starts_with(time)) || !contains(words, &["漏", "流出", "紛失"]) {
        return false;
    }
    let head = opening(words, HEAD);
    let like = ["でも同様の手口で", "でも同様の事案", "でも同様の事件", "でも同様の被害", "でも同様の攻撃"];
    let told = head.contains("公表された") && contains(head, &["の事案では", "の事件では", "の事例では"]);
    (told || contains(head, &like))
        && !contains(
            words,
            &["当社", "弊社", "本市", "当市", "当院", "当校", "本校", "本学", "同社", "今回", "判明", "発覚"],
        )
}

/// Whether a sentence tells of what goes on everywhere: 「他社では同種の被害が相次いでいます」.
fn of_the_times(words: &str) -> bool {
    let everywhere = ["他社で", "他の企業で", "他の団体で", "他団体で", "全国で", "各地で", "近年", "昨今"];
    everywhere.iter().any(|place| words.starts_with(place))
        && contains(words, &["相次", "多発", "後を絶た", "頻発", "急増して"])
}

/// Whether a sentence tells of an incident of an earlier month or year beside the report's own: 「昨年8月にも名簿の紛失が発生しています」.
/// What was found to have happened 「昨年8月にも」 is the report's own.
fn also_before(passage: &Passage<'_>, number: usize) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let [date] = passage.dates_in(sentence.span) else { return false };
    let after = passage.words(Span::new(date.span.end, sentence.span.end));
    let vague = date.reach == Reach::Point && date.from.is_some_and(|from| from.day().is_none());
    vague
        && after.starts_with("にも")
        && !contains(after, &["ていたこと", "判明", "発覚", "確認", "今回", "本件", "同一"])
        && passage
            .hits_in("incident", Span::new(date.span.end, sentence.span.end))
            .any(|(_, rule)| rule.value == "incident")
}

/// What ends the clause in which an earlier incident is told of as what something was done about since.
const SINCE: &[&str] = &["てきたが", "てきましたが", "てまいりましたが", "て参りましたが", "てきたところ"];

/// The words of a sentence that tell of an earlier incident, since which something has been done: 「2月に発生した紛失を受け、研修を
/// 行ってきたが、6月3日、誤送信が発生した」.
pub(super) fn background(passage: &Passage<'_>, sentence: Span) -> Option<Span> {
    let words = passage.words(sentence);
    // 「2月にも紛失が発生し、…てきましたが」
    let also =
        || find(words, "発生し、").filter(|&at| words.get(..at).is_some_and(|head| head.contains("にも")));
    let at = find(words, "を受け").or_else(also)?;
    let (head, rest) = words.split_at(at);
    let told = rest.starts_with("発生し、")
        || contains(head, &["発生した", "起きた", "公表した", "発表した", "判明した", "発覚した"]);
    let since = SINCE.iter().filter_map(|since| find(rest, since)).min().filter(|_| told)?;
    let behind = Span::new(sentence.start + at + since, sentence.end);
    let anew = passage.dates_in(behind).first().is_some_and(|date| {
        let after = Span::new(date.span.end, sentence.end);
        passage.hits_in("incident", after).any(|(_, rule)| rule.value == "incident")
    });
    let inquired = contains(rest.get(..since).unwrap_or_default(), &["調査", "確認", "復旧"]);
    (anew && !inquired).then(|| Span::new(sentence.start, sentence.start + at))
}

/// Whether a sentence begins with a year and somebody else: 「2009年には他社の社員が」.
fn of_other(head: &str) -> bool {
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("年には").or_else(|| rest.strip_prefix("年にも")).unwrap_or("");
    rest.starts_with("他社") || rest.starts_with("別の") || rest.starts_with("他の")
}

/// Whether a sentence begins with a year: 「2009年には」.
fn is_of_year(words: &str) -> bool {
    let words = words.trim_start();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && ["年には", "年にも", "年に"].iter().any(|year| rest.starts_with(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lists;
    use crate::testing::document;

    fn check(text: &str, expected: &[bool]) {
        let (document, report) = document(text);
        let passage = Passage::new(&document, &report, Lists::builtin());
        let found: Vec<bool> = (0..passage.sentences.len()).map(|at| is_analogy(&passage, at)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn other_incidents_are_told_of() {
        check(
            "同様の事件は過去にも起きている。2011年には銀行の社員が名簿を売った。当社では再発防止に努める。",
            &[true, true, false],
        );
        check("2011年には他社の社員が名簿を持ち出した。", &[true]);
    }

    #[test]
    fn an_incident_of_an_earlier_month_is_another() {
        check("なお、2021年8月にも名簿の紛失が発生しております。", &[true]);
        check("他社ではランサムウェアの被害が相次いでいます。", &[true]);
        check("調査の結果、2021年8月にも不正アクセスを受けていたことが判明しました。", &[false]);
        check("2021年8月3日にも同じ不正アクセスが発生しました。", &[false]);
    }

    #[test]
    fn a_leak_at_others_or_of_years_before_is_another() {
        check("同システムを利用する他の自治体では、約2万人分の情報が漏えいしたと報じられています。", &[true]);
        check("当院では3年前にも患者410人分の名簿を紛失した。", &[true]);
        check("調査の結果、3年前にも名簿を紛失していたことが判明しました。", &[false]);
        check("他社で流出したと思われるパスワードが使われ、会員情報が流出しました。", &[false]);
    }

    #[test]
    fn figures_over_many_and_others_by_name_are_others() {
        check("他社において約9万人分の情報が流出した事案を受け、点検を行ったものです。", &[true]);
        check("調査会社によると、2021年に漏えいした個人情報は410万人分に上る。", &[true]);
        check("この1年間に県内の学校で起きた個人情報の紛失は21件です。", &[true]);
        check("平成24年度に発生した漏えいに続き2回目です。", &[true]);
        check("昨年7月には例示商店でも同様の手口で4万人分の個人情報が漏えいしている。", &[true]);
        check("先日公表された例示社の事案では、約60万件の情報が漏えいしています。", &[true]);
        check("他社において流出した事案を受け点検したところ、当社でも紛失が見つかった。", &[false]);
        check("委託先によると、会員の情報が漏えいした。", &[false]);
        check("2021年に発生した不正アクセスにより情報が流出しました。", &[false]);
        check("昨年は当社でも同様の手口で情報が漏えいしました。", &[false]);
    }

    #[test]
    fn what_was_answered_since_is_background() {
        let found = |text: &str| {
            let (document, report) = document(text);
            let passage = Passage::new(&document, &report, Lists::builtin());
            let span = passage.sentences.first().map(|first| first.span).unwrap_or_default();
            background(&passage, span).map(|span| passage.words(span).to_owned())
        };
        assert_eq!(
            found(
                "2021年4月に発生した名簿の紛失を受け、点検を続けてきましたが、7月9日に不正アクセスを受けました。"
            )
            .as_deref(),
            Some("2021年4月に発生した名簿の紛失")
        );
        assert_eq!(
            found(
                "2021年4月に発生した不正アクセスを受け、調査を進めてまいりましたが、7月9日に情報の流出が判明しました。"
            ),
            None
        );
    }

    #[test]
    fn the_reports_own_are_not() {
        check("同様の誤送信が他に2件あったことが判明しました。", &[false]);
        check("2011年には社員が名簿を持ち出していました。", &[false]);
    }

    #[test]
    fn a_row_of_years_without_end_is_no_endless_work() {
        let years = "2009年には漏れました。".repeat(40);
        check(&years, &[false; 40]);
        let like = format!("同様の事件は過去にも起きている。{years}");
        let found = {
            let (document, report) = document(&like);
            let passage = Passage::new(&document, &report, Lists::builtin());
            (0..passage.sentences.len()).filter(|at| is_analogy(&passage, *at)).count()
        };
        assert_eq!(found, RUN);
    }
}
