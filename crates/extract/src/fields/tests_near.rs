//! Near misses: sentences that share their words with a rule and say something else, read by all readers together.

use std::collections::BTreeSet;

use jikenbo_model::vocabulary::{DataType, EventKind, Method, ReportedTo, SecondaryDamage, Stage, Unit};
use jikenbo_model::{Facts, PartialDate};

use super::READERS;
use crate::testing;

mod days;
mod leaks;
mod means;

/// What a release below the title of one says with `text`.
fn read(text: &str) -> Facts {
    let heading = "◎株式会社例示 個人情報の漏えいについて";
    testing::read(&format!("{heading}\n2024年6月30日\n{text}\n深くお詫び申し上げます。"), |_| {}, READERS)
        .facts
}

fn words<T>(all: impl IntoIterator<Item = T>, word: impl Fn(T) -> &'static str) -> String {
    all.into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Data types that leaked, a stroke, those of which that is denied.
fn check_data(text: &str, expected: &str) {
    let facts = read(text);
    let of = |all: &BTreeSet<DataType>| words(all.iter().copied(), DataType::word);
    let found = format!("{}/{}", of(&facts.data_types), of(&facts.data_types_denied));
    assert_eq!(found.trim_end_matches('/'), expected, "{text}");
}

/// The methods.
fn check_methods(text: &str, expected: &str) {
    assert_eq!(words(read(text).methods, Method::word), expected, "{text}");
}

/// `discovered`, a stroke, `contained`.
fn check_days(text: &str, expected: &str) {
    let facts = read(text);
    let shown = |day: Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let found = format!("{}/{}", shown(facts.discovered), shown(facts.contained));
    assert_eq!(found, expected, "{text}: {:?}", facts.events);
}

/// The counts of what was hit.
fn check_counts(text: &str, expected: &[u64]) {
    let counts: Vec<u64> = read(text).affected.iter().map(|one| one.count).collect();
    assert_eq!(counts, expected, "{text}");
}

#[test]
fn what_was_taken_out_and_what_was_not() {
    check_data("攻撃者によって氏名、住所が取り出されました。", "name address");
    check_data("サーバーから氏名と住所のデータが取り出され、外部に送信されました。", "name address");
    check_data("氏名が漏えいしました。パスワードが取り出されることはありません。", "name/password");
    check_data("氏名が漏えいしました。暗証番号がなければ情報は取り出されません。", "name");
}

#[test]
fn what_is_not_asked_for_is_held_by_nobody() {
    check_data("氏名が漏えいしました。会員登録の際、性別は伺っておりません。", "name/gender");
    check_data("氏名が漏えいしました。お問い合わせの際、暗証番号は伺っておりません。", "name");
    check_data("氏名は伺っていますが、電話番号は伺っていません。氏名が漏えいしました。", "name/phone");
}

#[test]
fn a_rounded_figure_of_others_stays() {
    check_counts(
        "会員1,020名と従業員983名の氏名が漏えいしました。また、取引先の担当者約2,000名のメールアドレスも漏えいしました。",
        &[1020, 983, 2000],
    );
    check_counts("対象は約2,000名です。会員1,020名と従業員983名の氏名が漏えいしました。", &[1020, 983]);
}

#[test]
fn what_came_back_was_away() {
    check_counts(
        "診療記録50名分を紛失しました。50名分は翌日に発見しましたが、その間に閲覧された可能性があります。",
        &[50],
    );
    check_counts("名簿7名分を紛失しました。5名分は発見しましたが、2名分は見つかっていません。", &[7]);
}

#[test]
fn callers_are_none_of_the_persons_hit() {
    check_counts("応募者30名から申出があった内容が漏えいしました。", &[30]);
    check_counts("会員120名の氏名が漏えいしました。これまでに会員8名からお問い合わせがありました。", &[120]);
}

#[test]
fn what_an_answer_did_not_say_is_not_done() {
    let asked = "2024年5月7日、名簿の誤公開が判明し、運営会社に公開を停止するよう依頼しましたが、";
    check_days(&format!("{asked}停止したとの連絡はありません。"), "2024-05-07/");
    check_days(&format!("{asked}停止した旨の回答は得られておりません。"), "2024-05-07/");
}

#[test]
fn what_was_released_may_have_been_the_fault() {
    check_days(
        "2024年5月1日、サーバーの更新作業で修正版を公開したところ、会員の氏名が見える状態になりました。5月3日に判明し、同日元に戻しました。",
        "2024-05-03/2024-05-03",
    );
    check_days(
        "2024年5月1日、会員の氏名が見える状態であることが判明しました。5月3日に修正版をリリースしました。",
        "2024-05-01/2024-05-03",
    );
}

#[test]
fn work_on_a_suspicion_is_no_finding() {
    check_days(
        "2024年5月1日から、不正アクセスの確認作業を行い、5月8日に漏えいが判明しました。",
        "2024-05-08/",
    );
    check_days(
        "2024年5月1日、食中毒の疑いに関する情報を受け、調査した資料を誤って送信し、5月9日に誤送信が判明しました。",
        "2024-05-09/",
    );
    check_days("2024年5月1日、名簿の漏えいの疑いの情報を受け、調査を始めました。", "2024-05-01/");
}

#[test]
fn reports_that_a_contractor_made_to_the_writer() {
    let facts = read("委託先より2024年5月20日に中間報告をいただき、会員の氏名の漏えいが判明しました。");
    assert_eq!(facts.stage, Some(Stage::First));
    assert_eq!(facts.discovered.map(|day| day.to_string()).as_deref(), Some("2024-05-20"));
    let first = read("会員の氏名が漏えいしました。対象の方には先にご報告しております。");
    assert_eq!(first.stage, Some(Stage::First));
}

#[test]
fn what_an_authority_was_told_stays_beside_what_the_writer_was_told() {
    let kinds = |text: &str| words(read(text).events.iter().map(|event| event.event), EventKind::word);
    let both = kinds("2024年5月21日に警察に相談し、5月22日に会員から不正利用があった旨の報告がありました。");
    assert!(both.contains("police"), "{both}");
    let told = kinds("2024年5月21日、校長から市教育委員会に、職員が名簿をなくしたとの報告がありました。");
    assert!(!told.contains("regulator"), "{told}");
}

#[test]
fn another_s_network_and_ones_own() {
    check_methods(
        "委託先のネットワークへの不正アクセスにより、当社の会員情報が漏えいしました。",
        "via_third_party",
    );
    check_methods("当社(グループ会社を含む)のネットワークへの不正アクセスが発生しました。", "");
    check_methods("取引先を通じてお客様から問い合わせがあり、不正アクセスが判明しました。", "");
    check_methods("委託先を通じた攻撃により、会員情報が漏えいしました。", "via_third_party");
}

#[test]
fn endings_of_files_are_no_pages() {
    check_methods("サーバー内のファイルの拡張子がすべて書き換えられていました。", "");
    check_methods("当社のサイトのページが書き換えられていました。", "defacement");
}

#[test]
fn what_those_who_received_it_threw_away() {
    let sent = "誤って名簿を送付しました。";
    check_methods(&format!("{sent}先方に確認したところ、書類は既に廃棄したとのことでした。"), "misdelivery");
    check_methods("名簿を、保存期間の満了前に誤って廃棄しました。", "wrong_disposal");
}

#[test]
fn a_notice_that_was_the_mistake() {
    check_methods("誤って、児童の氏名を含むお知らせをホームページに掲載しました。", "wrong_publication");
}

#[test]
fn a_letter_of_a_name_list_and_a_slip_of_the_pen() {
    check_methods("名簿を一部落とし込んだ資料を作成し、誤って送付しました。", "misdelivery");
    check_methods("名簿を全て落としました。", "lost_media");
}

#[test]
fn ones_own_watch_warns_of_an_attack() {
    let kinds = |text: &str| words(read(text).events.iter().map(|event| event.event), EventKind::word);
    let own = kinds("2024年5月1日、監視装置から警告メッセージが出たため、直ちに端末を隔離しました。");
    assert!(!own.contains("attack"), "{own}");
    let false_one = kinds("2024年5月1日、職員の画面に警告画面が出たため、示された番号に電話をかけました。");
    assert!(false_one.contains("attack"), "{false_one}");
}

/// The day of release of a page with `text`.
fn published(text: &str) -> Option<String> {
    testing::read(text, |_| {}, READERS).facts.published.map(|day| day.to_string())
}

#[test]
fn days_that_head_entries_are_no_day_of_release() {
    let heading = "◎架空病院 書類の誤送付について\n書類を誤って別の方に送付しました。";
    let first = "2024年5月21日\n案内文書を送付したところ、宛名を誤った。";
    let second = "2024年5月22日\nお電話をいただき、誤送付が判明した。";
    assert_eq!(published(&format!("{heading}\n{first}\n{second}")), None);
    // One alone stands between the greeting and the body.
    let greeting = "◎架空病院 書類の誤送付について\n日頃より当院をご利用いただき、ありがとうございます。";
    let body = "2024年6月1日\n書類を誤って別の方に送付しましたので、お詫び申し上げます。";
    assert_eq!(published(&format!("{greeting}\n{body}")).as_deref(), Some("2024-06-01"));
}

#[test]
fn a_letter_that_gives_its_month_alone() {
    let letter =
        "◎架空健康保険組合 名簿の紛失について\n2025年8月\n各位\n架空健康保険組合\n名簿を紛失しました。";
    assert_eq!(published(letter).as_deref(), Some("2025-08"));
    let signed =
        "◎架空病院 パソコンの紛失について\nパソコンを紛失しました。\n平成30年3月 架空病院 院長 例示 太郎";
    assert_eq!(published(signed).as_deref(), Some("2018-03"));
    let headed = "◎架空病院 パソコンの紛失について\n■経過\n2025年8月\n架空病院\nパソコンを紛失しました。";
    assert_eq!(published(headed), None);
    let entry =
        "◎架空病院 パソコンの紛失について\nパソコンを紛失しました。\n2025年8月\n廊下で見つかりました。";
    assert_eq!(published(entry), None);
}

/// Events, each with its day.
fn check_events(text: &str, expected: &[&str]) {
    let events = read(text).events;
    let shown: Vec<String> =
        events.iter().map(|event| format!("{} {}", event.date, event.event.word())).collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn what_was_put_up_is_the_incident_or_the_data() {
    check_events(
        "2024年6月12日に当社のホームページに掲載いたしました端末の紛失の件につきまして、調査の結果をお知らせします。",
        &["2024-06-12 earlier_report"],
    );
    check_events(
        "2024年6月12日に当社のホームページに掲載した名簿に、氏名が含まれていました。",
        &["2024-06-12 occurrence"],
    );
    check_events(
        "名簿を誤って送信しました。\n名簿の誤送信について(第1報 令和6年6月10日)",
        &["2024-06-10 earlier_report"],
    );
}

#[test]
fn days_of_practice_plans_papers_and_letters() {
    check_events(
        "平成24年度以降は、全職員に誓約書を出させております。しかし、自宅の端末から名簿が流出しました。",
        &[],
    );
    check_events(
        "6月10日から15日まで休み、16日(月曜)再開予定でしたが、手作業で名簿を誤って送信しました。",
        &[],
    );
    check_events(
        "2024年6月8日 調査会社の報告書(5月30日付)を受けて、県警に相談しました。",
        &["2024-06-08 police"],
    );
    check_events("名簿を誤って送信しました。\n■お詫び文書の発送日\n令和6年6月15日", &[]);
    check_events("名簿を誤って送信しました。\n■誤送信日\n令和6年6月15日", &["2024-06-15 occurrence"]);
    check_events("対象の方には、6月8日付けで案内文を発送いたしました。", &["2024-06-08 notification"]);
    check_events("誤って渡した媒体は6月4日に職員が回収いたしました。", &["2024-06-04 containment"]);
    check_events("6月4日に回収に伺いましたが、ご不在で回収できておりません。", &[]);
}

#[test]
fn who_sent_in_ones_name_and_who_left() {
    check_methods("本会を装った迷惑メールが、会員に送られていることが分かりました。", "spam_relay");
    check_methods("取引先を装ったメールが当社に送られてきました。", "");
    check_methods(
        "元職員が、退職の後に名簿を不正に取得していました。",
        "insider_exfiltration former_member_access",
    );
    check_methods("行員が知人へ顧客の情報を漏えいしていました。", "insider_exfiltration");
}

#[test]
fn several_items_on_one_line_are_no_heading() {
    check_data(
        "1.記録されていた個人情報\n加入者120名分\n(1)被保険者番号 (2)氏名 (3)口座情報",
        "name bank_account insurance_number",
    );
}

#[test]
fn a_figure_that_is_cut_off() {
    check_counts(
        "23万件超の個人情報が漏えいした可能性\n園児の情報236,120件が漏えいした可能性があります。",
        &[236_120],
    );
    check_counts(
        "23万件超の個人情報が漏えいした可能性\n職員の情報61,410件が漏えいした可能性があります。",
        &[230_000, 61_410],
    );
    check_counts(
        "お客様2,000名以上の情報が漏えいしました。\n従業員2,340名の情報も漏えいしました。",
        &[2_000, 2_340],
    );
}

#[test]
fn a_foreign_name_with_a_sign_between() {
    let link = read(
        "当社の連結子会社であるExample & Sample Electric Co., Ltd.のサーバーが不正アクセスを受けました。",
    )
    .chain;
    let names: Vec<_> = link.iter().map(|link| (link.name.as_deref(), link.relation.word())).collect();
    assert_eq!(names, [(Some("Example & Sample Electric Co., Ltd."), "subsidiary")]);
}

#[test]
fn those_who_took_data_along_are_no_victims() {
    check_counts(
        "元営業社員5名が、退職後、顧客名簿を不正に持ち出していました。漏えいした顧客は64名です。",
        &[64],
    );
    check_counts("元従業員120名の氏名が漏えいしました。", &[120]);
    check_counts("名簿が持ち出され、元社員120名分の情報が漏えいしました。", &[120]);
    let unit = |text: &str| words(read(text).affected.iter().map(|one| one.unit), Unit::word);
    assert_eq!(unit("53件の顧客情報の記載されたファイルを誤って送信しました。"), "records");
    assert_eq!(unit("顧客名簿のファイル530件が流出しました。"), "files");
}

#[test]
fn what_was_sought_and_not_there() {
    check_methods("侵入の跡及びアカウントの不正利用がないことを確認しました。", "");
    check_data(
        "患者の氏名が漏えいしました。このうち、住所まで含むものが12人分、含まないものが30人分です。",
        "name address",
    );
}

#[test]
fn an_inquiry_that_goes_on_has_no_day_of_its_own() {
    check_events(
        "2024年5月3日に端末がウイルスに感染しました。調査を進める中で氏名を含む記録があったことを確認し、6月20日に委託先より報告がありました。",
        &["2024-05-03 attack", "2024-06-20 discovery"],
    );
}

#[test]
fn a_password_that_opens_a_file_and_one_that_is_written_down() {
    check_data("紛失した手帳には、パスワードの記載がありました。", "password");
    check_data("氏名が漏えいしました。添付ファイル開封パスワードの記載にご注意ください。", "name");
}

#[test]
fn ids_are_accounts() {
    let unit = |text: &str| words(read(text).affected.iter().map(|one| one.unit), Unit::word);
    assert_eq!(unit("漏えいした可能性のある例示IDは最大で741件です。"), "accounts");
    assert_eq!(unit("漏えいした可能性のあるデータは最大で741件です。"), "records");
}

#[test]
fn a_figure_that_a_title_rounds() {
    let titled = "◎株式会社例示 会員24万件の情報が流出\n2024年6月30日\n会員238,412件の氏名が漏えいしました。";
    let counts: Vec<u64> =
        testing::read(titled, |_| {}, READERS).facts.affected.iter().map(|one| one.count).collect();
    assert_eq!(counts, [238_412]);
    check_counts(
        "甲支店ではお客様50,000名の氏名が漏えいしました。\n乙支店ではお客様49,210名の氏名が漏えいしました。",
        &[50_000, 49_210],
    );
    check_counts(
        "会員約2,000人の氏名が漏えいしました。\n取引先2,013件の会社名も漏えいした可能性があります。",
        &[2_000, 2_013],
    );
    let rounded = "顧客情報(約5,900人分)が流出した可能性があると発表した。\n・顧客情報:5,931件(氏名、住所)";
    check_counts(rounded, &[5_931]);
    assert_eq!(words(read(rounded).affected.iter().map(|one| one.unit), Unit::word), "people");
    check_counts(
        "顧客24万人の氏名が漏えいしました。\n別に会員238,412人の住所も漏えいしました。",
        &[240_000, 238_412],
    );
    check_counts(
        "会員10,000人の氏名が漏えいしました。\nまた会員9,000人の住所も漏えいしました。",
        &[10_000, 9_000],
    );
}

#[test]
fn things_of_a_numbered_list_are_counted_each() {
    let list =
        "紛失した書類は次のとおりです。\n(1)申込書 16名さま分\n(2)受付票 16名さま分\n(3)処方箋 1名さま分";
    check_counts(list, &[16, 16, 1]);
    let alike = "紛失した書類は次のとおりです。\n(1)申込書 16名さま分\n(2)受付票 16名さま分";
    check_counts(alike, &[16]);
    check_counts("名簿を紛失しました。\n(1)対象者数 16名\n(2)漏えいした人数 16名", &[16]);
    check_counts("漏えいした情報\n(1)氏名 120件\n(2)住所 120件\n(3)電話番号 120件", &[120]);
}

#[test]
fn whose_data_and_what_varies() {
    check_data("対象は86名(被保険者及び被扶養者)です。氏名が漏えいしました。", "name");
    check_data("漏えいした情報は、被扶養者の氏名です。", "name family");
    check_data(
        "■漏えいした可能性のある項目\n住所、電話番号、メールアドレスなどですが、お客様により異なります。",
        "address phone email",
    );
}

#[test]
fn what_stands_on_a_ministrys_site_was_not_told_to_it() {
    let told = |text: &str| words(read(text).reported_to, ReportedTo::word);
    assert_eq!(told("厚生労働省のホームページに掲載されていた資料から、患者の氏名が漏えいしました。"), "");
    assert_eq!(told("患者の氏名が漏えいしました。厚生労働省に報告しました。"), "ministry");
    assert_eq!(told("氏名が漏えいしました。個人情報保護委員会のサイトから報告しました。"), "ppc");
}

#[test]
fn files_in_mail_and_mail_that_was_sent_on() {
    check_methods(
        "端末がウイルスに感染し、当社のサーバがウイルスメールの送信に利用されました。暗号化されたファイルが添付されたメールは隔離しています。",
        "malware spam_relay",
    );
    check_methods(
        "名簿の氏名を黒塗りにしましたが、文字をコピーすると読める状態でした。",
        "wrong_publication hidden_data",
    );
    check_methods("案内とともに、名簿のファイルを添付してしまいました。", "misdelivery");
}

#[test]
fn a_federation_is_named_and_pointed_at() {
    let chain = |text: &str| read(text).chain.into_iter().filter_map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(
        chain("本市が架空県団体連合会に委託している業務において、同連合会が名簿を紛失しました。"),
        ["架空県団体連合会"]
    );
    let parted = "当社が業務を委託していた株式会社 見本商事において、名簿が流出しました。";
    assert_eq!(chain(parted), ["株式会社 見本商事"]);
    let office = "当社が業務を委託していた見本商事株式会社 代表取締役の端末から、名簿が流出しました。";
    assert_eq!(chain(office), ["見本商事株式会社"]);
}

#[test]
fn that_nobody_expects_misuse_is_no_report_of_none() {
    let text = "名簿を渡したことが判明しました。悪用がされないと判断したためです。";
    assert_eq!(read(text).secondary_damage, Some(SecondaryDamage::NotSaid));
}

#[test]
fn a_service_has_a_provider_and_is_none() {
    let chain = |text: &str| read(text).chain.into_iter().filter_map(|one| one.name).collect::<Vec<_>>();
    let text =
        "決済サービスにおいて、同サービスの提供元のデータベースに不正アクセスが発生し、氏名が流出しました。";
    assert_eq!(chain(text), [] as [&str; 0]);
}

#[test]
fn houses_seats_and_what_comes_of_a_leak() {
    let told = |text: &str| words(read(text).reported_to, ReportedTo::word);
    assert_eq!(told("名簿を紛失し、区役所内を捜して、警察に遺失届を出しました。"), "police");
    assert_eq!(told("名簿を紛失し、区役所に報告しました。"), "local_government");
    assert_eq!(
        told("株式会社例示(本社:架空県架空市、代表:例示 太郎)は、名簿の漏えいについて報告いたします。"),
        ""
    );
    let damage = |text: &str| read(text).secondary_damage;
    assert_eq!(
        damage("名簿を紛失しました。情報漏えいの被害は確認されておりません。"),
        Some(SecondaryDamage::NoneReported)
    );
    assert_eq!(
        damage("サーバが感染しました。システムの被害は確認されておりません。"),
        Some(SecondaryDamage::NotSaid)
    );
}

#[test]
fn days_of_a_census_of_letters_and_of_titles() {
    check_events("令和2年国勢調査の調査票を紛失しました。", &[]);
    check_events(
        "名簿を誤って送信しました。お詫びと削除をお願いするメールを6月10日20時に送りました。",
        &["2024-06-10 notification"],
    );
    check_events(
        "2024年6月3日に名簿の紛失に気付きました。本件については、個人情報保護委員会へ報告をしました。",
        &["2024-06-03 discovery"],
    );
    check_events("名簿を公開しています。\n令和6年6月1日 氏名の削除漏れを確認", &["2024-06-01 discovery"]);
    let title = "◎架空市 名簿の紛失について(令和7年8月1日発表)\n名簿を紛失しました。";
    assert_eq!(published(title).as_deref(), Some("2025-08-01"));
}

#[test]
fn what_was_given_beyond_need_is_a_slip() {
    let cause = |text: &str| read(text).cause.map(|cause| cause.word());
    let given = "名簿を提供した際、渡す必要のない方の氏名も含めて提供してしまいました。";
    assert_eq!(cause(given), Some("operation_error"));
    assert_eq!(cause("公開している図面に、氏名の削除漏れがありました。"), Some("operation_error"));
}

#[test]
fn deeds_and_causes_that_are_others() {
    check_methods("職員が、申請者の親族に別人の住民票を渡していました。", "wrong_handover");
    check_methods("原因となった誤設定を修正し、脆弱性の点検を行いました。", "");
    check_counts("元従業員120名については、攻撃者がメールアドレスを不正に取得した可能性があります。", &[120]);
}

#[test]
fn words_for_data_and_for_who_was_told() {
    check_data(
        "手形の額面金額と統合認証ID、健康調査の結果が漏えいしました。",
        "account_id health transaction",
    );
    let told =
        words(read("氏名が漏えいしました。現地の関係省庁へ報告しました。").reported_to, ReportedTo::word);
    assert_eq!(told, "foreign_authority");
    check_data("(不正ログインにより閲覧された可能性のある情報:氏名)", "name");
}
