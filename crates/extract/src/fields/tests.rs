//! What happened, read by all readers together: kind, stage, cause, methods and leak, each rule with a near miss.

use jikenbo_model::Facts;

use super::READERS;
use crate::testing;

fn read(text: &str) -> Facts {
    testing::read(text, |_| {}, READERS).facts
}

fn check_kind(text: &str, expected: &str) {
    assert_eq!(read(text).kind.map(|kind| kind.word()), Some(expected), "{text}");
}

fn check_cause(text: &str, expected: &str) {
    assert_eq!(read(text).cause.map(|cause| cause.word()), Some(expected), "{text}");
}

fn check_leak(text: &str, expected: &str) {
    assert_eq!(read(text).leak.map(|leak| leak.word()), Some(expected), "{text}");
}

/// Whether `method` is among those of a disclosure with `text`.
fn check_method(text: &str, method: &str, expected: bool) {
    let facts = read(&format!("{text}\n株式会社例示では、深くお詫び申し上げます。"));
    let found = facts.methods.iter().any(|own| own.word() == method);
    assert_eq!(found, expected, "{text}: {:?}", facts.methods);
}

#[test]
fn an_author_tells_of_others() {
    check_kind(
        "情報流出、例示会社の社員を逮捕\n容疑者は容疑を認めているという。調べでは、名簿を持ち出し、業者に売った。関係者によると被害は広がる。",
        "commentary",
    );
    check_kind(
        "例示が顧客情報を漏えい\n例示は「漏えいに関するお詫び」を公表した。子会社のミスとのこと。例示によると、原因は設定だった。同社は調査を続ける。",
        "commentary",
    );
    check_kind(
        "架空署(以下「署」という。)で書類を誤廃棄しました。職員(以下「甲」という。)によるものです。お詫びします。",
        "disclosure",
    );
}

#[test]
fn who_teaches_and_who_tells_of_a_case() {
    let told = "\n本記事では、要点をまとめます。筆者は、確認が足りなかったと考察する。対策を紹介します。";
    check_kind(
        &format!(
            "◎株式会社例示の情報漏えいを解説 原因と対策まとめ\n2024年5月、株式会社例示のサーバーが不正アクセスを受け、会員120名の氏名が漏えいした。{told}"
        ),
        "commentary",
    );
    check_kind(
        &format!("◎名簿の漏えいを防ぐ方法を解説 設定のまとめ\n共有の設定を見直しましょう。{told}"),
        "other",
    );
}

#[test]
fn an_arrest_that_the_organisation_itself_tells_of() {
    check_kind(
        "◎当社元従業員の逮捕について\n2024年6月1日\n株式会社例示\n当社元従業員が、本日、会員名簿を持ち出した疑いで逮捕されました。会員120名の氏名が漏えいしたもので、深くお詫び申し上げます。",
        "disclosure",
    );
    check_kind(
        "元社員を逮捕、名簿を持ち出しか\n県警は1日、会員名簿を持ち出した疑いで逮捕した。容疑者は容疑を認めているという。",
        "commentary",
    );
}

#[test]
fn an_attack_by_remote_control_or_by_a_fault_has_its_cause() {
    check_cause(
        "株式会社例示です。偽の画面の番号に電話し、パソコンの遠隔操作が行われました。ご迷惑をおかけします。情報が流出した可能性があります。",
        "unauthorized_access",
    );
    check_cause(
        "株式会社例示です。職員が、自己の目的で名簿を不正に取得し、利用したことが判明しました。お詫びします。",
        "insider",
    );
}

#[test]
fn who_takes_data_along_is_an_insider() {
    let taken = "退職した元職員により、退職後、端末から名簿がコピーして持ち去られました。";
    check_method(taken, "insider_exfiltration", true);
    check_method(taken, "former_member_access", true);
    check_method("管理者IDを使って一覧を持ち出しています。不正アクセスです。", "account_takeover", true);
    check_method("ファイル共有ソフトのウイルスを介して資料が流出しました。", "malware", true);
    check_method("新型コロナウイルスにより窓口の受付を休止しました。書類を紛失しました。", "malware", false);
}

