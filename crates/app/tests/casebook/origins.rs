//! Cases that come from one breach, from pages on.

use std::path::PathBuf;

use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::filing::{ReportOutcome, TiedTo};
use jikenbo_app::casebook::show::show;
use jikenbo_casebook::{linking, origins, review};
use jikenbo_model::{SuggestionKind, SuggestionState};

use crate::book::{Book, adding};
use crate::keeping::faults;

/// A victim of a contractor's breach; `chain` says whose.
fn victim(name: &str, chain: &str, day: u8) -> String {
    format!(
        "2025年11月{day}日\n{name}\n\n委託先への不正アクセスによる個人情報漏えいの可能性について\n\n\
         本市が業務を委託している{chain}のサーバーが、2025年11月3日、第三者による不正アクセスを受け、\
         ランサムウェアに感染したことが判明しました。\n\
         漏えいした可能性のある個人情報は、住民の氏名と住所{}件です。\n",
        u32::from(day) * 100 + 7
    )
}

/// The breached contractor itself.
const CONTRACTOR: &str = "2025年11月6日\n株式会社例示情報処理\n\n不正アクセスによる個人情報漏えいの可能性について\n\n\
    2025年11月3日、当社のサーバーが第三者による不正アクセスを受け、ランサムウェアに感染したことが判明しました。\n\
    漏えいした可能性のある個人情報は、委託元の住民の氏名と住所約1,500件です。\n\n\
    公表にご了承をいただいたお客様\n・見本市 707件\n・架空町 807件\n";

fn pages(book: &Book, texts: &[String]) -> Vec<PathBuf> {
    texts.iter().enumerate().map(|(n, text)| book.page(&format!("{n}.txt"), text)).collect()
}

/// The numbers of the cases that come from each origin of the case with this number.
fn mates(casebook: &mut Casebook, number: &str) -> Vec<String> {
    let view = show(casebook, number).unwrap();
    let mates = view.origins.iter().flat_map(|origin| &origin.mates);
    mates.filter_map(|(_, number)| number.map(|number| number.to_string())).collect()
}

fn tied(report: &ReportOutcome) -> Option<&TiedTo> {
    report.origins.first()
}

pub fn direct(name: &str, day: u8) -> String {
    victim(name, "株式会社例示情報処理", day)
}

#[test]
fn victims_of_a_contractor_attach_themselves() {
    for at_once in [true, false] {
        let book = Book::new();
        let texts = [direct("見本市", 7), direct("架空町", 8), direct("想定大学", 20)];
        let pages = pages(&book, &texts);
        let filed: Vec<ReportOutcome> = if at_once {
            adding(&mut book.open(), &pages)
        } else {
            pages.iter().flat_map(|page| adding(&mut book.open(), std::slice::from_ref(page))).collect()
        };
        assert_eq!(tied(&filed[0]), None);
        for report in &filed[1..] {
            let tied = tied(report).unwrap();
            assert_eq!(tied.name.as_deref(), Some("株式会社例示情報処理"));
            assert!(tied.number.is_some() && tied.score >= 600);
            let reason = &tied.reasons[0];
            assert!(!reason.new.is_empty() && !reason.other.is_empty());
            assert!(reason.new.iter().chain(&reason.other).all(|proof| proof.report > 0), "{reason:?}");
        }
        let mut casebook = book.open();
        assert_eq!(mates(&mut casebook, "2025-001"), ["2025-002", "2025-003"]);
        let view = show(&mut casebook, "2025-003").unwrap();
        let reasons = view.origins[0].belonging.reasons.as_array().unwrap().clone();
        let proof = |side: &str| reasons[0][side][0]["report"].as_i64().unwrap();
        assert!(proof("new") > 0 && proof("other") > 0, "{reasons:?}");
        assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    }
}

#[test]
fn over_several_links_of_the_chain() {
    let book = Book::new();
    let both = "株式会社例示情報処理の再委託先である見本データ株式会社";
    let last = "見本データ株式会社";
    let texts = [direct("見本市", 7), victim("架空町", both, 8), victim("想定大学", last, 20)];
    for page in pages(&book, &texts) {
        adding(&mut book.open(), &[page]);
    }
    assert_eq!(mates(&mut book.open(), "2025-003"), ["2025-001", "2025-002"]);
}

#[test]
fn the_contractors_own_report_joins_them_and_names_clients() {
    let book = Book::new();
    let mut casebook = book.open();
    adding(&mut casebook, &pages(&book, &[direct("見本市", 7), direct("想定大学", 8)]));
    let filed = adding(&mut casebook, &[book.page("own.txt", CONTRACTOR)]);
    assert!(tied(&filed[0]).is_some(), "{filed:?}");
    let waiting = review::suggestions(&mut casebook.read().unwrap(), SuggestionState::Open, 9).unwrap();
    let clients = waiting.iter().filter(|one| one.kind == SuggestionKind::ClientHit).count();
    assert_eq!(clients, 2, "{waiting:?}");
}

#[test]
fn another_breach_and_another_contractor_stay_apart() {
    let book = Book::new();
    let other = victim("見本県", "株式会社架空印刷", 9);
    let slip = "2025年11月10日\n雛形町\n\n個人情報の誤送付について\n\n本町が業務を委託している株式会社例示情報処理において、\
        2025年11月9日、通知書を誤って別人に送付し、住民1名の氏名と住所が漏えいしたことが判明しました。\n";
    let texts = [direct("見本市", 7), direct("架空町", 8), other, slip.to_owned()];
    adding(&mut book.open(), &pages(&book, &texts));
    let mut casebook = book.open();
    assert_eq!(mates(&mut casebook, "2025-001"), ["2025-002"]);
    assert_eq!(mates(&mut casebook, "2025-003"), [] as [&str; 0]);
    assert_eq!(mates(&mut casebook, "2025-004"), [] as [&str; 0]);
}

#[test]
fn what_an_editor_untied_is_only_suggested_again() {
    let book = Book::new();
    let mut casebook = book.open();
    adding(&mut casebook, &pages(&book, &[direct("見本市", 7), direct("架空町", 8), direct("想定大学", 20)]));
    let (case, origin) = {
        let case = show(&mut casebook, "2025-003").unwrap().case.id;
        (case, linking::origins(&mut casebook.read().unwrap(), &[case]).unwrap()[&case])
    };
    let untie = |tx: &mut jikenbo_casebook::Tx<'_>| origins::detach(tx, origin, case);
    assert!(casebook.write("unlink", untie).unwrap().value);
    let more = direct("想定大学", 25)
        .replace("の可能性について", "の可能性について(第2報)")
        .replace("\n\n委託先", "\n\n2025年11月20日に公表した件の続報です。委託先");
    let filed = adding(&mut casebook, &[book.page("more.txt", &more)]);
    assert_eq!(filed[0].case, Some(case), "{filed:?}");
    assert!(filed[0].origins.is_empty() && filed[0].suggestions > 0, "{filed:?}");
    assert_eq!(mates(&mut casebook, "2025-003"), [] as [&str; 0]);
}
