use jikenbo_figures::{
    Counted, Digest, Earlier, Excluded, Form, Ground, Item, Lang, Options, Origin, Rank, Scheme, SectionKind,
    render, render_span,
};
use jikenbo_model::vocabulary::{
    Cause, ConsequenceType, DataType, Kind, Leak, OrganizationRole, Qualifier, Relation, Stage, Unit,
};
use jikenbo_model::{Chain, ClientHit, Consequence, Total};

use crate::{is_silent_on, report, says, september, text};

fn total(count: u64, unit: Unit, qualifier: Qualifier) -> Option<Total> {
    Some(Total { count, unit, qualifier })
}

fn figured(id: u64, count: u64, unit: Unit, qualifier: Qualifier) -> Item {
    let mut item = report(id, Cause::UnauthorizedAccess);
    item.facts.affected_total = total(count, unit, qualifier);
    item
}

#[test]
fn the_worst_three_keep_ties_units_and_qualifiers() {
    let items = [
        figured(1, 450_000, Unit::Records, Qualifier::Max),
        figured(2, 1200, Unit::People, Qualifier::About),
        figured(3, 236_450, Unit::Accounts, Qualifier::Exact),
        figured(4, 1200, Unit::People, Qualifier::Exact),
        figured(5, 1199, Unit::People, Qualifier::Exact),
        report(6, Cause::Unknown),
    ];
    let made = september(&items, None, Options::default());
    says(&made, "規模が最も大きかったのは株式会社例示1の「お知らせ」(2025-001)で、最大450,000件だった。");
    says(&made, "2 | 株式会社例示3 | 2025-003 お知らせ | 236,450アカウント");
    says(&made, "3 | 株式会社例示2 | 2025-002 お知らせ | 約1,200人");
    says(&made, "3 | 株式会社例示4 | 2025-004 お知らせ | 1,200人");
    is_silent_on(&made, "株式会社例示5 | 2025-005");
    says(&made, "件数の記載がないものは1本だった。");
}

#[test]
fn by_people_the_other_figures_stand_beside() {
    let items =
        [figured(1, 450_000, Unit::Records, Qualifier::Max), figured(2, 12, Unit::People, Qualifier::Exact)];
    let made = september(&items, None, Options { rank: Rank::People, ..Options::default() });
    says(&made, "規模が最も大きかったのは株式会社例示2の「お知らせ」(2025-002)で、12人だった");
    says(&made, "人数以外の件数の上位3位");
    says(&made, "1 | 株式会社例示1 | 2025-001 お知らせ | 最大450,000件");
}

#[test]
fn a_follow_up_takes_no_second_place() {
    let first = figured(1, 900, Unit::People, Qualifier::Exact);
    let mut second = figured(2, 1000, Unit::People, Qualifier::Exact);
    second.case = 1;
    second.facts.stage = Some(Stage::Update);
    second.facts.published = Some("2025-09-20".parse().unwrap());
    second.facts.leak = Some(Leak::Possible);
    second.earlier = Some(Earlier { total: first.facts.affected_total, leak: Some(Leak::None) });
    let made = september(&[second, first], None, Options::default());
    says(&made, "2本だった");
    is_silent_on(&made, "2 | 株式会社例示1");
    says(&made, "続報は1本だった。");
    says(&made, "株式会社例示2 | 2025-002 お知らせ | 900人 | 1,000人");
    says(&made, "うち前の報で否定された漏えいが認められたもの、またはそのおそれがあるとされたものは1本。");
}

#[test]
fn what_is_not_counted_is_listed_with_the_reason() {
    let mut again = report(2, Cause::Insider);
    again.case = 1;
    again.facts.organization = report(1, Cause::Insider).facts.organization;
    let mut statistics = report(3, Cause::Unknown);
    statistics.facts.kind = Some(Kind::Digest);
    let mut nothing = report(4, Cause::None);
    nothing.facts.kind = Some(Kind::NoIncident);
    let captured = |item: Item| Item { ground: Ground::Captured, ..item };
    let undated = Item { published: false, ..captured(report(5, Cause::Unknown)) };
    let statistics = captured(statistics);
    let made = september(
        &[report(1, Cause::Insider), again, statistics, nothing, undated],
        None,
        Options::default(),
    );
    assert_eq!((made.total, made.drafts), (2, 1));
    let why: Vec<_> = made.excluded.iter().map(|left| (left.id, left.why)).collect();
    let expected = [(2, Excluded::Duplicate), (3, Excluded::NotOneIncident), (4, Excluded::NothingHappened)];
    assert_eq!(why, expected);
    assert_eq!(made.undated, [5], "what is not counted is not said to be");
    says(&made, "2025-002 お知らせ: 同じ公表の重複");
    says(&made, "疑われた事案が起きていなかったとの報告は1本");
    says(&made, "編集者の確認が済んでいない1本を含む。");
    says(&made, "該当がなく省いた項目: 被害規模、よく読まれたもの、カード情報の漏えい");
}