#[test]
fn what_was_taken_down_from_the_web_was_not_destroyed() {
    check_method("誤って掲載された資料のデータがWeb上から削除されました。", "data_destruction", false);
    check_method("第三者によりデータが削除されました。不正アクセスです。", "data_destruction", true);
}

#[test]
fn what_was_handed_between_colleagues_went_to_no_wrong_person() {
    check_method(
        "別の窓口とは異なる目的で、社員に情報の受け渡しを行いました。情報が漏えいしました。",
        "wrong_handover",
        false,
    );
    check_method("異なる患者に診断書を手渡しました。情報が漏えいしました。", "wrong_handover", true);
}

#[test]
fn what_cannot_be_ruled_out_is_possible() {
    let told = "株式会社例示です。不正アクセスを受けました。お詫びします。";
    check_leak(&format!("{told}氏名が外部に流出した可能性が完全には払拭できません。"), "possible");
    check_leak(&format!("{told}氏名が外部に流出した可能性はありません。"), "none");
    check_leak(&format!("{told}情報流出の痕跡が見つかりました。"), "confirmed");
    check_leak(&format!("{told}情報流出の痕跡は見つかっておりません。"), "unknown");
}

#[test]
fn the_press_tells_what_was_made_known() {
    check_kind("架空市は8日、職員が会員64人分の名前を書いた台帳を紛失したと発表した。", "commentary");
    check_kind(
        "例示紡績株式会社は7月2日、サーバーが不正アクセスを受けたと明らかにしました。同社では調査を続けています。顧客に謝罪しました。",
        "commentary",
    );
    check_kind(
        "当社は7月2日、サーバーが不正アクセスを受けたことを公表しました。お詫び申し上げます。",
        "disclosure",
    );
}

#[test]
fn what_a_list_s_head_denies_is_not_told() {
    let told = "株式会社例示です。サーバのデータが暗号化され、ランサムウェアに感染しました。お詫びします。";
    let items = "・情報が外部に流出したことを示す事実\n・第三者からの金銭の要求や脅迫行為";
    let denied = format!("{told}\n以下の事実は一切確認されておりません。\n{items}");
    check_method(&denied, "extortion", false);
    check_leak(&denied, "unknown");
    let stated = format!("{told}\n以下の事実が確認されています。\n{items}");
    check_method(&stated, "extortion", true);
}

#[test]
fn what_a_word_means_is_not_what_happened() {
    let told = "ランサムウェアに感染しました。";
    check_method(&format!("{told}金銭の要求がされるサイバー攻撃の一つです。"), "extortion", false);
    check_method(&format!("{told}攻撃者から金銭の要求がありました。"), "extortion", true);
    check_method("身代金要求型ウイルスに感染しました。", "extortion", false);
}

#[test]
fn a_break_in_that_was_none_leaves_the_mixup() {
    let mixed = "不具合により、ご本人様以外のお客様の情報が表示されました。";
    check_method(&format!("{mixed}不正アクセスによるものではありません。"), "display_mixup", true);
}

#[test]
fn a_possible_break_in_is_no_possible_leak() {
    let told = "株式会社例示です。第三者による不正アクセスの可能性が判明しました。お詫びします。";
    check_leak(&format!("{told}お客様情報が流出した事実は確認されておりません。"), "unknown");
    check_leak(&format!("{told}書類が第三者に拾われ見られた可能性があります。"), "possible");
}

