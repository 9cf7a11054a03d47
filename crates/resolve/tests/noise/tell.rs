//! How it is told: reports of the incidents as an extractor reads them, with what releases leave out, change and word
//! otherwise, and with what is misread. Rates are those seen by eye on public releases, rounded against the linker.

use std::collections::BTreeMap;

use jikenbo_model::vocabulary::{
    Cause, IndicatorType, Kind, Method, Qualifier, Relation, Stage, Status, Unit,
};
use jikenbo_model::{Affected, Chain, ClientHit, EarlierReport, Facts, Indicator, PartialDate, Total};

use crate::dice::Dice;
use crate::world::{Incident, Organization, World};

/// A report and the incident that it truly tells of.
pub struct Told {
    pub id: i64,
    pub incident: usize,
    pub day: i64,
    pub facts: Facts,
    pub text: String,
    pub urls: Vec<String>,
    pub links: Vec<String>,
    /// It names (some of) where it happened, or a flaw.
    pub names_place: bool,
}

/// All reports in the order in which they come out. Every tenth first report never came in.
pub fn tell(world: &World, dice: &mut Dice) -> Vec<Told> {
    let mut all = Vec::new();
    for (at, incident) in world.incidents.iter().enumerate() {
        let mut row = Row {
            day: incident.discovered + dice.range(1, 35),
            days: Vec::new(),
            title: title(dice, incident),
            short: dice.percent(12),
            figure: incident.figure,
        };
        let follow_ups = match dice.range(0, 100) {
            0..=62 => 0,
            63..=84 => 1,
            85..=94 => 2,
            _ => 3,
        };
        for place in 0..=follow_ups {
            let report = report(world, dice, at, &mut row, place, place == follow_ups && place > 0);
            if place > 0 || !dice.percent(10) {
                all.push(report);
            }
            row.day += dice.range(3, 90);
        }
    }
    all.sort_by_key(|report| (report.day, report.incident));
    for (id, report) in all.iter_mut().enumerate() {
        report.id = id as i64 + 1;
    }
    all
}

/// What the reports of one incident have in common.
struct Row {
    day: i64,
    days: Vec<(i64, String)>,
    title: String,
    short: bool,
    figure: u64,
}

fn report(world: &World, dice: &mut Dice, at: usize, row: &mut Row, place: usize, last: bool) -> Told {
    let incident = &world.incidents[at];
    let of = &world.organizations[incident.organization];
    let url = if place > 0 && dice.percent(6) {
        row.days[0].1.clone()
    } else {
        format!("https://example.com/{at}/{place}")
    };
    let mut facts = Facts { kind: Some(Kind::Disclosure), ..Facts::default() };
    facts.organization = Some(name(dice, of, row.short));
    facts.title = Some(title_of(dice, row, incident, place, last));
    facts.published = (!dice.percent(8)).then(|| date(row.day)).flatten();
    facts.stage = Some(stage(dice, place, last));
    when(dice, incident, row.day, place, &mut facts);
    how(dice, incident, place, &mut facts);
    let names_place = place_of(dice, world, incident, &mut facts);
    figures(dice, incident, row, place, &mut facts);
    if place > 0 {
        earlier(dice, row, &mut facts);
    }
    let links = if place > 0 && dice.percent(12) { vec![row.days[0].1.clone()] } else { Vec::new() };
    row.days.push((row.day, url.clone()));
    let text = text(dice, of, incident, &facts);
    Told { id: 0, incident: at, day: row.day, facts, text, urls: vec![url], links, names_place }
}

/// The full name mostly, the short one, another spelling of the legal form, or an alias that the text defines.
fn name(dice: &mut Dice, of: &Organization, short: bool) -> String {
    match dice.range(0, 100) {
        0..=74 if !short => of.name.clone(),
        75..=84 => of.name.replace("株式会社", "㈱"),
        85..=88 => of.name.replace("株式会社", "株式会社 "),
        _ => of.short.clone(),
    }
}

