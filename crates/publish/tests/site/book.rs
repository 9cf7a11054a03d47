//! Three invented cases, written down as the casebook would hand them in.

use std::collections::BTreeMap;

use jikenbo_figures::{Ground, Lang};
use jikenbo_model::{Alias, CaptureId, CaseId, CaseState, FIELDS, OriginId, Quote, ReportId};
use jikenbo_publish::{
    About, Capture, Case, Copy, Heading, Origin, Other, Part, Party, Report, Said, Site, Text, sentences,
};
use serde_json::{Value as Json, json};

pub fn about(lang: Lang) -> About {
    About {
        name: "例示事件簿".to_owned(),
        contact: Some("editor@example.com".to_owned()),
        url: None,
        lang,
        beside: None,
        pictures: false,
        draft: false,
        today: "2025-12-10".parse().unwrap(),
    }
}

/// Path and text of every file.
pub fn files(about: About, cases: &[Case]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut site = Site::new(about).unwrap();
    let mut sink = |path: &str, bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(files.insert(path.to_owned(), text).is_none(), "{path} is written twice");
    };
    for case in cases {
        site.case(case, &mut sink).unwrap();
    }
    site.finish(&mut sink).unwrap();
    files
}

pub fn cases() -> Vec<Case> {
    vec![ransom(), mail(), arrest()]
}

const FIRST: &str = "不正アクセスによる個人情報漏えいのおそれについて\n2025年12月6日 株式会社例示\n\
弊社が運用を委託している架空システムズ株式会社のサーバーがランサムウェアに感染し、「例示ストア」のお客様の氏名とメールアドレス 約1,200人分が漏えいしたおそれがあります。\n\
12月3日に判明し、同日、サーバーを遮断しました。警察に届け出ました。\n\
お問い合わせ: 0120-000-000 (平日9時から17時) <info@example.com>\n";

const SECOND: &str = "不正アクセスについて(第2報)\n2025年12月9日 株式会社例示\n\
調査の結果、最大1,350人分(うち従業員150人)の氏名とメールアドレスが漏えいした可能性があることが判明しました。接続元は 192.0.2.7 と bad.example.net です。\n";

fn ransom() -> Case {
    let first = report(
        1,
        FIRST,
        "2025-12-06",
        json!({
            "organization": "株式会社例示", "title": "不正アクセスによる個人情報漏えいのおそれについて",
            "published": "2025-12-06", "kind": "disclosure", "stage": "first", "cause": "unauthorized_access",
            "methods": ["ransomware", "via_third_party"], "leak": "possible",
            "affected": [{"count": 1200, "unit": "people", "qualifier": "about", "subject": "お客様", "status": "possible", "part_of": null}],
            "affected_total": {"count": 1200, "unit": "people", "qualifier": "about"},
            "data_types": ["name", "email"], "services": ["例示ストア"],
            "chain": [{"name": "架空システムズ株式会社", "relation": "processor"}],
            "discovered": "2025-12-03", "contained": "2025-12-03", "reported_to": ["police"],
            "events": [{"date": "2025-12-03", "event": "discovery"}, {"date": "2025-12-03", "event": "containment"}, {"date": "2025-12", "event": "police"}],
            "help": [{"kind": "phone", "value": "0120-000-000", "hours": "平日9時から17時"}, {"kind": "email", "value": "info@example.com", "hours": null}],
        }),
        &[
            ("organization", "株式会社例示"),
            ("cause", "ランサムウェアに感染"),
            ("methods.ransomware", "ランサムウェア"),
            ("methods.via_third_party", "運用を委託している"),
            ("leak", "漏えいしたおそれ"),
            ("affected[0].count", "約1,200人分"),
            ("affected_total", "約1,200人分"),
            ("data_types.name", "氏名"),
            ("data_types.email", "メールアドレス"),
            ("services[0]", "例示ストア"),
            ("chain[0]", "架空システムズ株式会社"),
            ("discovered", "12月3日に判明"),
            ("reported_to.police", "警察に届け出"),
        ],
    );
    let mut second = report(
        2,
        SECOND,
        "2025-12-09",
        json!({
            "organization": "株式会社例示", "title": "不正アクセスについて(第2報)", "published": "2025-12-09",
            "kind": "disclosure", "stage": "update", "cause": "unauthorized_access", "leak": "possible",
            "affected": [
                {"count": 1350, "unit": "people", "qualifier": "max", "subject": null, "status": "possible", "part_of": null},
                {"count": 150, "unit": "people", "qualifier": "exact", "subject": "従業員", "status": "possible", "part_of": 0},
            ],
            "affected_total": {"count": 1350, "unit": "people", "qualifier": "max"},
            "data_types": ["name", "email"],
            "events": [{"date": "2025-12-03", "event": "discovery"}, {"date": "2025-12-09", "event": "investigation_end"}],
            "indicators": [{"type": "ip", "value": "192.0.2.7"}, {"type": "domain", "value": "bad.example.net"}],
        }),
        &[
            ("affected[0].count", "最大1,350人分"),
            ("affected[1].count", "従業員150人"),
            ("affected_total", "最大1,350人分(うち従業員150人)"),
            ("data_types.name", "氏名"),
            ("leak", "漏えいした可能性"),
        ],
    );
    second.changes = vec!["件数が増加: 約1,200人 → 最大1,350人".to_owned()];
    second.said.iter_mut().filter(|said| said.field == "leak").for_each(|said| said.corrected = true);
    second.text = Some(Text { start: 0, words: SECOND.to_owned() });
    let other = Other {
        id: CaseId(2),
        number: "2025-002".parse().ok(),
        organization: Some("見本市".to_owned()),
        title: Some("委託先における不正アクセスについて".to_owned()),
    };
    Case {
        labels: vec!["小売".to_owned()],
        aliases: vec![Alias {
            publication: "見本ブログ".to_owned(),
            number: "2025-513".to_owned(),
            source: Some("https://blog.example.com/513".to_owned()),
        }],
        origins: vec![Origin {
            id: OriginId(1),
            name: "架空システムズ株式会社".to_owned(),
            others: vec![other],
        }],
        opinions: vec!["委託先の管理が問われる。\n続報を待ちたい。".to_owned()],
        ..case(1, "2025-001", vec![first, second])
    }
}