#[test]
fn what_staff_told_to_their_own_people_is_a_misdeed() {
    let own = "職員が、相談者の病名を友人に電話で話していたことが判明しました。";
    check_method(own, "insider_exfiltration", true);
    let sold = "職員が台帳を書き写し、知り合った人物に売り渡していました。情報が漏えいしました。";
    check_method(sold, "insider_exfiltration", true);
    check_method(sold, "data_sale", true);
    check_method("担当者が誤って知人に名簿を送信しました。", "insider_exfiltration", false);
    check_method("職員が委託先に名簿を送信し、情報が漏えいしました。", "insider_exfiltration", false);
    check_cause(
        "個人情報の不適切な取扱いについて\n例示市の職員が受診歴を知人に漏らしていました。情報の漏えいをお詫び申し上げます。",
        "insider",
    );
}

#[test]
fn former_members_whose_data_leaked_did_nothing() {
    let told = "株式会社例示です。お詫びします。";
    check_cause(
        &format!("{told}サーバに対する攻撃により、従業員・元従業員80名の住所が流出しました。"),
        "unauthorized_access",
    );
    check_cause(
        &format!("{told}元従業員が、退職の前日に名簿を持ち出していたことが判明しました。"),
        "insider",
    );
}

#[test]
fn plain_words_for_a_break_in() {
    let told = "株式会社例示です。お詫びします。";
    for words in [
        "外部からの不正な侵入がありました。",
        "サーバへの不正な接続が確認されました。",
        "不審なアクセスを検知しました。",
    ] {
        check_cause(&format!("{told}{words}情報が流出しました。"), "unauthorized_access");
    }
    check_cause(&format!("{told}情報が流出しました。不正な請求にご注意ください。"), "unknown");
    check_method(
        "外部から不正なアクセスがあり、名簿が閲覧された可能性があります。",
        "public_exposure",
        false,
    );
    check_method("外部から名簿にアクセスできる状態でした。", "public_exposure", true);
    check_method("社内ネットワークに第三者が侵入し、情報が流出しました。", "lateral_movement", false);
    check_method("侵入した端末から別のサーバへ接続し、情報が流出しました。", "lateral_movement", true);
}

#[test]
fn a_form_that_took_cards_is_a_tampered_payment_page() {
    let form = "サイトのフォームに不正なコードが埋め込まれ、情報が流出しました。";
    check_method(&format!("{form}\n流出項目:カード番号、セキュリティコード"), "web_skimming", true);
    check_method(&format!("{form}\n流出項目:氏名、住所"), "web_skimming", false);
}

#[test]
fn mail_in_numbers_is_spam_where_a_mailbox_was_taken_over() {
    let sent = "約2,300通のメールが送信されました。情報が流出しました。";
    check_method(&format!("職員のアカウントが乗っ取られました。{sent}"), "spam_relay", true);
    check_method(&format!("担当者が設定を誤りました。{sent}"), "spam_relay", false);
    check_method("マルウェアに感染し、職員になりすましたメールが届いております。", "spam_relay", true);
}

#[test]
fn slips_in_rows_ranges_and_places() {
    let told = "株式会社例示です。お詫びします。";
    check_cause(
        &format!("{told}差し込み印刷の範囲を誤り、宛名が1行ずつずれた案内を発送しました。漏えいです。"),
        "operation_error",
    );
    check_method("宛名と中身がずれたまま封入し、情報が漏えいしました。", "misdelivery", true);
    check_method(
        "受講者の皆様へのご案内を、全員のアドレスが分かるCCで送信し、情報が漏えいしました。",
        "misdelivery",
        true,
    );
    check_method(
        "講師用の領域に保存すべき名簿を、受講者の領域に保存し、情報が漏えいしました。",
        "wrong_publication",
        true,
    );
    check_method(
        "名簿を講師用の領域に保存していました。不正アクセスで情報が漏えいしました。",
        "wrong_publication",
        false,
    );
}

#[test]
fn a_form_that_all_can_open_stands_open() {
    let seen = "他の回答者の住所が閲覧できる状態でした。情報が漏えいしました。";
    check_method(&format!("アンケートの結果の概要を公開していたため、{seen}"), "public_exposure", true);
    check_method(&format!("アンケートの結果の概要を公開していたため、{seen}"), "display_mixup", false);
    check_method(
        "システムの不具合により、他の申込者の画面が表示され、情報が漏えいしました。",
        "display_mixup",
        true,
    );
}

