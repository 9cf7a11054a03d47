use serde::Deserialize;

use super::{LIKELY, judge};

#[derive(Deserialize)]
struct Titles {
    incidents: Vec<String>,
    ordinary: Vec<String>,
}

/// Of titles of incidents so many in a hundred are taken, and of what is taken so many are of incidents; both only rise.
const RECALL: usize = 95;
const PRECISION: usize = 95;

#[test]
fn titles_of_incidents_are_told_from_others() {
    let titles: Titles = toml::from_str(include_str!("titles.toml")).unwrap();
    let is_taken = |title: &&String| judge(Some(title), None).score >= LIKELY;
    let taken = titles.incidents.iter().filter(is_taken).count();
    let wrong = titles.ordinary.iter().filter(is_taken).count();
    for title in titles.incidents.iter().filter(|title| !is_taken(title)) {
        println!("missed {title}: {:?}", judge(Some(title), None));
    }
    for title in titles.ordinary.iter().filter(is_taken) {
        println!("wrong {title}: {:?}", judge(Some(title), None));
    }
    let (recall, precision) = (taken * 100 / titles.incidents.len(), taken * 100 / (taken + wrong));
    println!(
        "recall {taken} of {} ({recall} %), wrong {wrong} of {}, precision {precision} %",
        titles.incidents.len(),
        titles.ordinary.len()
    );
    assert!(titles.incidents.len() >= 75 && titles.ordinary.len() >= 100);
    assert!(recall >= RECALL && precision >= PRECISION);
}

#[test]
fn a_longer_word_takes_the_place_of_those_in_it() {
    let words = |title: &str| -> Vec<(&str, i16)> {
        judge(Some(title), None).reasons.iter().map(|reason| (reason.word, reason.weight)).collect()
    };
    assert_eq!(words("ランサムウェア対策"), [("ランサムウェア対策", -500)]);
    assert_eq!(words("ランサムウェア"), [("ランサムウェア", 650)]);
    // Of one group the heaviest word counts, however many there are.
    assert_eq!(words("紛失、盗難"), [("紛失", 550)]);
    assert_eq!(words("ＵＳＢメモリ"), words("USBメモリ"));
}

#[test]
fn a_summary_counts_half_and_a_title_goes_before_it() {
    let judged = judge(Some("お知らせ"), Some("不正アクセスにより個人情報が漏えいしたおそれがあります"));
    assert_eq!((judged.score, judged.reasons[0].weight), (325 + 300 + 125 + 50, 325));
    let both = judge(Some("不正アクセスについて"), Some("不正アクセス"));
    assert_eq!((both.score, both.reasons.len()), (650, 1));
    assert_eq!(judge(None, None).score, 0);
    assert_eq!(judge(Some("情報漏えい・不正アクセス・紛失・誤送信のお詫び"), None).score, super::FULL);
}

/// What real lists showed: words within others, and those of articles on leaks.
#[test]
fn what_stands_on_lists_of_news_is_no_incident() {
    let score = |title: &str| judge(Some(title), None).score;
    for title in [
        "入札事務における通知書の誤送付について",
        "国民健康保険の納付書の紛失について",
        "不審なメールに関するお詫びと注意喚起",
        "本学関係者を装った不審なメールについて",
        "例示学部のアドレスからの迷惑メールについて",
        "クレジットカード情報の漏えいに関するFAQ",
        "事務員の鞄の盗難について",
    ] {
        assert!(score(title) >= LIKELY, "{title}: {:?}", judge(Some(title), None));
    }
    for title in [
        "新型コロナウィルス感染症への対応について",
        "情報漏えいのお詫び文の書き方",
        "個人情報流出のお詫びメール文例",
        "個人情報の漏えい件数が過去最多を更新",
        "不正アクセス被害の増加",
        "紛失事故が2年連続最多、情報漏えいの実態",
        "例示マルウェアの脅威",
        "社員を装ったメールにご注意ください",
        "入札公告の訂正について",
    ] {
        assert!(score(title) < LIKELY, "{title}: {:?}", judge(Some(title), None));
    }
}
