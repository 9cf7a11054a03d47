//! Lenses over invented items.

use jikenbo_figures::{
    About, Counted, Form, Item, Lang, LensKind, Lenses, Origin, Period, Value, lenses, render_lenses,
    told_lenses,
};
use jikenbo_model::vocabulary::{
    ActorKind, Cause, DataType, EventKind, Leak, Measure, Method, Qualifier, Relation, ReportedTo, Stage,
    Unit,
};
use jikenbo_model::{Actor, Chain, Event, Total};

use crate::report;

fn made(items: &[Item], kinds: &[LensKind]) -> Lenses {
    lenses(items, Period::month(crate::month("2025-09")), Counted::Reports, kinds)
}

#[track_caller]
fn says(items: &[Item], kind: LensKind, expected: &[&str]) {
    let text = render_lenses(&made(items, &[kind]), Form::Text, Lang::Ja);
    for words in expected {
        assert!(text.contains(words), "expected `{words}` in:\n{text}");
    }
}

fn day(text: &str) -> Option<jikenbo_model::PartialDate> {
    Some(text.parse().expect("a day"))
}

#[test]
fn kinds_of_data_are_counted_once_each_and_not_where_nothing_leaked() {
    let with = |id, leak, kinds: &[DataType]| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.leak = Some(leak);
        item.facts.data_types = kinds.iter().copied().collect();
        item
    };
    let items = [
        with(1, Leak::Confirmed, &[DataType::Name, DataType::Email]),
        with(2, Leak::Possible, &[DataType::Name]),
        with(3, Leak::None, &[DataType::Password]),
        with(4, Leak::Unknown, &[]),
    ];
    let expected = [
        "記すものは2本(全4本の50.0 %)",
        "最も多いのは「氏名」で、2本(100.0 %)",
        "2 | メールアドレス | 1本 | 50.0 %",
    ];
    says(&items, LensKind::DataTypes, &expected);
}

#[test]
fn sizes_stand_on_powers_of_ten() {
    let sized = |id, count, unit| {
        let mut item = report(id, Cause::Insider);
        item.facts.affected_total = Some(Total { count, unit, qualifier: Qualifier::Exact });
        item
    };
    let items = [
        sized(1, 9, Unit::People),
        sized(2, 10, Unit::People),
        sized(3, 99, Unit::Records),
        sized(4, 1000, Unit::People),
        report(5, Cause::Unknown),
        Item { case: 5, ..report(6, Cause::Unknown) },
    ];
    let expected = [
        "1〜9 | 1本 | 0本 | 1本",
        "10〜99 | 1本 | 1本 | 2本",
        "100〜999 | 0本 | 0本 | 0本",
        "1,000〜9,999 | 1本",
        "中央値は10人、四分位は9人と1,000人",
        "同じ事件の公表を一つにまとめた5本のうち、件数や人数を記すものは4本(80.0 %)だった。",
    ];
    says(&items, LensKind::Sizes, &expected);
}

#[test]
fn days_use_only_whole_dates_of_first_reports() {
    let dated = |id, from: &str, found: &str| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.occurred_from = day(from);
        item.facts.discovered = day(found);
        item
    };
    let mut update = dated(5, "2020-01-01", "2020-01-02");
    update.facts.stage = Some(Stage::Update);
    let items = [
        dated(1, "2025-09-01", "2025-09-02"),
        dated(2, "2025-08-31", "2025-09-05"),
        dated(3, "2025-08", "2025-09-05"),
        dated(4, "2025-09-09", "2025-09-05"),
        update,
    ];
    let expected = [
        "続報を除く4本について",
        "「発生から発覚までの日数」の中央値は1日、四分位は1日と5日だった(2本)。",
        "発生から発覚 | 2本 | 1日 | 1日 | 5日 | 5日 | 2 | 0",
    ];
    says(&items, LensKind::Days, &expected);
}