#[test]
fn where_lost_papers_were_looked_for() {
    check_method(
        "書類を紛失し、ごみ集積所も捜索しました。情報漏えいのおそれがあります。",
        "wrong_disposal",
        false,
    );
    check_method("名簿をごみ集積所に出し、情報が漏えいしました。", "wrong_disposal", true);
}

#[test]
fn what_an_intruder_does_in_plain_words() {
    let files = "サーバのファイルが開けなくなり、画面に金銭を要求する文言が表示されました。情報漏えいのおそれがあります。";
    check_method(files, "ransomware", true);
    check_method(
        "職員がファイルを開けなくなり、別のファイルを送信し、情報が漏えいしました。",
        "ransomware",
        false,
    );
    check_method(
        "残っていたIDとパスワードが悪用され、サーバに侵入され、情報が漏えいしました。",
        "stolen_credentials",
        true,
    );
    check_method(
        "機器の脆弱性への修正が行われておらず侵入され、情報が漏えいしました。",
        "vulnerability_exploit",
        true,
    );
    check_method(
        "不正アクセスで情報が漏えいしました。今後、申込データは利用後に消去します。",
        "data_destruction",
        false,
    );
}

#[test]
fn what_another_only_claims_is_not_told() {
    let claim =
        "株式会社例示\n名簿が外部に流出し売られているかのような記事が載りました。ご心配をおかけします。";
    check_kind(&format!("{claim}\n調べた結果、流出の事実はないものと判断しております。"), "no_incident");
    check_leak(&format!("{claim}\n名簿が第三者に流出したことが判明しました。"), "confirmed");
    let group = "株式会社例示\n集団を称する者が当社から名簿を窃取したと主張する書き込みをしました。ご心配をおかけします。";
    check_kind(
        &format!("{group}\n当社からの情報の漏えいはなかったものと結論づけております。"),
        "no_incident",
    );
}

#[test]
fn what_evidence_was_not_found_of_is_open() {
    let attacked = "株式会社例示\nサーバーが不正アクセスを受けました。お詫び申し上げます。";
    check_leak(&format!("{attacked}\n情報が流出したことを示す証拠は得られておりません。"), "unknown");
    let open = "流出したことを示す証拠は得られておりません。ただし、その可能性を完全に排除できる段階にはありません。";
    check_leak(&format!("{attacked}\n{open}"), "possible");
    check_leak(&format!("{attacked}\n情報が流出した事実はございません。"), "none");
    let both = "名簿の情報が第三者に閲覧され、あるいは、利用された形跡は確認されておりません。";
    check_leak(&format!("{attacked}\n{both}"), "unknown");
    check_leak(&format!("{attacked}\n名簿の情報が第三者に閲覧されました。"), "confirmed");
}

#[test]
fn misuse_that_was_not_found_says_nothing_of_the_leak() {
    let text = "株式会社例示\n委託先が攻撃を受け名簿の情報が漏えいするという事案が発生しました。お詫び申し上げます。";
    check_leak(&format!("{text}\nなお、漏えいした名簿を悪用された例は見つかっておりません。"), "confirmed");
}

#[test]
fn staff_who_look_things_up_for_themselves() {
    let seen = "職員が、業務上必要がないにもかかわらず、窓口の端末で住民記録の仕組みを使って、知人ら計5人の住所を延べ10回にわたって閲覧した。";
    check_method(seen, "insider_exfiltration", true);
    check_leak(&format!("例示市\n懲戒処分について\n{seen}お詫びします。"), "confirmed");
    check_cause(&format!("例示市\n懲戒処分について\n{seen}お詫びします。"), "insider");
    check_method("社員が知人の求めに応じ、名簿を書いた紙を手渡していました。", "insider_exfiltration", true);
    check_method(
        "社員が自身の契約する仕組みではなく社内の求めに応じて資料を手渡しました。",
        "insider_exfiltration",
        false,
    );
    check_method("第三者が名簿を延べ10回にわたって閲覧しました。", "insider_exfiltration", false);
    check_method("社員が名簿を紛失しました。業務と関係のない書類でした。", "insider_exfiltration", false);
}