#[test]
fn another_report_of_the_same_case_and_day_is_no_duplicate() {
    let mut other = report(2, Cause::Insider);
    other.case = 1;
    let made = september(&[report(1, Cause::Insider), other], None, Options::default());
    assert_eq!(made.total, 2, "its organisation is another one");
}

#[test]
fn cards_tell_what_of_the_card_leaked() {
    let mut leaked = figured(1, 1000, Unit::Cards, Qualifier::Max);
    leaked.facts.leak = Some(Leak::Possible);
    leaked.facts.data_types =
        [DataType::Name, DataType::CreditCardNumber, DataType::CardSecurityCode].into_iter().collect();
    let mut denied = report(2, Cause::UnauthorizedAccess);
    denied.facts.leak = Some(Leak::None);
    denied.facts.data_types = [DataType::CreditCard].into_iter().collect();
    let mut unknown = report(3, Cause::UnauthorizedAccess);
    unknown.facts.leak = Some(Leak::Confirmed);
    unknown.facts.data_types = [DataType::CreditCard].into_iter().collect();
    let made = september(&[leaked, denied, unknown], None, Options::default());
    says(&made, "カード情報の漏えい、またはそのおそれがあるものは2本だった。");
    says(&made, "カード番号、セキュリティコード | 最大カード1,000件");
    says(&made, "クレジットカード情報 | 不明");
}

#[test]
fn consequences_are_counted_by_kind_and_as_a_share() {
    let with = |id, kind, amount| {
        let mut item = report(id, Cause::Insider);
        item.facts.consequences =
            vec![Consequence { date: None, kind, amount, currency: amount.map(|_| "JPY".to_owned()) }];
        item
    };
    let mut act = report(3, Cause::Insider);
    act.facts.kind = Some(Kind::Regulator);
    let items = [
        with(1, ConsequenceType::Arrest, None),
        with(2, ConsequenceType::Settlement, Some(1_000_000_000)),
        act,
        with(4, ConsequenceType::Loss, Some(5)),
    ];
    let made = september(&items, None, Options::default());
    says(&made, "かかわるものは3本(全体の75.0 %)だった。");
    for words in ["逮捕・送検・有罪判決は1本", "和解・補償は1本", "命令・指導・勧告は1本", "1,000,000,000円"]
    {
        says(&made, words);
    }
    is_silent_on(&made, "うち懲戒処分");
}

#[test]
fn a_contractor_is_told_with_the_organisations_it_hit() {
    let through = |id, name: Option<&str>| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.chain = vec![Chain { name: name.map(str::to_owned), relation: Relation::Processor }];
        item
    };
    let mut itself = report(4, Cause::UnauthorizedAccess);
    itself.facts.organization = Some("株式会社例示受託".to_owned());
    itself.facts.organization_role = Some(OrganizationRole::Processor);
    itself.facts.clients_hit = vec![ClientHit { name: "例示市".to_owned(), affected_total: None }];
    let items = [
        through(1, Some("株式会社例示受託")),
        through(2, Some("株式会社例示受託")),
        through(3, None),
        itself,
    ];
    let made = september(&items, None, Options::default());
    says(&made, "提供元で起きたものは4本だった。");
    says(&made, "最も多くの組織に及んだのは株式会社例示受託で、3組織だった。");
    says(&made, "名が記されていないものは1本");
    let text = text(&made);
    let all = text.lines().position(|line| line.contains("提供元で起きたものは4本"));
    let unnamed = text.lines().position(|line| line.starts_with("うち委託先などの名が記されていないもの"));
    assert_eq!(all.map(|line| line + 1), unnamed, "it is said of those before:\n{text}");
    let html = render(&made, Form::Html, Lang::Ja);
    assert_eq!(html.matches(">3組織</a>").count(), 2, "in words and in the table:\n{html}");
}