/// An item of which awareness and the day of the report to the commission are stated.
fn told(id: u64, aware: &str, to_ppc: Option<&str>) -> Item {
    let mut item = report(id, Cause::UnauthorizedAccess);
    item.facts.discovered = day(aware);
    let event = |date: &str| Event {
        date: date.parse().expect("a day"),
        event: EventKind::Regulator,
        to: Some(ReportedTo::Ppc),
    };
    item.facts.events = to_ppc.map(event).into_iter().collect();
    item
}

#[test]
fn reporting_is_inferred_only_from_what_is_stated() {
    let mut sent = told(6, "2025-09-01", Some("2025-10-10"));
    sent.facts.cause = Some(Cause::OperationError);
    let mut many = sent.clone();
    many.id = 7;
    many.case = 7;
    many.facts.affected_total = Some(Total { count: 1001, unit: Unit::People, qualifier: Qualifier::Exact });
    let mut skimmed = told(8, "2023-09-01", Some("2023-09-02"));
    skimmed.facts.methods = [Method::WebSkimming].into_iter().collect();
    let mut city = sent.clone();
    (city.id, city.case) = (9, 9);
    city.facts.affected_total = Some(Total { count: 101, unit: Unit::People, qualifier: Qualifier::Exact });
    city.about = About { kind: Some("city".to_owned()), sector: None };
    let items = [
        told(1, "2025-09-01", Some("2025-09-06")),
        told(2, "2025-09-01", Some("2025-09-07")),
        told(3, "2025-09-01", Some("2025-11-01")),
        told(4, "2025-09-01", None),
        told(5, "2021-09-01", Some("2021-09-02")),
        sent,
        many,
        skimmed,
        city,
        report(10, Cause::UnauthorizedAccess),
    ];
    let expected = [
        "推定であり",
        "速報の目安は5日とした",
        "推定できたものは5本(全10本の50.0 %)",
        "確報の期限の日数を過ぎて | 3本",
        "速報の目安の日数以内 | 1本",
        "速報の目安を過ぎ、確報の期限以内 | 1本",
        "判定不能(報告義務の施行前) | 1本",
        "判定不能(報告対象の類型の記載なし) | 2本",
        "判定不能(知った日の記載なし) | 1本",
        "判定不能(委員会への報告日の記載なし) | 1本",
    ];
    says(&items, LensKind::Reporting, &expected);
    assert!(LensKind::Reporting.is_inference());
}

#[test]
fn measures_belong_to_a_function_and_a_control() {
    let with = |id, measures: &[Measure]| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.measures = measures.iter().copied().collect();
        item
    };
    let items = [
        with(1, &[Measure::Mfa, Measure::Backup]),
        with(2, &[Measure::Mfa, Measure::Monitoring]),
        with(3, &[]),
    ];
    let expected = [
        "1 | 多要素認証 | 2本 | 100.0 % | PR.AA | IA-2",
        "| 監視 | 1本 | 50.0 % | DE.CM | SI-4",
        "1 | 防御(PR) | 2本 | 100.0 %",
        "2 | 検知(DE) | 1本 | 50.0 %",
        "2本(全3本の66.7 %)",
        "CSFの機能では「防御(PR)」が最も多く、2本(100.0 %)だった。",
    ];
    says(&items, LensKind::Measures, &expected);
}

#[test]
fn actors_are_counted_by_kind_and_groups_by_name() {
    let with = |id, kind, name: Option<&str>| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.actors = vec![Actor { name: name.map(str::to_owned), kind, country: None }; 2];
        item
    };
    let items = [
        with(1, ActorKind::CriminalGroup, Some("Example Spider")),
        with(2, ActorKind::CriminalGroup, Some("Example Spider")),
        with(3, ActorKind::Insider, None),
    ];
    says(&items, LensKind::Actors, &["1 | 犯罪集団 | 2本 | 66.7 %", "1 | Example Spider |  | 2本"]);
}