#[test]
fn what_staff_post_and_what_visitors_post() {
    check_method("看護師が病状を短文投稿サイトに書き込んでいたことが分かりました。", "sns_post", true);
    check_method("社員が会員証の写真を自身のアカウントに投稿しました。", "sns_post", true);
    check_method("利用者の投稿が掲示板に掲載されませんでした。社員が直しました。", "sns_post", false);
}

#[test]
fn care_and_charges_are_no_deeds_of_an_intruder() {
    check_method("印刷後のデータは消去されていることを確認しております。", "data_destruction", false);
    check_method("消去すべきデータが消去されずに残されていました。", "data_destruction", false);
    check_method("第三者が侵入し、データが消去されました。不正アクセスです。", "data_destruction", true);
    check_method("元社員は窃盗等の容疑で逮捕されました。", "theft", false);
    check_method("事務所に泥棒が入り、パソコンが盗まれました。", "theft", true);
}

#[test]
fn what_is_left_out_or_carried_along_is_taken_by_nobody() {
    let left = "担当者が一部の行を抽出条件から漏らし、宛名がずれたまま通知書を発送しました。";
    check_method(left, "insider_exfiltration", false);
    check_method("職員が知人に会員の情報を漏らしたことが判明しました。", "insider_exfiltration", true);
    let told = "職員が業務で知り得た会員の情報を外部に漏らしたことが判明しました。";
    check_method(told, "insider_exfiltration", true);
    let posed = "何者かが社員を装い、会員の情報を不正に取得しました。";
    check_method(posed, "insider_exfiltration", false);
    check_method("社員が会員の情報を不正に取得しました。", "insider_exfiltration", true);
    check_method("職員が名簿を私物のUSBメモリに落とし、持ち帰りました。", "lost_media", false);
    check_method("職員が書類を路上に落下させました。", "lost_media", true);
    let along = "職員が業務のため名簿を私物のUSBメモリに複写しました。帰宅途中にUSBメモリを紛失しました。";
    check_method(along, "insider_exfiltration", false);
    check_method(along, "lost_media", true);
    let took = "職員が名簿を私物のUSBメモリに複写し、外部の者に見せていたことが判明しました。";
    check_method(took, "insider_exfiltration", true);
}

#[test]
fn what_others_come_upon_is_no_post_of_the_staff() {
    check_method(
        "掲示板に会員の情報と思われる書き込みがあるとの連絡を受け、流出が判明しました。",
        "sns_post",
        false,
    );
    check_method("社員が掲示板に会員の情報を書き込んだことが判明しました。", "sns_post", true);
    let seldom = "端末を紛失しました。第三者が閲覧した可能性は低いと考えています。";
    check_method(seldom, "public_exposure", false);
    check_method("名簿は第三者が閲覧可能な状態でした。", "public_exposure", true);
}

#[test]
fn a_group_s_own_site_is_extortion() {
    let site = "「Kaku」を名乗る集団のサイトに、当社から盗んだとするファイルが公開されました。";
    check_method(site, "extortion", true);
    check_method(site, "wrong_publication", false);
    check_method("当社のサイトに名簿が誤って公開されました。", "extortion", false);
}

#[test]
fn ransomware_called_a_virus_is_one_thing() {
    let gloss = "サーバがコンピュータウイルス(ランサムウェア)に感染し、データが暗号化されました。";
    check_method(gloss, "malware", false);
    check_method(gloss, "ransomware", true);
    check_method("端末がマルウェアに感染し、その後ランサムウェアが実行されました。", "malware", true);
}

