//! What each rule must read, and the near miss that it must not.

use jikenbo_model::vocabulary::{Cause, Kind};
use jikenbo_model::{Facts, Span};

use crate::lists::Lists;
use crate::passage::Passage;
use crate::testing;
use crate::{Draft, Extracted};

pub(super) fn read(cause: Cause, text: &str) -> Extracted {
    let known = Facts {
        kind: Some(Kind::Disclosure),
        cause: Some(cause),
        organization: Some("株式会社例示".to_owned()),
        published: "2024-06-30".parse().ok(),
        ..Facts::default()
    };
    let (document, mut report) = testing::document(text);
    report.heading.date = known.published.map(|date| (date, Span::default()));
    let passage = Passage::new(&document, &report, Lists::builtin());
    let mut draft = Draft { passage: &passage, out: Extracted { facts: known, ..Extracted::default() } };
    super::read(&mut draft);
    draft.out
}

fn shown(read: &Extracted) -> Vec<String> {
    let events = read.facts.events.iter();
    events
        .map(|event| format!("{} {}", event.date.to_string().get(5..).unwrap_or("?"), event.event))
        .collect()
}

/// The events of an attack told on 2024-06-30.
pub(super) fn check(text: &str, expected: &[&str]) {
    let read = read(Cause::UnauthorizedAccess, text);
    assert_eq!(shown(&read), expected, "{text}");
    for at in 0..read.facts.events.len() {
        assert!(!read.evidence.of(&format!("events[{at}].event")).is_empty(), "{text}");
    }
}

/// The events of a mistake.
pub(super) fn check_slip(text: &str, expected: &[&str]) {
    assert_eq!(shown(&read(Cause::OperationError, text)), expected, "{text}");
}

/// `occurred_from`, `occurred_to`, `discovered`, `contained`.
pub(super) fn check_days(cause: Cause, text: &str, expected: [&str; 4]) {
    let facts = read(cause, text).facts;
    let days = [facts.occurred_from, facts.occurred_to, facts.discovered, facts.contained];
    let days = days.map(|day| day.map_or_else(String::new, |day| day.to_string()));
    assert_eq!(days, expected, "{text}");
}

#[test]
fn what_is_found_is_not_dated_by_the_finding() {
    check("6月3日に不正アクセスを受けたことを確認しました。", &["06-03 discovery"]);
    check("6月3日に不正アクセスを受け、6月5日に判明しました。", &["06-03 attack", "06-05 discovery"]);
    check("調査の結果、サーバには6月3日に侵入された痕跡を確認しました。", &["06-03 attack"]);
}

#[test]
fn an_act_told_as_done_keeps_its_day() {
    check_slip(
        "6月3日、職員が誤って別の書類を送信したことが、ご指摘により判明しました。",
        &["06-03 occurrence"],
    );
    check_slip("6月3日、書類を誤って送信していたことが判明しました。", &["06-03 discovery"]);
}

#[test]
fn a_clause_that_describes_a_noun_is_no_step() {
    check("6月3日、不正アクセスを受けたサーバを隔離しました。", &["06-03 containment"]);
    check("6月3日に感染した端末を、6月4日に隔離しました。", &["06-03 attack", "06-04 containment"]);
}

#[test]
fn several_steps_of_a_day_and_a_sentence() {
    check(
        "6月3日、異常を検知しました。直ちに端末をネットワークから遮断し、同日、例示警察署に相談しました。",
        &["06-03 discovery", "06-03 containment", "06-03 police"],
    );
    check("6月3日、異常を検知しました。速やかに端末をネットワークから遮断しました。", &["06-03 discovery"]);
}

#[test]
fn joined_days_share_their_step() {
    check(
        "6月1日(土)と6月2日(日)の2回にわたり、迷惑メールが送信されました。",
        &["06-01 attack", "06-02 attack"],
    );
    check("6月1日に異常を検知し、6月2日に端末を隔離しました。", &["06-01 discovery", "06-02 containment"]);
}

#[test]
fn a_stretch_of_hours_is_that_of_the_attack() {
    check("6月3日16時頃から22時頃まで、不正アクセスを検知しました。", &["06-03 attack", "06-03 discovery"]);
    check("6月3日16時頃、不正アクセスを検知しました。", &["06-03 discovery"]);
}

