//! Near misses of days and spans: what a day is of, and what happened on it.

use super::*;

#[test]
fn days_in_brackets_of_content_and_of_the_same_day() {
    check_events("警察に相談(6月1日)しており、原因について調査を進めています。", &["2024-06-01 police"]);
    check_events(
        "6月6日に不正アクセスが確認された件で、その後、見本社にて調査を進めてまいりました。",
        &["2024-06-06 discovery"],
    );
    check_events(
        "6月18日に不審な通信を検知しました。最初の侵入は6月3日であったことも判明しております。",
        &["2024-06-03 attack", "2024-06-18 discovery"],
    );
    check_events("情報の流出が6月3日であることが、6月5日に判明しました。", &["2024-06-05 discovery"]);
    check_events(
        "6月3日に不正アクセスを検知し、直ちに通信を遮断する等の初動対応を行いました。",
        &["2024-06-03 discovery", "2024-06-03 containment"],
    );
    check_events(
        "6月3日に不正アクセスを検知しており、通信を遮断する等の対策を行う予定です。",
        &["2024-06-03 discovery"],
    );
    check_events(
        "6月3日に案内メールを誤って配信しました。\n同じ日の14時、受信者から指摘を受け、漏えいが判明しました。",
        &["2024-06-03 occurrence", "2024-06-03 discovery"],
    );
    check_events("攻撃は6月3日に始まり、6月5日深夜に本格化。", &["2024-06-03 attack", "2024-06-05 attack"]);
    check_events("6月5日に攻撃の調査が本格化しました。", &[]);
    check_events("事案を知った日時\n6月16日 16時40分", &["2024-06-16 discovery"]);
}

#[test]
fn days_on_which_a_service_began() {
    check_events(
        "当社が6月4日より販売を開始した「見本祭」の申込みの際、他の方の氏名が閲覧できるとのご指摘をいただきました。",
        &[],
    );
    check_events(
        "6月4日から提供を開始したところ、他の方の氏名が表示される不具合が発生しました。",
        &["2024-06-04 service_resume", "2024-06-04 occurrence"],
    );
}

#[test]
fn what_is_told_behind_a_span_of_days_was_not_found_on_its_first() {
    check_events(
        "6月4日から6月5日までの間、他の方の氏名が閲覧できる状況が発生しました。これは処理に不具合が生じたことによります。",
        &["2024-06-04 occurrence"],
    );
}

#[test]
fn what_was_so_before_and_what_is_planned() {
    check_events("6月1日に新しい店舗への移行を終えておりましたが、念のため販売を停止しました。", &[]);
    check_events(
        "6月1日9時頃から販売を停止しておりましたが、11時に再開いたしました。",
        &["2024-06-01 service_stop", "2024-06-01 service_resume"],
    );
    check_events(
        "6月14日に行う試験の受験者へ、6月3日に名簿を誤って送信しました。",
        &["2024-06-03 occurrence"],
    );
    check_events("6月3日、名簿の漏えいの懸念があることを弊社が把握しました。", &["2024-06-03 discovery"]);
}

#[test]
fn a_span_over_which_data_lay_open_and_one_of_the_data() {
    let ends = |text: &str| read(text).occurred_to.map(|day| day.to_string());
    let open = "4月1日から5月17日までの間、会員の情報が第三者から閲覧できる状態でした。";
    assert_eq!(ends(open).as_deref(), Some("2024-05-17"));
    let bought = "4月1日から5月17日までの間、購入されたお客様の情報が閲覧できる状態でした。";
    assert_eq!(ends(bought), None, "they bought until then");
}

#[test]
fn what_was_seen_last_was_not_found_then() {
    check_events(
        "6月4日、申請書が見当たらないことに気付きました。最後に確認したのは5月31日です。",
        &["2024-06-04 discovery"],
    );
}

#[test]
fn what_turned_out_to_have_been_over_hours() {
    check_events(
        "6月3日午前9時から10時の間に氏名が流出した可能性があることが判明しました。",
        &["2024-06-03 occurrence"],
    );
    check_events(
        "6月3日午前9時頃、氏名が流出した可能性があることが判明しました。",
        &["2024-06-03 discovery"],
    );
}

#[test]
fn days_of_mistakes_requests_and_recoveries() {
    check_events(
        "6月4日に受付を開始した申込フォームで、設定の誤りにより他の方の回答が閲覧できる状態になっていました。",
        &["2024-06-04 occurrence"],
    );
    check_events(
        "6月3日に実施するメール配信において、宛先を誤って送信しました。",
        &["2024-06-03 occurrence"],
    );
    check_events("6月10日、電子カルテが再び見られるようになりました。", &[]);
    check_events(
        "6月3日にメールを誤送信しました。受信者に対して、直ちに削除するよう連絡しました。",
        &["2024-06-03 occurrence"],
    );
    check_events(
        "6月3日に不正アクセスを検知し、直ちに通信を遮断する措置を実施。",
        &["2024-06-03 discovery", "2024-06-03 containment"],
    );
    check_events(
        "不正アクセスを検知(6月1日)し、直ちにネットワークを遮断しました。",
        &["2024-06-01 discovery", "2024-06-01 containment"],
    );
    check_events(
        "6月5日に公開を開始していましたが、誤って個人情報が掲載されていました。",
        &["2024-06-05 occurrence"],
    );
    check_events(
        "6月3日10時から11時の会議中に、名簿が漏えいした可能性があることが判明しました。",
        &["2024-06-03 discovery"],
    );
}

#[test]
fn a_medium_that_was_lost_in_plain_words() {
    check_events(
        "令和5年7月、職員が出張の際に媒体を持ち出し、なくしていたことが、分かりました。",
        &["2023-07 occurrence"],
    );
    check_methods("書類をなくす事案が発生しました。", "lost_media");
    check_methods("ミスをなくすよう努めます。", "");
}

#[test]
fn a_report_named_by_its_number_and_address() {
    let linked = read("調査を続けております。\n(第一報:https://example.jp/news/?id=6)").earlier_reports;
    let urls: Vec<_> = linked.iter().map(|one| (one.date, one.url.as_deref())).collect();
    assert_eq!(urls, [(None, Some("https://example.jp/news/?id=6"))]);
}

#[test]
fn what_others_than_the_first_made_known() {
    let told = "◎見本新聞 架空市の委託先から名簿が持ち出されたと発表\n2024年6月30日\n架空市は6月28日、名簿が持ち出されていたと発表した。\n例示株式会社も6月29日、持ち出しの可能性を認める文書を出した。";
    let facts = testing::read(told, |_| {}, READERS).facts;
    assert_eq!(facts.discovered, None);
    assert_eq!(facts.occurred_from, None);
}

#[test]
fn a_city_that_is_told_by_its_contractor_finds_out_then() {
    let discovered = |told: &str| {
        let lead =
            "市が発送を委託している見本印刷株式会社のサーバーが不正アクセスを受け、氏名が流出しました。";
        let text = format!("◎架空市 個人情報の流出について\n2024年6月30日\n{lead}\n{told}");
        testing::read(&text, |_| {}, READERS).facts.discovered.map(|day| day.to_string())
    };
    let told = "5月20日に同社が異常を検知し、5月22日に市に報告がありました。";
    assert_eq!(discovered(told).as_deref(), Some("2024-05-22"));
    let other = "5月20日に同社が異常を検知し、5月22日に例示市に報告がありました。";
    assert_eq!(discovered(other), None);
}