#[test]
fn what_was_handed_over_by_mistake_is_out() {
    check_leak(
        "個人情報の漏えいについて\n開示の請求に対して、別の方の個人情報が記載された文書を誤って開示した事案が発生しました。深くお詫び申し上げます。",
        "confirmed",
    );
    check_leak(
        "紹介状の誤交付について\n求職者Aの申込書を求職者Bに誤交付するという事案が発生しました。深くお詫び申し上げます。",
        "confirmed",
    );
}

#[test]
fn a_denial_of_more_denies_nothing_of_what_got_out() {
    let deed = "個人情報の不正な持ち出しについて\n当社の元社員が顧客の情報を持ち出し、転職先に提供していました。深くお詫び申し上げます。";
    check_leak(&format!("{deed}転職先以外への流出は認められませんでした。"), "confirmed");
}

#[test]
fn the_end_of_an_inquiry_settles_it() {
    let feared =
        "12月5日に、個人情報が漏えいした可能性がある旨を公表しました。ご心配をおかけしお詫び申し上げます。";
    check_leak(
        &format!(
            "不正アクセスの疑いに関する調査結果のご報告(情報の漏えいはございませんでした)\n当社のシステムへの不正アクセスについてご報告します。{feared}"
        ),
        "none",
    );
    check_leak(
        &format!("不正アクセスに関するご報告\n当社のシステムへの不正アクセスについてご報告します。{feared}"),
        "possible",
    );
}

#[test]
fn how_it_happened_in_other_words() {
    check_method("攻撃者は、監視ソフトを止めてから暗号化を始めました。", "security_tool_disabled", true);
    check_method("職員が監視ソフトの警告に気付きました。", "security_tool_disabled", false);
    check_method("元に戻すのと引き換えに金銭を求める画面が出ました。", "extortion", true);
    check_method("当市は委託先に代金の返還を求めました。", "extortion", false);
    check_method(
        "サービス拒否攻撃により、予約画面が表示できない状態となりました。情報漏えいのおそれがあります。",
        "ddos",
        true,
    );
    check_method("サービス拒否攻撃は確認されておりません。情報漏えいのおそれがあります。", "ddos", false);
    check_method("画面の不具合で、お客様の情報が入れ替わって表示されました。", "display_mixup", true);
    check_method("担当者が棚の並びを入れ替えて展示しました。", "display_mixup", false);
    check_method(
        "データを消去しないまま、記憶装置を不燃ごみとして捨ててしまいました。",
        "wrong_disposal",
        true,
    );
    check_method("社員が顧客の一覧を印刷し、同業者に売っていました。", "data_sale", true);
    check_method("職員が申込書を同業者組合に渡しました。", "data_sale", false);
    check_method("偽の画面に誘導され、フィッシングにだまされて入力しました。", "phishing", true);
}

#[test]
fn data_that_others_came_to_see() {
    let sorry = "ご迷惑をおかけし、深くお詫び申し上げます。";
    check_leak(
        &format!("担任が成績票を別の生徒に誤って交付し、受け取った生徒が目にしました。{sorry}"),
        "confirmed",
    );
    check_leak(
        &format!("FAXの短縮番号を押し間違え、患者様の紹介状がよその家庭に届きました。{sorry}"),
        "confirmed",
    );
    check_leak(&format!("不正ログインがあり、中の文面を読まれたことも考えられます。{sorry}"), "possible");
    check_leak(&format!("攻撃を受け、情報が流出したことを打ち消すことはできません。{sorry}"), "possible");
    check_leak(
        &format!("不正アクセスを受けましたが、情報の持ち出しは行われていなかったことを確かめました。{sorry}"),
        "none",
    );
}

#[test]
fn what_was_handed_to_the_wrong_one_is_out() {
    check_leak(
        "別の方の通知書を封筒に入れ、誤ってお届けしました。氏名と住所が記載されていました。\n株式会社例示では、深くお詫び申し上げます。",
        "confirmed",
    );
}