#[test]
fn what_was_not_done_is_no_step() {
    check_slip("6月3日、A氏を訪問し、第三者に提供しないよう依頼しました。", &[]);
}

#[test]
fn a_line_of_a_date_only_dates_the_lines_below() {
    check(
        "■経緯\n6月3日(月)\n・20時頃、利用者から連絡を受け、調査を開始。\n6月4日(火)\n・サービスを再開。",
        &["06-03 discovery", "06-03 investigation_start", "06-04 service_resume"],
    );
    check("■経緯\n6月3日(月)\n・異常を検知\n■対応\n・パスワードを変更した。", &["06-03 discovery"]);
}

#[test]
fn an_entry_of_which_no_word_says_what_it_is() {
    check("■経緯\n・6月3日 役員会を開いた。", &["06-03 other"]);
    check("6月3日は休業しておりました。", &[]);
}

#[test]
fn plans_and_advice_are_no_steps() {
    check("6月10日に調査が完了する予定です。", &[]);
    check("8月3日にサービスを再開しました。", &[]);
    check("■お願い\n6月3日に不正アクセスを受けた場合はご連絡ください。", &[]);
    check("6月9日~11日の購入履歴をご確認ください。", &[]);
}

#[test]
fn dates_of_the_data_and_of_laws_are_no_steps() {
    check("2020年4月1日から2023年3月31日までに会員登録をされたお客様の情報が流出しました。", &[]);
    check("令和5年度の名簿が流出しました。", &[]);
    check("6月27日時点で被害は確認されておりません。", &[]);
}

#[test]
fn authorities_by_name_and_each_with_its_day() {
    let read = read(
        Cause::UnauthorizedAccess,
        "個人情報保護委員会へは6月4日に速報、6月20日に確報を提出し、警察への相談は6月5日に行っております。",
    );
    assert_eq!(shown(&read), ["06-04 regulator", "06-05 police", "06-20 regulator"]);
    assert_eq!(read.facts.events.first().and_then(|event| event.to).map(|to| to.word()), Some("ppc"));
    check("6月4日、例示警察署から連絡を受けました。", &["06-04 discovery"]);
}

#[test]
fn a_day_may_stand_behind_its_predicate() {
    check("委託先から報告があったのは6月4日です。", &["06-04 discovery"]);
    check("被害の報告はありません。6月4日は休業日です。", &[]);
}

#[test]
fn an_inquiry_not_acted_on_discovers_nothing() {
    check_days(
        Cause::Misconfiguration,
        "■経緯\n6月3日\n・利用者から問い合わせを受ける。具体的な対応を実施せず。\n6月7日\n・再度の問い合わせを受け、サービスを停止。",
        ["", "", "2024-06-07", "2024-06-07"],
    );
}