#[test]
fn contractors_that_hit_as_many_are_told_together_and_one_without_clients_has_no_figure() {
    let through = |id, name: &str| {
        let mut item = report(id, Cause::UnauthorizedAccess);
        item.facts.chain = vec![Chain { name: Some(name.to_owned()), relation: Relation::Processor }];
        item
    };
    let mut alone = report(9, Cause::UnauthorizedAccess);
    alone.facts.organization_role = Some(OrganizationRole::Processor);
    let two = |name: &'static str, id| [through(id, name), through(id + 1, name)];
    let tied = [two("株式会社例示受託", 1), two("例示配送株式会社", 3)].concat();
    let made = september(&[tied.clone(), vec![alone]].concat(), None, Options::default());
    says(&made, "及んだのは「例示配送株式会社」と「株式会社例示受託」で、それぞれ2組織だった。");
    says(&made, "株式会社例示9 | 記載なし | 1本");
    let english = render(&made, Form::Text, Lang::En);
    assert!(english.contains("“株式会社例示受託”: 2 organisations each."), "{english}");
    let many = [tied, two("株式会社見本保管", 5).to_vec(), two("株式会社見本印刷", 7).to_vec()].concat();
    is_silent_on(&september(&many, None, Options::default()), "最も多くの組織に及んだ");
}

#[test]
fn an_authority_is_not_told_as_whose_incident_it_is() {
    let mut act = figured(1, 620_000, Unit::People, Qualifier::About);
    act.facts.organization = Some("例示監督委員会".to_owned());
    act.facts.organization_role = Some(OrganizationRole::Authority);
    let mut unnamed = act.clone();
    (unnamed.id, unnamed.case, unnamed.facts.affected_total) =
        (2, 2, total(5, Unit::People, Qualifier::Exact));
    act.facts.chain =
        vec![Chain { name: Some("株式会社例示物流".to_owned()), relation: Relation::Subject }];
    let made = september(&[act, unnamed], None, Options::default());
    says(&made, "最も大きかったのは株式会社例示物流(例示監督委員会の公表)の「お知らせ」");
    says(&made, "1 | 株式会社例示物流(例示監督委員会の公表) | 2025-001");
    is_silent_on(&made, "2 | 例示監督委員会 | 2025-002");
}

#[test]
fn a_change_is_told_of_the_month_itself() {
    let made = september(&[report(1, Cause::Insider)], Some(3), Options::default());
    says(&made, "前月(2025年8月)の3本から2本減となった。");
    says(&made, "\n数の比較\n  月 | 数 | その月からの増減\n  2025年9月 | 1本 |  ");
    says(&made, "  2025年8月 | 3本 | 2本減\n");
}

#[test]
fn whose_causes_they_are_is_told_with_an_address_or_with_none() {
    let of = |scheme| september(&[], None, Options { scheme, ..Options::default() });
    says(&of(Scheme::Jikenbo), "原因はjikenboの区分による。");
    let html = render(&of(Scheme::Tsr), Form::Html, Lang::Ja);
    let link = "(出典: <a href=\"https://www.tsr-net.co.jp/data/\">https://www.tsr-net.co.jp/data/</a>)";
    assert!(html.contains(link), "{html}");
    says(&of(Scheme::Tsr), "(出典: https://www.tsr-net.co.jp/data/)。\n");
}

#[test]
fn of_a_span_plain_text_lists_no_items() {
    let undated = Item { ground: Ground::Captured, ..report(2, Cause::Insider) };
    let mut statistics = report(3, Cause::Insider);
    statistics.facts.kind = Some(Kind::Digest);
    let made = september(&[report(1, Cause::Insider), undated, statistics], Some(1), Options::default());
    let (text, html) = (render_span(&made, Form::Text, Lang::Ja), render_span(&made, Form::Html, Lang::Ja));
    for title in ["数字の根拠", "対象の一覧", "数えなかったもの", "公表日の記載がなく取得月に数えたもの"]
    {
        assert!(!text.contains(title) && !text.contains("[根拠"), "{title} in:\n{text}");
        assert!(title == "数字の根拠" || html.contains(title), "{title} in:\n{html}");
    }
    assert!(text.contains("全2本だった"), "{text}");
}