#[test]
fn a_payment_pages_program_is_no_second_malware() {
    let text =
        "注文画面に、打ち込んだ番号をよそへ転送する不正なスクリプトが埋め込まれ、カード番号が流出しました。";
    check_method(text, "web_skimming", true);
    check_method(text, "malware", false);
    check_method("社内の端末が不正なプログラムに感染しました。", "malware", true);
}

#[test]
fn anothers_data_on_ones_own_screen() {
    check_method("回覧のアプリで別の世帯の連絡先が表示される不具合がありました。", "display_mixup", true);
    check_kind(
        "アプリの不具合について\n外部からの攻撃ではなく、別の世帯の連絡先が表示される不具合が原因です。\n株式会社例示では、深くお詫び申し上げます。",
        "disclosure",
    );
}

#[test]
fn a_log_of_past_mail_is_no_list_of_releases() {
    let facts = read(
        "不正アクセスについて\n■過去の送受信の記録\n受信者420名の氏名と電話番号が漏えいした可能性があります。\n株式会社例示では、深くお詫び申し上げます。",
    );
    assert_eq!(facts.affected.first().map(|figure| figure.count), Some(420));
}

#[test]
fn slips_and_misdeeds_in_other_words() {
    let sorry = "情報漏えいについて深くお詫び申し上げます。";
    check_cause(&format!("台帳を開いたまま係員が席を離れました。{sorry}"), "operation_error");
    check_cause(
        &format!("担当者がFAXの番号を打ち間違え、よその会社に送りました。{sorry}"),
        "operation_error",
    );
    check_cause(&format!("元講師が、在職中に書き写した名簿で勧誘していました。{sorry}"), "insider");
}

#[test]
fn what_only_the_intruder_came_in_with_is_no_leak() {
    check_leak(
        "株式会社例示です。講師のアカウントとパスワードが、別のサービスの側から流出し、迷惑メールの発信に不正に利用されました。調査が完了し、本件による名簿の流出はありませんでした。お詫びいたします。",
        "none",
    );
    check_leak(
        "株式会社例示です。お客様の氏名とパスワードが、不正アクセスにより流出しました。深くお詫びいたします。",
        "confirmed",
    );
}

#[test]
fn spam_is_no_leak_and_a_password_beside_data_no_means() {
    check_leak(
        "株式会社例示です。不正アクセスにより、係員のメールから迷惑メールがあちこちへ送られていました。情報の漏えいは確認されていません。お詫びいたします。",
        "unknown",
    );
    check_leak(
        "株式会社例示です。第三者が不正アクセスし、社員のパスワードを窃取し、顧客情報を盗んだことが判明しました。お詫びいたします。",
        "confirmed",
    );
}

#[test]
fn whether_it_was_put_up_is_asked() {
    check_leak(
        "株式会社例示です。社内のパソコンがランサムウェアに感染しました。名簿が闇サイトに掲載されていないかを見回りましたが、掲載は見つかりませんでした。漏えいの可能性は否定できません。お詫びいたします。",
        "possible",
    );
}

#[test]
fn a_denial_of_a_part_clears_only_that() {
    check_leak(
        "株式会社例示です。会員のページに不正ログインがありました。\n■閲覧されたおそれのある項目\n氏名、電話番号\n※カード番号は、下四桁のほかを伏せており、閲覧されていません。\nお詫びいたします。",
        "possible",
    );
}

#[test]
fn papers_that_were_dissolved_are_gone() {
    check_leak(
        "例示市です。なお残しておくべき台帳を誤って廃棄しました。台帳は溶解処理されており、個人情報の流出はございません。お詫びいたします。",
        "none",
    );
}

#[test]
fn what_an_intruder_posts_leaks_nothing() {
    check_leak(
        "株式会社例示です。公式のSNSのアカウントが第三者による不正アクセスを受け、投資を勧誘する画像を投稿されました。受信箱の氏名が閲覧された可能性があります。お詫びいたします。",
        "possible",
    );
}