fn title(dice: &mut Dice, incident: &Incident) -> String {
    let about = match &incident.service {
        Some(service) if dice.percent(60) => format!("「{service}」"),
        _ => (*dice.pick(&["当社", "弊社サーバー", "業務用端末", "", "職員", "一部システム"])).to_owned(),
    };
    let what = match incident.cause {
        Cause::UnauthorizedAccess => *dice.pick(&[
            "への不正アクセスについて",
            "における不正アクセスによる個人情報流出のお詫び",
            "へのサイバー攻撃に関するお知らせ",
            "のランサムウェア感染について",
        ]),
        Cause::OperationError => *dice.pick(&[
            "におけるメール誤送信について",
            "による個人情報の漏えいについて",
            "の書類誤送付に関するお詫び",
            "におけるファイルの誤掲載について",
        ]),
        Cause::LossTheft => *dice.pick(&["における個人情報の紛失について", "によるUSBメモリ紛失のお詫び"]),
        Cause::Insider => *dice.pick(&["による情報の持ち出しについて", "による不適切な投稿のお詫び"]),
        _ => *dice.pick(&["における個人情報の閲覧可能状態について", "の設定不備による情報漏えいのお知らせ"]),
    };
    format!("{about}{what}")
}

fn title_of(dice: &mut Dice, row: &mut Row, incident: &Incident, place: usize, last: bool) -> String {
    if place == 0 {
        return row.title.clone();
    }
    let base = if dice.percent(25) { title(dice, incident) } else { row.title.clone() };
    match dice.range(0, 100) {
        0..=29 => format!("{base}(第{}報)", place + 1),
        30..=44 => format!("{base}(続報)"),
        45..=59 if last => format!("{base}(最終報)"),
        60..=74 if last => format!("{base}に関する調査結果"),
        75..=82 => format!("(開示事項の経過){base}"),
        _ => base,
    }
}

fn stage(dice: &mut Dice, place: usize, last: bool) -> Stage {
    let truth = if place == 0 {
        Stage::First
    } else if last {
        Stage::Final
    } else {
        Stage::Update
    };
    let wrong = if place == 0 { 3 } else { 9 };
    if !dice.percent(wrong) {
        truth
    } else if place == 0 {
        Stage::Update
    } else {
        Stage::First
    }
}

/// Days are left out, moved by later findings, told as months, or misread.
fn when(dice: &mut Dice, incident: &Incident, day: i64, place: usize, facts: &mut Facts) {
    let (from, to) = incident.occurred;
    let from = if place > 0 && dice.percent(20) { from - dice.range(1, 40) } else { from };
    if dice.percent(58) {
        facts.occurred_from = if dice.percent(7) { month(from) } else { date(from) };
        facts.occurred_to = if dice.percent(80) { date(to) } else { None };
    }
    if dice.percent(64) {
        let told = match dice.range(0, 100) {
            0..=3 => incident.discovered + dice.range(-6, 7),
            4..=6 => day - dice.range(0, 10),
            _ => incident.discovered,
        };
        facts.discovered = if dice.percent(4) { month(told) } else { date(told) };
    }
}

fn how(dice: &mut Dice, incident: &Incident, place: usize, facts: &mut Facts) {
    let unknown = if place == 0 { 12 } else { 4 };
    facts.cause = Some(match dice.range(0, 100) {
        roll if roll < unknown => Cause::Unknown,
        97..=99 => *dice.pick(&[Cause::UnauthorizedAccess, Cause::Misconfiguration, Cause::OperationError]),
        _ => incident.cause,
    });
    facts.methods =
        incident.methods.iter().copied().filter(|_| dice.percent(if place == 0 { 75 } else { 88 })).collect();
    if dice.percent(5) {
        facts.methods.insert(*dice.pick(&[
            Method::Malware,
            Method::StolenCredentials,
            Method::Misdelivery,
            Method::Extortion,
        ]));
    }
    facts.services = incident.service.iter().filter(|_| dice.percent(55)).cloned().collect();
}

/// The chain as far as it is named; tools that had no part in it get into it too.
fn place_of(dice: &mut Dice, world: &World, incident: &Incident, facts: &mut Facts) -> bool {
    for (at, name) in incident.chain.iter().enumerate() {
        let named = dice.percent(82);
        let relation = match at {
            0 if dice.percent(75) => Relation::Processor,
            0 => Relation::Vendor,
            _ => Relation::SubProcessor,
        };
        facts.chain.push(Chain { name: named.then(|| spelled(dice, name)), relation });
    }
    let names = facts.chain.iter().any(|link| link.name.is_some());
    if let Some(product) = incident.product.as_ref().filter(|_| dice.percent(80)) {
        facts.indicators.push(Indicator { kind: IndicatorType::Product, value: product.clone() });
        facts.methods.insert(Method::ZeroDay);
    }
    let tool = if incident.cause == Cause::UnauthorizedAccess { 9 } else { 4 };
    if dice.percent(tool) {
        let at = dice.skewed(world.tools.len());
        let relation = if dice.percent(80) { Relation::Vendor } else { Relation::Processor };
        facts.chain.push(Chain { name: Some(world.tools[at].clone()), relation });
    }
    if !facts.chain.is_empty() {
        facts.methods.insert(Method::ViaThirdParty);
    }
    facts.clients_hit =
        incident.clients.iter().map(|name| ClientHit { name: name.clone(), affected_total: None }).collect();
    names || !facts.indicators.is_empty() || !facts.clients_hit.is_empty()
}

