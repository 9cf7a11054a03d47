//! Invented reports of the size of real ones: 3.5 KB of text, some 40 standing values, as many proofs.

use jikenbo_casebook::NewReading;
use jikenbo_casebook::filing::{NewCapture, NewDocument, NewRecord, NewReport};
use jikenbo_model::vocabulary::{
    Cause, DataType, EventKind, Kind, Leak, Measure, Medium, Method, OrganizationRole, Qualifier, Relation,
    ReportedTo, SecondaryDamage, Stage, Status, Unit,
};
use jikenbo_model::{
    Affected, Chain, Event, Evidence, Facts, PartialDate, Span, TextPolicy, Total, Visibility,
};

/// 3.5 KB, with the number in it so that each text is another.
fn text(number: usize) -> String {
    let sentence = "当社が管理するサーバーに対し第三者による不正アクセスがあり、お客様の情報が漏えいしたおそれがあることが判明いたしました。";
    let mut text =
        format!("2025年9月{}日\n株式会社例示{number}\n不正アクセスに関するお知らせ\n", 1 + number % 28);
    while text.len() < 3_400 {
        text.push_str(sentence);
        text.push_str(&format!("対象は{}名です。\n", number + text.len()));
    }
    text
}

fn day(number: usize, of: usize) -> PartialDate {
    PartialDate::new(2020 + (number % 6) as i16, Some((1 + of % 12) as u8), Some((1 + number % 28) as u8))
        .unwrap()
}

fn facts(number: usize, changed: bool) -> Facts {
    let causes = Cause::ALL;
    let cause = causes[(number + usize::from(changed)) % causes.len()];
    let figure = |at: usize| Affected {
        count: (number * 31 + at) as u64,
        unit: Unit::People,
        qualifier: Qualifier::Exact,
        subject: Some("お客様".to_owned()),
        status: Status::Possible,
        part_of: (at > 0).then_some(0),
    };
    let event = |at: usize| Event { date: day(number, at), event: EventKind::ALL[at], to: None };
    Facts {
        case_number: None,
        organization: Some(format!("株式会社例示{}", number / 2)),
        organization_role: Some(OrganizationRole::Affected),
        title: Some(format!("不正アクセスに関するお知らせ({number})")),
        published: Some(day(number, 9)),
        kind: Some(Kind::Disclosure),
        stage: Some(Stage::First),
        cause: Some(cause),
        methods: Method::ALL.iter().skip(number % 20).take(2).copied().collect(),
        leak: Some(Leak::Possible),
        affected: (0..4).map(figure).collect(),
        affected_total: Some(Total {
            count: (number * 31) as u64,
            unit: Unit::People,
            qualifier: Qualifier::Exact,
        }),
        data_types: DataType::ALL.iter().skip(number % 30).take(5).copied().collect(),
        secondary_damage: Some(SecondaryDamage::NoneReported),
        medium: [Medium::Electronic].into(),
        chain: vec![Chain {
            name: Some(format!("例示システム{}", number % 500)),
            relation: Relation::Processor,
        }],
        services: vec![format!("例示便{}", number % 1000)],
        occurred_from: Some(day(number, 7)),
        occurred_to: Some(day(number, 7)),
        discovered: Some(day(number, 8)),
        contained: Some(day(number, 8)),
        events: (0..5).map(event).collect(),
        reported_to: [ReportedTo::Ppc, ReportedTo::Police].into(),
        measures: Measure::ALL.iter().skip(number % 15).take(4).copied().collect(),
        ..Facts::default()
    }
}

pub fn reading(number: usize, changed: bool) -> NewReading {
    let facts = facts(number, changed);
    let mut evidence = Evidence::default();
    for at in 0..4 {
        evidence.add(format!("affected[{at}].count"), Span::new(300 + at * 200, 312 + at * 200));
    }
    for at in 0..5 {
        evidence.add(format!("events[{at}].date"), Span::new(400 + at * 100, 420 + at * 100));
    }
    for kind in &facts.data_types {
        evidence.add(format!("data_types.{kind}"), Span::new(500, 506));
        evidence.add(format!("data_types.{kind}"), Span::new(900, 906));
    }
    for path in [
        "organization",
        "published",
        "cause",
        "leak",
        "affected_total",
        "discovered",
        "contained",
        "chain[0].name",
    ] {
        for at in 0..3 {
            evidence.add(path, Span::new(100 + at * 500, 118 + at * 500));
        }
    }
    NewReading { extractor: "1".to_owned(), facts, evidence, warnings: Vec::new() }
}

pub fn keys(number: usize) -> Vec<String> {
    vec![
        format!("organization:例示{}", number / 2),
        format!("chain:例示システム{}", number % 500),
        format!("service:例示便{}", number % 1000),
        format!("url:{}", url(number)),
        format!("organization-month:例示{}:{}", number / 2, number % 72),
    ]
}

fn url(number: usize) -> String {
    format!("https://www.example.com/{}/news/{number}.html", number % 97)
}

/// A number that looks as if it were a digest.
fn digest(number: usize, salt: u64) -> String {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt);
    let mut word = || {
        state ^= state >> 30;
        state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(1);
        state ^= state >> 27;
        format!("{state:016x}")
    };
    [word(), word(), word(), word()].concat()
}

pub fn capture(number: usize) -> NewCapture {
    let text = text(number);
    let report = NewReport {
        span: Span::new(0, text.len()),
        heading: Some("不正アクセスに関するお知らせ".to_owned()),
        urls: vec![url(number)],
        keys: keys(number),
        visibility: Visibility::Public,
        text_policy: TextPolicy::Quote,
        reading: reading(number, false),
    };
    NewCapture {
        url: Some(url(number)),
        at: "2025-10-01T00:00:00Z".parse().unwrap(),
        name: Some(format!("{number}.html")),
        media_type: Some("text/html".to_owned()),
        charset: Some("UTF-8".to_owned()),
        payload_sha256: digest(number, 1),
        length: text.len() as u64,
        visibility: Visibility::Unlisted,
        owner: "bench".to_owned(),
        team: None,
        source: None,
        note: None,
        records: vec![NewRecord {
            id: format!("urn:uuid:{}", &digest(number, 2)[..36]),
            kind: "resource".to_owned(),
            file: "captures/2025/10/example.warc.gz".to_owned(),
            start: number as u64 * 2_000,
            length: 2_000,
            sha256: digest(number, 3),
            block_digest: Some(format!("sha256:{}", digest(number, 4))),
            payload_digest: Some(format!("sha256:{}", digest(number, 1))),
        }],
        page: None,
        documents: vec![NewDocument {
            sha256: digest(number, 5),
            text,
            title: Some("お知らせ".to_owned()),
            date: None,
            site: Some("例示".to_owned()),
            form: "html".to_owned(),
            charset: Some("UTF-8".to_owned()),
            reports: vec![report],
        }],
    }
}
