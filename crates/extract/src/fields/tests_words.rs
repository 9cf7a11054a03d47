//! Methods, stage, day of release, subjects of an act and what was told within the house, read by all readers together: each
//! rule with a near miss.

use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Kind, SecondaryDamage, Stage};

use super::READERS;
use crate::testing;

fn read(text: &str) -> Facts {
    testing::read(text, |_| {}, READERS).facts
}

/// Whether `method` is among those of a disclosure with `text`.
fn check_method(text: &str, method: &str, expected: bool) {
    let facts = read(&format!("{text}\n株式会社例示では、深くお詫び申し上げます。"));
    let found = facts.methods.iter().any(|own| own.word() == method);
    assert_eq!(found, expected, "{text}: {:?}", facts.methods);
}

#[test]
fn methods_in_other_words() {
    check_method(
        "装置は更新プログラムを適用しないまま使われており、攻撃者は社内に侵入しました。",
        "vulnerability_exploit",
        true,
    );
    check_method(
        "更新プログラムを適用しないまま使っていた端末を廃棄しました。",
        "vulnerability_exploit",
        false,
    );
    check_method(
        "配った表の、開いても表示されないシートに生徒の点数が残されていました。",
        "hidden_data",
        true,
    );
    check_method("宛先が他の受信者に表示されない方法で送信すべきところを誤りました。", "hidden_data", false);
    check_method(
        "元職員は名簿を私物の媒体に複写して持ち帰り、利用していました。",
        "insider_exfiltration",
        true,
    );
    check_method("申請者が窓口の案内を複写して持ち帰りました。", "insider_exfiltration", false);
}

#[test]
fn what_went_to_persons_or_stayed_within_the_house_is_no_earlier_report() {
    let stage = |text: &str| {
        read(&format!(
            "◎名簿の漏えいについて\n{text}\n名簿が漏えいしました。株式会社例示では、深くお詫び申し上げます。"
        ))
        .stage
    };
    let within = "2024年6月20日\n6月6日に社員向けの掲示でお知らせした折は、42名と申しておりました。";
    assert_eq!(stage(within), Some(Stage::First));
    let letter = "2024年6月20日\n対象の方には、6月8日に第一報のメールをお送りしております。";
    assert_eq!(stage(letter), Some(Stage::First));
    let public = "2024年6月20日\n6月8日に公表いたしました名簿の漏えいについて、続報をお知らせします。";
    assert_eq!(stage(public), Some(Stage::Update));
}

#[test]
fn the_office_that_signs_at_the_end_gives_the_day() {
    let published = |last: &str| {
        let text = format!(
            "◎架空市 名簿の誤送付について\n5月1日、名簿を誤って送付しました。\n今後は確認を徹底します。\n{last}"
        );
        read(&text).published.map(|date| date.to_string())
    };
    assert_eq!(
        published("令和6年5月8日 架空市総務部会計課(電話 0000-00-0000)").as_deref(),
        Some("2024-05-08")
    );
    assert_eq!(published("令和6年5月8日 名簿の誤送付について(第1報)"), None);
}