#[test]
fn cases_of_one_origin_are_one_breach() {
    let origin = |id, name: &str, cases| Some(Origin { id, name: name.to_owned(), cases });
    let from = |id, origin: Option<Origin>| Item { origin, ..report(id, Cause::UnauthorizedAccess) };
    let mut named = report(5, Cause::UnauthorizedAccess);
    let link = |name: &str| Chain { name: Some(name.to_owned()), relation: Relation::Processor };
    named.facts.chain = vec![link("株式会社例示受託")];
    let mut other = report(6, Cause::UnauthorizedAccess);
    other.facts.chain = vec![link("例示配送株式会社")];
    let items = [
        from(1, origin(7, "株式会社例示受託", 9)),
        from(2, origin(7, "株式会社例示受託", 9)),
        from(3, origin(8, "例示配送株式会社", 2)),
        from(4, origin(9, "例示配送株式会社", 1)),
        named,
        other,
    ];
    let made = september(&items, None, Options::default());
    says(&made, "提供元で起きたものは6本だった。");
    says(&made, "最も多くの組織に及んだのは株式会社例示受託で、3組織だった。");
    says(&made, "共通する発生元によるものは4本で、発生元の数は3だった。");
    says(&made, "株式会社例示受託 | 3組織 | 3本 | 9");
    says(&made, "例示配送株式会社 | 1組織 | 1本 | 2");
    says(&made, "例示配送株式会社 | 1組織 | 1本 |  ");
}

#[test]
fn the_most_read_keep_ties() {
    let read = |id, reads| Item { reads: Some(reads), ..report(id, Cause::Insider) };
    let made = september(
        &[read(1, 10), read(2, 31_057), read(3, 10), read(4, 10), read(5, 9)],
        None,
        Options::default(),
    );
    says(&made, "最も読まれたのは株式会社例示2の「お知らせ」(2025-002)で、31,057回だった。");
    says(&made, "2 | 株式会社例示4 | 2025-004 お知らせ | 10");
    is_silent_on(&made, "4 | 株式会社例示5");
}

#[test]
fn cases_are_counted_in_their_own_word_and_pictures_listed() {
    let picture = Item { picture: true, ..report(1, Cause::Insider) };
    let options = Options { counted: Counted::Cases, scheme: Scheme::Ppc, ..Options::default() };
    let made = september(&[picture], Some(1), options);
    says(&made, "全1件だった");
    says(&made, "前月(2025年8月)の1件と同じだった。");
    says(&made, "画像で公表されたものは1件だった。");
    says(&made, "この区分の値は出典と照合していない。");
}

#[test]
fn an_empty_month_says_so() {
    let made = september(&[], Some(3), Options::default());
    says(&made, "全0本だった");
    says(&made, "3本減");
    assert_eq!(made.left_out.len(), SectionKind::ALL.len() - 1);
}

#[test]
fn of_reports_without_a_day_the_figure_of_the_newest_stands() {
    let figures = |reports: &[(Stage, &str, u64)]| {
        let item = |(at, (stage, title, count)): (usize, &(Stage, &str, u64))| {
            let mut one = report(at as u64 + 1, Cause::UnauthorizedAccess);
            one.case = 1;
            (one.facts.published, one.facts.stage) = (None, Some(*stage));
            one.facts.title = Some((*title).to_owned());
            one.facts.affected_total =
                Some(Total { count: *count, unit: Unit::People, qualifier: Qualifier::Exact });
            one
        };
        let items: Vec<_> = reports.iter().enumerate().map(item).collect();
        september(&items, None, Options::default())
    };
    // From the newest down, as on the page of a blog, and the other way round.
    let down = figures(&[
        (Stage::Update, "お知らせ(追加)", 300),
        (Stage::Update, "お知らせ(続報)", 200),
        (Stage::First, "お知らせ", 100),
    ]);
    // The list of all items has each figure once.
    let times = |digest: &Digest, words: &str| text(digest).matches(words).count();
    assert!(times(&down, "300人") > 1 && times(&down, "100人") == 1, "{}", text(&down));
    let up = figures(&[(Stage::First, "お知らせ", 100), (Stage::Update, "お知らせ(続報)", 200)]);
    assert!(times(&up, "200人") > 1 && times(&up, "100人") == 1, "{}", text(&up));
    let counted =
        figures(&[(Stage::Update, "お知らせ(第3報)", 300), (Stage::Update, "お知らせ(第2報)", 200)]);
    assert!(times(&counted, "300人") > 1 && times(&counted, "200人") == 1, "{}", text(&counted));
}