#[test]
fn sectors_and_kinds_are_those_of_the_casebook() {
    let about = |id, kind: &str, sector: Option<&str>| Item {
        about: About { kind: Some(kind.to_owned()), sector: sector.map(str::to_owned) },
        ..report(id, Cause::Insider)
    };
    let items = [about(1, "company", Some("I")), about(2, "city", None), about(3, "unknown", None)];
    let expected = [
        "卸売業、小売業 | 1本 | 100.0 %",
        "市区町村 | 1本 | 50.0 %",
        "組織の業種が分かるものは1本(全3本の33.3 %)",
    ];
    says(&items, LensKind::Sectors, &expected);
}

#[test]
fn themes_are_saved_queries() {
    let through = |id, name: &str| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.chain = vec![Chain { name: Some(name.to_owned()), relation: Relation::Processor }];
        item
    };
    let origin = Origin { id: 1, name: "株式会社例示受託".to_owned(), cases: 3 };
    let shared = Item { origin: Some(origin), ..report(3, Cause::UnauthorizedAccess) };
    let mut way_in = report(5, Cause::UnauthorizedAccess);
    way_in.facts.methods = [Method::RemoteAccessDevice, Method::LateralMovement].into_iter().collect();
    way_in.facts.measures = [Measure::Mfa].into_iter().collect();
    let items = [
        through(1, "株式会社例示受託"),
        through(2, "株式会社例示受託"),
        shared,
        through(4, "例示配送株式会社"),
        way_in,
        report(6, Cause::OperationError),
    ];
    let expected = [
        "デジタルサプライチェーン | 3本",
        "提供元の集中 | 3本",
        "攻撃対象領域 | 1本",
        "IDと認証情報 | 1本",
        "共通基盤の欠如 | 1本",
        "人為ミス | 1本",
        "判断の分散 | 0本 | 0.0 %",
        "\n- 人為ミス: 原因が操作ミス",
    ];
    says(&items, LensKind::Themes, &expected);
    let told = told_lenses(&made(&items, &[LensKind::Themes]), Lang::Ja);
    assert!(told.coverage.iter().any(|line| line.starts_with("人為ミス: ")), "{told:?}");
}

#[test]
fn every_lens_speaks_both_languages_and_every_figure_is_proved() {
    let mut item = told(1, "2025-09-01", Some("2025-09-02"));
    item.facts.occurred_from = day("2025-08-30");
    item.facts.leak = Some(Leak::Possible);
    item.facts.data_types = [DataType::Email].into_iter().collect();
    item.facts.methods = [Method::Phishing].into_iter().collect();
    item.facts.measures = [Measure::Mfa].into_iter().collect();
    item.facts.actors =
        vec![Actor { name: Some("Example".to_owned()), kind: ActorKind::State, country: None }];
    item.facts.affected_total = Some(Total { count: 12, unit: Unit::People, qualifier: Qualifier::Max });
    item.about = About { kind: Some("school".to_owned()), sector: Some("O".to_owned()) };
    let mut other = item.clone();
    (other.id, other.case) = (2, 2);
    other.facts.title = Some("別のお知らせ".to_owned());
    let made = made(&[item, other, report(3, Cause::Unknown)], &LensKind::ALL);
    assert_eq!((made.lenses.len(), made.left_out.len()), (9, 0));
    for lang in [Lang::Ja, Lang::En] {
        let text = render_lenses(&made, Form::Text, lang);
        assert!(!text.contains('{') && !text.contains("lens_") && !text.contains("[proof"), "{text}");
        let html = render_lenses(&made, Form::Html, lang);
        for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(html.contains(&format!("id=\"{link}\"")), "{link} leads nowhere");
        }
    }
    let rows = made.lenses.iter().flat_map(|lens| &lens.tables).flat_map(|table| &table.rows);
    for row in rows {
        let counts = row.cells.iter().rev().find_map(|cell| match cell {
            Value::Counted(count) => Some(*count),
            _ => None,
        });
        assert!(counts.is_none_or(|count| count == row.proof.len() as u64), "{row:?}");
    }
}