#[test]
fn an_act_against_two() {
    let chain = |title: &str| {
        let prepare = |draft: &mut crate::Draft<'_>| draft.out.facts.kind = Some(Kind::Regulator);
        let text = format!("◎{title}\n指導を行った。");
        let facts = testing::read(&text, prepare, &[super::chain::read]).facts;
        facts.chain.iter().filter_map(|link| link.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chain("架空市及び株式会社例示に対する行政上の対応について"), ["架空市", "株式会社例示"]);
    assert_eq!(chain("株式会社例示に対する行政上の対応について"), ["株式会社例示"]);
}

#[test]
fn what_happened_at_a_counter_is_no_place_to_ask() {
    let day = |heading: &str| {
        let text = format!(
            "◎株式会社例示 証明書の誤交付について\n2024年6月1日\n■{heading}\n5月2日、窓口の職員が誤って別の方の証明書を交付しました。\n株式会社例示"
        );
        read(&text).occurred_from.map(|date| date.to_string())
    };
    assert!(day("経過その1(窓口での渡し間違い)").is_some());
    assert!(day("問い合わせ窓口").is_none());
}

#[test]
fn questions_that_answers_repeat() {
    let facts = read(
        "情報が流出しました。お詫び申し上げます。\n問 流出した情報は悪用されていますか。\n答 悪用されたとの連絡は寄せられておりません。",
    );
    assert_eq!(facts.secondary_damage, Some(SecondaryDamage::NoneReported));
}

#[test]
fn what_a_screen_shows_of_others_and_ways_of_sending() {
    check_method(
        "申込みの画面に、直前に申し込んだ方の内容が表示されることがありました。",
        "display_mixup",
        true,
    );
    check_method("申込みの画面に、入力した内容が表示されます。", "display_mixup", false);
    check_method("職員のIDが使われ、迷惑メールが送られました。", "account_takeover", true);
    check_method("職員のIDを使って、迷惑メールを見分ける練習をしました。", "account_takeover", false);
}

#[test]
fn words_in_quotes_are_not_the_writers() {
    let told = "例示社は5月7日、名簿が流出したと発表した。同社は「弊社の管理が足りなかった」としている。調査を続けるという。";
    assert_eq!(read(told).kind, Some(Kind::Commentary));
}

#[test]
fn what_is_taken_for_granted_is_told() {
    check_method(
        "パソコンが感染したランサムウェアは、外へ情報を送り出す類いではないと分かりました。",
        "ransomware",
        true,
    );
    check_method("画面が止まったのは、ランサムウェアによるものではないと分かりました。", "ransomware", false);
}

#[test]
fn methods_in_still_other_words() {
    check_method("注文画面の一部が書き換えられました。", "web_skimming", true);
    check_method("一覧を開くと、他団体の会員の連絡先まで表示されました。", "display_mixup", true);
    check_method(
        "会議の途中、採点前の名簿がスクリーンにしばらく映し出されました。",
        "wrong_publication",
        true,
    );
    check_method("お知らせのページに、置いた覚えのないリンクが埋め込まれていました。", "hidden_data", false);
    check_method(
        "受取人は、封を開けずに廃棄したとのことです。請求書を誤って送付しました。",
        "wrong_disposal",
        false,
    );
}

#[test]
fn another_s_network_that_was_the_way_in() {
    check_method("保守会社のネットワークから当社のサーバーへ侵入されました。", "via_third_party", true);
    check_method("取引先を通じて不正アクセスを受けました。", "via_third_party", true);
    check_method("取引先を通じて部品を購入しました。", "via_third_party", false);
}

#[test]
fn what_stands_beside_a_method_leaves_it() {
    check_method(
        "公開したグラフに、元データへのリンクが埋め込まれていました。名簿が流出しました。",
        "hidden_data",
        true,
    );
    let page = "当社のサイトの最初のページが書き換えられ、ファイル名が変更されたページが置かれました。";
    check_method(page, "defacement", true);
    check_method("ファイルの拡張子が書き換えられていました。", "defacement", false);
    check_method("当社の端末が感染したマルウェアが見つかりませんでした。", "malware", false);
    check_method("書類を取り違え、原本を誤って廃棄したとのことです。", "wrong_disposal", true);
}

#[test]
fn what_is_held_or_locked_is_not_denied() {
    let denied =
        |text: &str| read(&format!("氏名が漏えいしました。{text}お詫び申し上げます。")).data_types_denied;
    assert!(
        denied("氏名は伺っていますが、電話番号は伺っていません。").iter().all(|own| own.word() != "name")
    );
    assert!(denied("お問い合わせの際、暗証番号は伺っておりません。").is_empty());
    assert!(denied("暗証番号がなければ情報は取り出されません。").is_empty());
}

#[test]
fn a_purpose_is_no_misuse() {
    let misuse =
        |text: &str| read(&format!("名簿が持ち出されました。{text}お詫び申し上げます。")).secondary_damage;
    let told = "元社員は転職先で名簿を用いて営業を";
    assert_eq!(misuse(&format!("{told}行っていました。")), Some(SecondaryDamage::Reported));
    assert_ne!(misuse(&format!("{told}行う目的だったと述べています。")), Some(SecondaryDamage::Reported));
}

#[test]
fn what_went_home_without_leave_and_was_lost_was_taken_by_nobody() {
    let lost = "職員が書類を自宅に持ち帰りました。翌朝、駅で書類を全て落としました。";
    let leave = "職員が、無断で資料を持ち帰り、管理を怠ったためです。";
    check_method(&format!("{lost}{leave}"), "insider_exfiltration", false);
    check_method(&format!("{lost}{leave}"), "lost_media", true);
    check_method(leave, "insider_exfiltration", true);
    check_method(
        "元職員は、見本を見たいと言い、名簿をコピーして持ち去りました。",
        "insider_exfiltration",
        true,
    );
}

#[test]
fn a_notice_put_up_is_no_wrong_publication() {
    let told =
        "市のホームページに「書類の紛失についてのお詫び」として掲載しましたが、個人情報も含まれていました。";
    check_method(told, "wrong_publication", false);
    check_method("市のホームページに名簿を誤って掲載しました。", "wrong_publication", true);
}

#[test]
fn accounts_and_pages_in_other_words() {
    for words in [
        "職員のアカウントが何者かによって不正に使われました。",
        "管理用IDが第三者に利用され、名簿が取得されました。",
        "職員になりすました接続により、侵入されました。",
        "管理者IDを使い、名簿をダウンロードされました。",
        "管理者パスワードの書き換えを確認しました。",
    ] {
        check_method(words, "account_takeover", true);
    }
    check_method("職員のアカウントの一覧を誤って送信しました。", "account_takeover", false);
    check_method("職員が、本物のログイン画面に似た画面で、番号を入力しました。", "phishing", true);
    check_method("本物に似た画面の例を載せた冊子を誤って送付しました。", "phishing", false);
    check_method("名簿のファイルの暗号化を確認しました。", "ransomware", true);
    check_method("送信の前にファイルの暗号化を確認していませんでした。", "ransomware", false);
}

#[test]
fn slips_and_settings_in_other_words() {
    let closed = "名簿を公開されない設定にしたつもりが、不特定多数が見られる状態でした。";
    check_method(closed, "public_exposure", true);
    check_method("職員が本来とは異なるファイルをアップロードしました。", "wrong_publication", true);
    check_method("職員が本来とは異なるファイルを添付して送信しました。", "wrong_publication", false);
    check_method(
        "名簿を送信した際、宛先に他部署の社員が含まれていたことにより漏えいしました。",
        "misdelivery",
        true,
    );
    check_method(
        "職員が私用メールアドレスを誤って登録し、名簿を送信しました。",
        "insider_exfiltration",
        false,
    );
    check_method("職員が私用メールで名簿を送信していました。", "insider_exfiltration", true);
}

#[test]
fn what_staff_know_by_their_office() {
    check_method("巡査が、知人の依頼で照会した個人情報を漏らしました。", "insider_exfiltration", true);
    check_method("職員が、権限なく同僚の評価を閲覧していました。", "insider_exfiltration", true);
    check_method("職員が、誤って別の方の住所を教えてしまいました。", "insider_exfiltration", false);
    check_method("出向者が数年にわたり名簿を持ち出していました。", "insider_exfiltration", true);
}

#[test]
fn what_is_feared_or_only_renamed_is_no_method() {
    let feared = "端末がランサムウェアに感染しました。今後、漏れた情報を使ったフィッシングメールなどが届くおそれがございます。";
    check_method(feared, "phishing", false);
    check_method(
        "職員がフィッシングメールの偽の画面に番号を入力しました。不正アクセスです。",
        "phishing",
        true,
    );
    check_method("資料は氏名が黒塗りされないまま公開されていました。", "wrong_publication", true);
    check_method(
        "サーバーのファイルの拡張子や設定が書き換えられました。不正アクセスです。",
        "defacement",
        false,
    );
}

#[test]
fn a_numbered_report_is_the_last_only_where_it_says_so() {
    let stage = |title: &str, text: &str| {
        read(&format!("◎{title}\n2024年6月20日\n{text}\n名簿が漏えいしました。株式会社例示では、深くお詫び申し上げます。")).stage
    };
    let turned = "第2報(6月4日)でお伝えした調査の結果が、その後変わりました。";
    assert_eq!(stage("名簿の漏えいについて(第3報)", turned), Some(Stage::Update));
    assert_eq!(
        stage("名簿の漏えいに関する最終調査報告", "先にご報告させていただきましたとおりです。"),
        Some(Stage::Final)
    );
}

#[test]
fn an_inquiry_that_goes_on_is_told_in_other_words() {
    let stage = |title: &str, text: &str| {
        read(&format!("◎{title}\n2024年6月20日\n{text}\n名簿が漏えいしました。株式会社例示では、深くお詫び申し上げます。")).stage
    };
    let interim = "解析の結果を調べ、調査の結果、漏えいが分かりました。その後も調査を進め、現時点で分かったことをお知らせします。";
    assert_eq!(stage("名簿の漏えいについて(第2報)", interim), Some(Stage::Update));
    let told = "当サイトにてお知らせしてまいりました本件のあらましをご報告いたします。";
    assert_eq!(stage("名簿の漏えいについて", told), Some(Stage::Update));
    let first = "これまで名簿の扱いをお知らせしてまいりましたが、漏えいが起きました。";
    assert_eq!(stage("名簿の漏えいについて", first), Some(Stage::First));
    let ended =
        "前回の発表以降、新たに分かったことはございません。調査と対策を終えましたのでご報告いたします。";
    assert_eq!(stage("名簿の漏えいの原因と対策について", ended), Some(Stage::Final));
}
