//! Invented pages.

use jikenbo_casebook::NewReading;
use jikenbo_casebook::filing::{NewCapture, NewDocument, NewRecord, NewReport};
use jikenbo_model::vocabulary::{Cause, DataType, EventKind, Kind, Leak, Method, Qualifier, Stage, Unit};
use jikenbo_model::{Event, Evidence, Facts, Span, TextPolicy, Total, Visibility};

/// What a page says, as far as tests care.
pub struct Page {
    pub number: u32,
    pub organization: String,
    pub published: &'static str,
    pub stage: Stage,
    pub count: u64,
    pub visibility: Visibility,
    pub owner: &'static str,
    pub team: Option<&'static str>,
    pub policy: TextPolicy,
}

pub fn page(number: u32) -> Page {
    Page {
        number,
        organization: format!("株式会社例示{number}"),
        published: "2025-09-30",
        stage: Stage::First,
        count: 1200 + u64::from(number),
        visibility: Visibility::Public,
        owner: "editor",
        team: None,
        policy: TextPolicy::Quote,
    }
}

impl Page {
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n不正アクセスによる情報漏えいのお知らせ({})\n当社のサーバーがランサムウェアに感染し、お客様{}名の氏名が漏えいしたことが判明しました。\n担当 例示太郎\n",
            self.published, self.organization, self.number, self.count
        )
    }

    pub fn facts(&self) -> Facts {
        Facts {
            organization: Some(self.organization.clone()),
            title: Some("不正アクセスによる情報漏えいのお知らせ".to_owned()),
            published: Some(self.published.parse().unwrap()),
            kind: Some(Kind::Disclosure),
            stage: Some(self.stage),
            cause: Some(Cause::UnauthorizedAccess),
            methods: [Method::Ransomware].into(),
            leak: Some(Leak::Confirmed),
            affected_total: Some(Total {
                count: self.count,
                unit: Unit::People,
                qualifier: Qualifier::Exact,
            }),
            data_types: [DataType::Name, DataType::Email].into(),
            events: vec![Event {
                date: self.published.parse().unwrap(),
                event: EventKind::Disclosure,
                to: None,
            }],
            ..Facts::default()
        }
    }

    pub fn reading(&self) -> NewReading {
        let text = self.text();
        let mut evidence = Evidence::default();
        for (path, words) in [
            ("organization", self.organization.as_str()),
            ("cause", "不正アクセス"),
            ("methods.ransomware", "ランサムウェア"),
            ("affected_total", &self.count.to_string()),
            ("data_types.name", "氏名"),
        ] {
            evidence.add(path, span(&text, words));
        }
        NewReading { extractor: "1".to_owned(), facts: self.facts(), evidence, warnings: Vec::new() }
    }

    pub fn capture(&self) -> NewCapture {
        let text = self.text();
        let report = NewReport {
            span: Span::new(0, text.len()),
            heading: Some("不正アクセスによる情報漏えいのお知らせ 担当 例示太郎".to_owned()),
            urls: vec![self.url()],
            keys: vec![format!("organization:{}", self.organization), format!("url:{}", self.url())],
            visibility: self.visibility,
            text_policy: self.policy,
            reading: self.reading(),
        };
        NewCapture {
            url: Some(self.url()),
            at: "2025-10-01T00:00:00Z".parse().unwrap(),
            name: None,
            media_type: Some("text/html".to_owned()),
            charset: Some("UTF-8".to_owned()),
            payload_sha256: format!("{:064x}", self.number),
            length: text.len() as u64,
            visibility: self.visibility,
            owner: self.owner.to_owned(),
            team: self.team.map(str::to_owned),
            source: None,
            note: None,
            records: vec![NewRecord {
                id: format!("urn:uuid:00000000-0000-4000-8000-{:012}", self.number),
                kind: "response".to_owned(),
                file: "captures/2025/10/example.warc.gz".to_owned(),
                start: u64::from(self.number) * 1000,
                length: 1000,
                sha256: format!("{:064x}", self.number + 1),
                block_digest: None,
                payload_digest: None,
            }],
            page: None,
            documents: vec![NewDocument {
                sha256: format!("text{:060x}", self.number),
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

    pub fn url(&self) -> String {
        format!("https://www.example.com/news/{}.html", self.number)
    }
}

/// Where `words` stand first.
pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}