fn spelled(dice: &mut Dice, name: &str) -> String {
    match dice.range(0, 10) {
        0 => name.replace("株式会社", "(株)"),
        1 => name.replace("株式会社", ""),
        _ => name.to_owned(),
    }
}

fn figures(dice: &mut Dice, incident: &Incident, row: &mut Row, place: usize, facts: &mut Facts) {
    if place > 0 && dice.percent(45) {
        row.figure = (row.figure as i64 * dice.range(50, 220) / 100).max(1) as u64;
    }
    if dice.percent(70) {
        let (unit, qualifier) = (Unit::People, Qualifier::Exact);
        let one = Affected {
            count: row.figure,
            unit,
            qualifier,
            subject: None,
            status: Status::Possible,
            part_of: None,
        };
        facts.affected_total = Some(Total { count: row.figure, unit, qualifier });
        facts.affected = vec![one];
    }
    facts.data_types = incident.data.iter().copied().filter(|_| dice.percent(90)).collect();
}

/// Earlier reports by date, by address, or not at all; a wrong day now and then.
fn earlier(dice: &mut Dice, row: &Row, facts: &mut Facts) {
    let chosen = if dice.percent(70) { row.days.first() } else { row.days.last() };
    let Some((day, url)) = chosen else { return };
    let by_date = dice.percent(50);
    let by_url = dice.percent(10);
    if by_date || by_url {
        let day = if dice.percent(4) { day + dice.range(-30, 30) } else { *day };
        facts
            .earlier_reports
            .push(EarlierReport { date: date(day).filter(|_| by_date), url: by_url.then(|| url.clone()) });
    }
}

/// Words: what all releases say, what the organisation always says, what is said of this incident.
fn text(dice: &mut Dice, of: &Organization, incident: &Incident, facts: &Facts) -> String {
    let all = [
        "このたびは、関係する皆様に多大なるご迷惑とご心配をおかけしますことを深くお詫び申し上げます。",
        "今後このような事態が生じないよう再発防止に努めてまいります。",
        "現時点で情報が悪用された事実は確認されておりません。",
        "詳細が判明し次第、改めてお知らせいたします。",
    ];
    let mut text = format!(
        "{}(以下「当方」といいます)からのお知らせです。\n",
        facts.organization.as_deref().unwrap_or_default()
    );
    for sentence in all.iter().filter(|_| dice.percent(70)) {
        text.push_str(sentence);
    }
    text.push_str(&format!("{}では情報管理規程に従い{}の担当部署が対応しています。", of.short, of.short));
    let mut own = Dice::new(incident.discovered as u64 * 7 + incident.organization as u64);
    for _ in 0..5 {
        let sentence = format!(
            "{}の{}を{}が{}したことにより{}に至りました。",
            own.pick(&["受付", "予約", "会計", "配送", "採用", "会員"]),
            own.pick(&["名簿", "台帳", "画面", "端末", "記録"]),
            own.pick(&["担当者", "第三者", "委託業者", "利用者"]),
            own.pick(&["閲覧", "送信", "取得", "紛失", "掲載"]),
            own.pick(&["流出", "漏えい", "公開", "停止"])
        );
        if dice.percent(65) {
            text.push_str(&sentence);
        }
    }
    text
}

fn date(day: i64) -> Option<PartialDate> {
    PartialDate::new(1970, Some(1), Some(1))?.plus_days(day)
}

fn month(day: i64) -> Option<PartialDate> {
    let date = date(day)?;
    PartialDate::new(date.year(), date.month(), None)
}

/// The evidence of no fact: the noise has no documents.
pub fn no_evidence() -> BTreeMap<String, Vec<jikenbo_model::Quote>> {
    BTreeMap::new()
}