#[test]
fn a_contractor_that_noticed_is_not_the_organisation() {
    check_days(
        Cause::UnauthorizedAccess,
        "6月3日、委託先が不正アクセスを検知しました。6月5日、委託先から当社に報告がありました。",
        ["", "", "2024-06-05", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "6月3日、当社が不正アクセスを検知しました。",
        ["", "", "2024-06-03", ""],
    );
}

#[test]
fn an_exposure_ends_when_it_is_shut() {
    check_days(
        Cause::Misconfiguration,
        "5月1日、誤って名簿を公開しました。6月3日、外部から指摘を受け、同日、名簿を削除しました。",
        ["2024-05-01", "2024-06-03", "2024-06-03", "2024-06-03"],
    );
    check_days(
        Cause::OperationError,
        "5月1日、誤って別の方に書類を送付しました。5月7日、回収しました。",
        ["2024-05-01", "2024-05-01", "", "2024-05-07"],
    );
}

#[test]
fn a_label_names_the_day() {
    check_days(
        Cause::OperationError,
        "発生日時:2024年5月1日 10時頃\n判明日:5月2日",
        ["2024-05-01", "2024-05-01", "2024-05-02", ""],
    );
    check_days(
        Cause::Misconfiguration,
        "■閲覧可能期間\n2024年5月1日から6月3日まで",
        ["2024-05-01", "2024-06-03", "", "2024-06-03"],
    );
    check_days(Cause::OperationError, "対象期間:2024年5月1日から6月3日まで", ["", "", "", ""]);
}

#[test]
fn purchases_stand_for_an_undated_theft_of_cards() {
    let cards = "2023年4月1日~2024年3月2日の期間にクレジットカードで購入されたお客様の情報が漏えいしました。";
    check_days(Cause::UnauthorizedAccess, cards, ["2023-04-01", "2024-03-02", "", ""]);
    let names = "2023年4月1日~2024年3月2日の期間に購入されたお客様の氏名が漏えいしました。";
    check_days(Cause::UnauthorizedAccess, names, ["", "", "", ""]);
}

pub(super) fn check_earlier(text: &str, expected: &[&str]) {
    let facts = read(Cause::UnauthorizedAccess, text).facts;
    let shown = facts.earlier_reports.iter().map(|report| {
        let date = report.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        format!("{date} {}", report.url.as_deref().unwrap_or("")).trim_end().to_owned()
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn earlier_reports_with_day_and_address() {
    check_earlier(
        "6月4日付「お知らせ」(https://example.jp/1)にて公表いたしました件につきまして、",
        &["2024-06-04 https://example.jp/1"],
    );
    check_earlier(
        "6月4日(第1報)および同月10日(第2報)にてお知らせしました件、",
        &["2024-06-04", "2024-06-10"],
    );
    check_earlier("前回ご報告のとおり、調査を続けております。", &["?"]);
    check_earlier(
        "【2024/6/4リリース分】\n不正アクセスについて https://example.jp/1",
        &["2024-06-04 https://example.jp/1"],
    );
}

#[test]
fn letters_and_others_releases_are_no_earlier_reports() {
    check_earlier("対象の皆様には6月4日に個別にお知らせしました。", &[]);
    check_earlier("6月30日、本件を公表しました。", &[]);
    check_earlier("6月4日に委託先による報道発表がありました。", &[]);
    check_earlier("6月4日に弊社へ第一報がありました。", &[]);
}

#[test]
fn a_label_may_name_any_happening() {
    check_days(
        Cause::UnauthorizedAccess,
        "(1)侵入の日時\n2024/5/14 の午前4時37分",
        ["2024-05-14", "2024-05-14", "", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "不正ログインが確認された期間\n---|\n2024年5月1日 ~ 2024年5月3日",
        ["2024-05-01", "2024-05-03", "", ""],
    );
    check_days(Cause::UnauthorizedAccess, "ご契約の日\n2024年5月10日", ["", "", "", ""]);
}

#[test]
fn a_date_in_brackets_dates_the_noun_before_it() {
    check_slip("当社の学習サイト(2024年2月より運用)から誤って別の方に案内を送信しました。", &[]);
    check_slip("その翌日(6月4日)に、誤って別の方に案内を送信しました。", &["06-04 occurrence"]);
}

#[test]
fn a_notice_is_added_to_after_its_day() {
    check("7月3日より、サービスを再開しました。", &["07-03 service_resume"]);
}

#[test]
fn words_of_the_insider_and_of_what_was_seen() {
    check_days(
        Cause::Insider,
        "2024年5月9日夜、元職員が名簿のデータを持ち去ったとみられます。",
        ["2024-05-09", "2024-05-09", "", ""],
    );
    check("6月3日、海外から不正アクセスが認められました。", &["06-03 discovery"]);
}

#[test]
fn what_is_only_asked_for_is_not_done() {
    check_slip("6月3日、郵便局に書類の回収を依頼しました。", &[]);
    check_slip("6月3日、書類の回収を完了しました。", &["06-03 containment"]);
}

#[test]
fn an_act_with_its_hour_is_of_one_day() {
    check_days(
        Cause::OperationError,
        "6月3日14時36分から、誤って全員のアドレスを宛先に入れてメールを送信しました。",
        ["2024-06-03", "2024-06-03", "", ""],
    );
}

#[test]
fn a_dated_paper_may_be_named_after_what_it_told() {
    check_earlier(
        "6月4日付で、当社が利用するシステムがランサムウェアによる不正アクセスを受けたことを掲載しました。",
        &["2024-06-04"],
    );
    check("6月4日付けで、該当の資料の公表が停止されました。", &["06-04 containment"]);
    check_earlier("トップ > 報道発表 > 6月 > 例示高校における漏えい 第二報", &[]);
}

#[test]
fn what_goes_on_now_has_no_day() {
    check_slip(
        "6月3日、書類の誤送付が判明しました。また、併せて対象の方にお詫びをしています。",
        &["06-03 discovery"],
    );
    check_slip(
        "6月3日、誤送付が判明しました。併せて対象の方にお詫びをしました。",
        &["06-03 discovery", "06-03 notification"],
    );
    check_slip("6月3日より対象の方にご連絡しております。", &["06-03 notification"]);
}

#[test]
fn a_short_line_goes_on_with_the_entry_above() {
    check(
        "事実の流れ\n6月3日 異常を検知\n6月4日 調査結果を確認\n会員に事情の説明と謝罪を開始",
        &["06-03 discovery", "06-04 investigation_end", "06-04 notification"],
    );
}

#[test]
fn what_is_told_behind_a_finding_was_not_on_its_day() {
    check(
        "■経緯\n6月3日、外部から通報を受けました。第三者により当社のサーバが不正アクセスされ、情報が流出しました。",
        &["06-03 discovery"],
    );
}

#[test]
fn a_paragraph_goes_on_with_its_day_until_something_is_found() {
    check_days(
        Cause::LossTheft,
        "6月3日17時頃、職員が鞄を持って電車に乗りました。途中で席に座り、降りた際に鞄がないことに気づきました。",
        ["", "", "2024-06-03", ""],
    );
    check_days(
        Cause::LossTheft,
        "6月3日、職員が鞄を持って電車に乗りました。その後、鞄がないことに気づきました。",
        ["", "", "", ""],
    );
}

#[test]
fn a_day_behind_the_first_finding_is_that_of_another() {
    check(
        "6月6日、不審なアクセスが検知されました。調査の結果、6月10日に情報の漏えいのおそれがあることを確認しました。",
        &["06-06 discovery", "06-10 discovery"],
    );
}

#[test]
fn soon_names_no_day() {
    check(
        "■経緯\n6月3日、異常を検知しました。委託先では、速やかに接続を遮断しました。",
        &["06-03 discovery"],
    );
    check("■経緯\n6月3日 速やかに接続を遮断", &["06-03 containment"]);
}

#[test]
fn reports_within_the_house_and_papers_for_an_authority() {
    check_slip("■経緯\n6月3日 教頭から校長へ報告", &["06-03 other"]);
    check_earlier("総務省へ経過の書面(第1報)を提出し、6月11日には第2報を提出しています。", &[]);
}

#[test]
fn a_function_that_was_stopped_is_no_use_of_it() {
    check_days(
        Cause::Misconfiguration,
        "6月3日から6月20日の間、ログイン機能および予約機能を停止させ、閲覧できない状態としておりました。",
        ["", "", "", "2024-06-03"],
    );
    check("2020年2月21日から2024年6月2日までの調査を完了しました。", &[]);
}

#[test]
fn a_day_of_what_describes_a_noun_is_none_of_a_step() {
    check_slip("5月30日に転出した児童の個票が混入しました。", &[]);
    check_slip("5月30日に実施した移転作業の際、取り違えて引き渡しました。", &["05-30 occurrence"]);
    check_days(Cause::OperationError, "1 発 覚 2024年6月3日", ["", "", "2024-06-03", ""]);
}

#[test]
fn each_authority_has_its_day() {
    check("6月1日に例示中央警察署、6月3日に経済産業省に報告しました。", &["06-01 police", "06-03 regulator"]);
}

#[test]
fn what_went_on_over_days_ends_on_the_last() {
    check_days(
        Cause::OperationError,
        "2022年6月1日に番号を誤って登録したため、同日から2024年5月26日までの間に、書類が別の事業所に送信されておりました。\n\
         2024年5月26日、事業所からの電話により判明しました。",
        ["2022-06-01", "2024-05-26", "2024-05-26", ""],
    );
    check_days(
        Cause::UnauthorizedAccess,
        "2024年5月27日3時11分から同月28日22時40分までの間に、データベースの一部が読み出されたことを通信記録から確認しました。",
        ["2024-05-27", "2024-05-28", "", ""],
    );
}

#[test]
fn a_remark_in_brackets_dates_nothing_else() {
    check(
        "・5月30日 最初の侵入(その後の調査により判明)\n・6月9日 不審な通信を検知",
        &["05-30 attack", "06-09 discovery"],
    );
    check("・5月30日 不審な通信があり侵入が判明", &["05-30 discovery"]);
}

#[test]
fn a_charge_is_not_of_the_day_of_the_arrest() {
    let facts = read(
        Cause::Insider,
        "2024年6月3日、元従業員が顧客の情報を不正に持ち出したとして逮捕されました。\n\
         元従業員は、2023年4月から2023年12月までの間、顧客の情報を持ち出していました。",
    )
    .facts;
    assert_eq!(facts.occurred_to, "2023-12".parse().ok());
}

#[test]
fn papers_of_a_time_are_not_of_the_incident() {
    check_days(
        Cause::OperationError,
        "廃棄した書類は1986年から1999年までのもので、2024年5月26日に判明しました。",
        ["", "", "2024-05-26", ""],
    );
}

#[test]
fn what_somebody_says_in_a_call_happened_before() {
    let call = "6月28日、受信した方から連絡があり、番号を誤って書類を送信したことが判明しました。";
    check_slip(call, &["06-28 discovery"]);
    check_slip("6月28日、番号を誤って書類を送信したことが判明しました。", &["06-28 occurrence"]);
}

#[test]
fn what_is_told_of_others_is_told_to_the_organisation() {
    let told = "6月6日に受託事業者から、再委託先の端末に名簿が含まれている旨の連絡あり";
    check_days(Cause::UnauthorizedAccess, told, ["", "", "2024-06-06", ""]);
}

#[test]
fn a_finding_without_a_day_has_that_of_what_was_done_at_once() {
    let open = "6月3日に募集を始めました。\n\n利用者から指摘があり、同日設定を改めました。";
    check_days(Cause::Misconfiguration, open, ["", "", "2024-06-03", "2024-06-03"]);
}

#[test]
fn a_day_that_describes_the_object_dates_no_step() {
    let lost = "6月12日、6月3日に業務で使用した当該USBメモリーを紛失していることに気づきました。";
    check_days(Cause::LossTheft, lost, ["", "", "2024-06-12", ""]);
    check_slip("6月3日に開催した「例示教室」の案内を誤って送信しました。", &[]);
    check_slip("6月3日に案内を誤って送信しました。", &["06-03 occurrence"]);
}

#[test]
fn a_year_alone_dates_a_noun() {
    check("令和5年の選挙の名簿が含まれているとの連絡を受けました。", &[]);
}

#[test]
fn what_is_set_wrongly_lasts_until_it_is_set_right() {
    let wrong = "・6月3日に、転送先を「例示」とすべきところを誤って「例爾」としていた。\n・6月7日に、誤りに気付き転送設定を停止した。";
    check_days(Cause::Misconfiguration, wrong, ["2024-06-03", "2024-06-07", "2024-06-07", "2024-06-07"]);
}

#[test]
fn a_stretch_of_hours_heads_what_was_done_in_it() {
    let sent = "1.経緯\n\n2024年6月3日 11:09~12:01の間に17通\n\n名簿を会員へ電子メールで誤って送信。";
    check_days(Cause::OperationError, sent, ["2024-06-03", "2024-06-03", "", ""]);
}

#[test]
fn an_incident_named_as_a_noun_is_no_step() {
    check("6月3日、不正持ち出し事案に対する対応を取りまとめました。", &[]);
}

#[test]
fn what_an_object_is_described_with_may_itself_be_what_happened() {
    check("6月3日に届いた通報を受けて調べたところ、名簿の流出が判明しました。", &["06-03 discovery"]);
    check("昨年、2023年のサイバー攻撃により、氏名が流出しました。", &["? attack"]);
}

#[test]
fn a_place_named_by_sending_is_no_deed() {
    check_slip("6月3日、送信先を確認しないまま名簿を別の会社に誤って送信しました。", &["06-03 occurrence"]);
    check_slip("6月3日、送信先を確認しました。", &[]);
}

#[test]
fn what_ends_for_readers_ends_no_incident() {
    let labels = "発生日時:2024年4月1日\n受付終了日:2024年5月31日\n発覚日:2024年4月2日";
    check_days(Cause::OperationError, labels, ["2024-04-01", "2024-04-01", "2024-04-02", ""]);
}