fn mail() -> Case {
    let text = "メールの誤送信について\n見本市\n担当者が宛先を誤り、12件のメールアドレスが<他の方>に送られました。\n";
    let facts = json!({
        "organization": "見本市", "title": "メールの誤送信について<お詫び>", "kind": "disclosure", "stage": "first",
        "cause": "operation_error", "methods": ["misdelivery"], "leak": "confirmed",
        "affected_total": {"count": 12, "unit": "addresses", "qualifier": "exact"}, "data_types": ["email"],
    });
    let proofs =
        [("cause", "宛先を誤り"), ("leak", "<他の方>に送られ"), ("affected_total", "12件のメールアドレス")];
    let mut only = report(3, text, "2025-11-20", facts, &proofs);
    only.urls = vec!["javascript:alert(1)".to_owned()];
    case(2, "2025-002", vec![only])
}

fn arrest() -> Case {
    let text = "元従業員の逮捕について\n株式会社架空商会\n顧客情報を持ち出した元従業員が逮捕されました。\n";
    let facts = json!({
        "organization": "株式会社架空商会", "title": "元従業員の逮捕について", "published": "2025-11-05",
        "kind": "disclosure", "stage": "first", "cause": "insider", "methods": ["insider_exfiltration"], "leak": "confirmed",
        "consequences": [{"date": null, "type": "arrest", "amount": null, "currency": null}],
    });
    let only = report(
        4,
        text,
        "2025-11-05",
        facts,
        &[("cause", "顧客情報を持ち出した"), ("consequences[0]", "逮捕")],
    );
    case(3, "2025-003", vec![only])
}

fn case(id: i64, number: &str, reports: Vec<Report>) -> Case {
    let newest = |name: &str| {
        let given = |report: &Report| report.said.iter().find(|said| said.field == name).cloned();
        reports.iter().rev().find_map(given)
    };
    Case {
        id: CaseId(id),
        number: number.parse().ok(),
        state: CaseState::Published,
        aliases: Vec::new(),
        labels: Vec::new(),
        said: FIELDS.iter().filter_map(|field| newest(field.name)).collect(),
        parties: parties(&reports),
        reports,
        origins: Vec::new(),
        related: Vec::new(),
        opinions: Vec::new(),
    }
}

/// Who speaks, and the contractors in the chain; the folder is the name's letters as numbers.
fn parties(reports: &[Report]) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for (at, report) in reports.iter().rev().enumerate() {
        for said in &report.said {
            let names: Vec<(String, Part)> = match said.field {
                "organization" => vec![(said.value.as_str().unwrap().to_owned(), Part::Hit)],
                "chain" => vec![(said.value[0]["name"].as_str().unwrap().to_owned(), Part::Contractor)],
                _ => Vec::new(),
            };
            for (name, part) in names {
                let place = name.chars().fold(0, |sum, letter| sum + letter as u32).to_string();
                let key = name.replace("株式会社", "");
                if found.iter().all(|other| other.name != name) {
                    let (order, heading, speaks) =
                        (key.clone(), Heading::Kanji, at == 0 && part == Part::Hit);
                    found.push(Party { place, order, heading, key, name, part, speaks });
                }
            }
        }
    }
    found
}

fn report(id: i64, text: &str, day: &str, facts: Json, proofs: &[(&str, &str)]) -> Report {
    let said = FIELDS.iter().filter_map(|field| {
        let mut quotes: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
        for (path, words) in proofs {
            let rest = path.strip_prefix(field.name);
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])) {
                let start = text.find(words).unwrap();
                let quote = Quote { start, end: start + words.len(), quote: (*words).to_owned() };
                quotes.entry((*path).to_owned()).or_default().push(quote);
            }
        }
        let value = facts.get(field.name)?.clone();
        Some(Said { field: field.name, value, report: ReportId(id), corrected: false, quotes })
    });
    let said: Vec<Said> = said.collect();
    Report {
        id: ReportId(id),
        sentences: sentences(text, 0, &said),
        said,
        heading: text.lines().next().map(str::to_owned),
        day: day.parse().unwrap(),
        dated: true,
        month: day[..7].parse().unwrap(),
        ground: Ground::Published,
        about: jikenbo_figures::About { kind: Some("company".to_owned()), sector: Some("I".to_owned()) },
        picture: false,
        urls: vec![format!("https://www.example.com/news/{id}")],
        capture: Capture {
            id: CaptureId(id),
            at: "2025-12-09T23:30:00Z".parse().unwrap(),
            sha256: format!("{id:064x}"),
            erased: false,
            copies: vec![Copy {
                place: "archive.example.org".to_owned(),
                url: format!("https://archive.example.org/{id}"),
                at: "2025-12-09T23:40:00Z".parse().unwrap(),
            }],
        },
        changes: Vec::new(),
        text: None,
    }
}

/// A further case like the second, with an id of its own.
pub fn numbered(id: i64) -> Case {
    let mut one = mail();
    one.id = CaseId(id);
    one.number = format!("2025-{id:03}").parse().ok();
    one.reports[0].id = ReportId(id);
    one
}
