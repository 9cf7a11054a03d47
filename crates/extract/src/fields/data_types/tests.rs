use jikenbo_model::vocabulary::{DataType, Kind};

use super::read;
use crate::testing;

/// Reads `text` and compares the kinds that leaked, and behind `/` those said not to have.
fn check(text: &str, expected: &str) {
    let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
    let words = |kinds: &std::collections::BTreeSet<DataType>| {
        kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" ")
    };
    let (leaked, denied) = (words(&out.facts.data_types), words(&out.facts.data_types_denied));
    let found = if denied.is_empty() { leaked } else { format!("{leaked}/{denied}") };
    assert_eq!(found, expected, "{text}");
    for path in out.evidence.by_path.keys() {
        assert!(path.starts_with("data_types"), "{path}");
    }
}

#[test]
fn a_predicate_says_what_happened() {
    check("お客様の氏名と住所が漏えいした可能性があります。", "name address");
    check("ファイルには学籍番号、氏名が記載されておりました。", "name student_id");
    check("ご登録のメールアドレスへ個別にご連絡いたします。", "");
    check("お客様の氏名と住所をお伺いしております。", "");
}

#[test]
fn a_heading_or_an_announcement_opens_a_list() {
    check("■漏えいした情報\n・氏名\n・電話番号", "name phone");
    check(
        "閲覧できる状態にあった情報は、以下の通りです。\n・氏名\n・生年月日\nご迷惑をおかけしました。\n・住所変更",
        "name birthdate",
    );
    check("項目:氏名、性別、年齢", "name age gender");
    check("流出したのは会員の氏名、購入履歴など。", "name purchase_history");
    check("■お問い合わせ\n・電話番号、メールアドレス", "");
}

#[test]
fn what_is_denied() {
    check("なお、クレジットカード情報は含まれておりません。", "/credit_card");
    check(
        "■流出した情報\n氏名、住所\n※口座番号は別の環境で管理しており、含まれておりません。",
        "name address/bank_account",
    );
    check("住所、電話番号の漏えいはありません。", "/address phone");
    check("次に掲げるものについては対象外です。\n・生年月日", "/birthdate");
    check("氏名、住所の漏えいは確認されておりません。", "/name address");
    check("情報が悪用された事実は確認されておらず、氏名は確認中です。", "");
}

#[test]
fn an_exception_denies_no_kind() {
    check("氏名とメールアドレス以外の項目は登録されておりません。", "name email");
    check("氏名、住所など、メールアドレス以外の情報は流出しておりません。", "email/name address");
    check("世帯主以外の方の情報は登録されておりません。", "");
}

#[test]
fn the_intruders_means_are_no_leaked_data() {
    check("他社から流出したIDとパスワードの組み合わせを使った不正ログインがありました。", "");
    check("偽のログイン画面にパスワードを入力しました。", "");
    check("■漏えいした情報\nID、パスワード", "account_id password");
}

#[test]
fn a_password_that_only_protects_is_no_data() {
    check("ファイルにはパスワードが設定されており、氏名が保存されていました。", "name");
    check("パスワードを変更いたしました。", "");
}

#[test]
fn the_closer_kind_takes_the_place_of_the_loose_one() {
    check(
        "カード情報が漏えいした可能性があります。\n■漏えいした情報\nカード番号、有効期限",
        "credit_card_number card_expiry",
    );
    check("カード情報が漏えいした可能性があります。", "credit_card");
    check("■流出した情報\n氏名、ハッシュ化されたパスワード", "name password_hash");
}

#[test]
fn whose_name_a_company_is() {
    check("■流出した情報\nご担当者の氏名、会社名、部署名", "name occupation");
    check("■流出した情報\nお取引先の会社名、代表者名、取引金額", "transaction company");
    check("■流出した情報\n生徒の氏名、所属、学年", "name affiliation");
}

#[test]
fn some_words_are_data_only_as_items() {
    check("■紛失した書類に記載された情報\n氏名、電話、学年", "name phone affiliation");
    check("お客様からのお電話で、お知らせの送付漏れが判明しました。", "");
    check("氏名が漏えいした方には電話で連絡しました。", "name");
}

#[test]
fn brackets_hold_the_items_of_a_whole() {
    check("認証情報(メールアドレス、パスワード)が流出しました。", "email password");
    check("個人情報(氏名、住所)を記載した書類を紛失しました。", "name address");
    check("職員の給与・報酬の振込先が漏えいしました。", "bank_account");
}

#[test]
fn other_articles_have_no_data() {
    let out =
        testing::read("氏名が漏えいしました。", |draft| draft.out.facts.kind = Some(Kind::Other), &[read]);
    assert!(out.facts.data_types.is_empty());
}

#[test]
fn a_denial_of_persons_is_none_of_data() {
    check("お名前が漏えいしました。電話番号の登録のない会員の方には、書面でお知らせします。", "name");
    check("お名前が漏えいしました。メールアドレスは含まれておりません。", "name/email");
}

#[test]
fn an_announcement_that_says_what_is_among_it_denies_nothing() {
    check(
        "■漏えいした可能性のある個人情報\n他の方の情報です。特に下記の個人情報も含まれます。\n・氏名\n・電話番号",
        "name phone",
    );
    check("下記の情報は含まれておりません。\n・氏名\n・電話番号", "/name phone");
}

#[test]
fn a_line_of_one_kind_and_its_number_lists_it() {
    check("宛先を誤って送信しました。\n申込者のメールアドレス 640件", "email");
    check("宛先を誤って送信しました。\n電話番号 0120-000-000", "");
}

#[test]
fn an_aside_in_an_item_speaks_for_itself() {
    check("■漏えいした情報\n・申込者の氏名、年齢、記録 ※住所、電話番号なし", "name age/address phone");
    check("■漏えいした情報\n・診察券番号 ※住所は含まれておりません", "customer_id/address");
}

#[test]
fn a_bracket_lacks_only_what_it_names() {
    check("■流出した情報\n・氏名(フリガナなし)、住所", "name address");
}

#[test]
fn measures_that_were_not_taken_deny_no_data() {
    check("患者の病名が記録されており、いずれも漏洩対策が施されておりませんでした。", "health");
}

#[test]
fn a_remark_in_brackets_denies_what_stands_in_it() {
    check("流出した情報は、氏名、購入履歴(パスワードは対象外です)です。", "name purchase_history/password");
    check(
        "流出した情報は、氏名、住所(生年月日、性別は含まれておりません)です。",
        "name address/birthdate gender",
    );
    check("メールアドレスが流出しました。次の情報(氏名、住所)は含まれません。", "email/name address");
}

#[test]
fn a_denial_holds_for_the_kind_it_names() {
    check("氏名を外部に送信していました。口座番号が持ち出された事実はありません。", "name/bank_account");
    check("氏名が流出しました。電話番号の欄は設けておりません。", "name/phone");
    check("氏名が流出しました。口座番号は表示されず、また、取り扱っておりません。", "name/bank_account");
}

#[test]
fn who_is_warned_or_blamed_denies_nothing() {
    check("パスワードなどの情報は入力しないでください。", "");
    check("氏名が流出しました。原因は、送り先のFAX番号が登録されていなかったことによります。", "name");
    check("Q5 カード情報が漏えいしたのではないですか。", "");
    check("氏名などが含まれているものの、口座番号は含まれていないと説明しています。", "name/bank_account");
}

#[test]
fn a_negated_label_denies_its_list() {
    check(
        "■漏えいした情報\n氏名\n対象とならない情報 健診結果、住所、マイナンバー",
        "name/address my_number health",
    );
    check("漏えいした情報は以下のとおりです。\n氏名\n【含まれない項目】住所、電話番号", "name/address phone");
    check("漏えいしていない情報:住所", "/address");
    check("■漏えいした情報\n氏名、住所\n対象とならない情報 なし", "name address");
}

#[test]
fn denials_by_other_verbs() {
    check("氏名が漏えいしました。口座番号は複製されていません。", "name/bank_account");
    check("氏名が漏えいしました。口座番号はそもそも委託元から受け取っていません。", "name/bank_account");
    check(
        "氏名が流出しました。個人番号は暗号化された別システムで管理しており、漏えいは確認されておりません。",
        "name",
    );
    check("暗号化された個人番号が流出しました。", "my_number");
}

#[test]
fn terms_of_papers_and_addressees_are_no_data_of_cards_or_places() {
    check("旅券番号および旅券の有効期限が記載されていました。", "other");
    check("カード番号、有効期限が漏えいしました。", "credit_card_number card_expiry");
    check("本来の送付先である甲社のご担当者ではなく、乙社に氏名を送信しました。", "name");
    check("■漏えいした情報\n氏名、送付先、就職先", "name address occupation");
}

#[test]
fn what_is_said_of_one_who_is_punished_is_no_data() {
    check("職員(年齢52歳、性別 女)が、会員の氏名を持ち出していました。", "name");
    check("■漏えいした情報\n氏名、年齢、性別", "name age gender");
}

#[test]
fn what_an_insider_does_with_data() {
    check("元社員は、お客様の氏名、電話番号を手帳に書き写していました。", "name phone");
    check("職員は知人の住所を照会し、友人に教えました。", "address");
    check("保護者様およびお子様のお名前、性別が流出しました。", "name gender family");
}

#[test]
fn lists_in_quotes_and_kinds_left_open_by_a_noun_only() {
    check(
        "住所録の「メールアドレス」「氏名」「所属」(計1,875件)、及び本文が流出しました。",
        "name email occupation",
    );
    check(
        "■記載されていた情報\n氏名、年齢、性別、同居者の有無、介護保険被保険者番号",
        "name age gender insurance_number",
    );
    check("漏えいした情報は、講師のメールアドレスのみに限定されています。", "email");
    check("個人情報の一部(住所や電話番号)が閲覧できる状態になっていました。", "address phone");
    check("パスワード等を変更し、その後不正アクセスの形跡はございません。", "");
}

#[test]
fn a_row_of_data_before_some_of_the_persons_goes_back_to_its_start() {
    check(
        "対象は会員32名分の会員番号、氏名、住所、電話番号、メールアドレスで、うち4名分については身長も含まれます。",
        "name address phone email customer_id health",
    );
    check("会員番号、氏名をお伺いしています。うち4名分は口座番号も含まれます。", "bank_account");
}

#[test]
fn what_was_not_concerned_is_denied() {
    check("口座番号は担当者の権限では閲覧できず、対象となりません。", "/bank_account");
    check("健康状態に関する書類は紙で保管しており、本件の影響を受けません。", "/health");
    check("口座番号は第三者が閲覧でき、対象となります。", "bank_account");
}

#[test]
fn locks_means_and_numbers_of_passports() {
    check("■保存されていた情報\n・氏名、住所\n端末には6桁のパスコードが設定されていました。", "name address");
    check("■漏えいした情報\n氏名、旅券番号、緊急連絡先", "name contact other");
    check("■漏えいした情報\n氏名、緊急連絡先の氏名、国籍", "name nationality family");
    check("接続情報を含むソースコードが公開されていました。", "");
    check("■経緯\n4月2日 利用のアクセスログを抽出しました。", "");
}

#[test]
fn what_happened_to_data_in_other_words() {
    check("受講者の氏名と生年月日が第三者の目に触れました。", "name birthdate");
    check("窓口の画面から、氏名と住所を判読できました。", "name address");
    check("欄外には氏名と電話番号が手書きされていました。", "name phone");
    check("氏名、会費の額を並べた表が外部に渡りました。", "name transaction");
    check("会費の額を並べた表を作り直しました。", "");
    check("ログイン名とメールアドレスが抜き取られたことを確認しました。", "email account_id");
    check("抜き取られたメールアドレスとパスワードでログインされました。", "");
    check("暗証番号は暗号化されておらず、氏名とともに流出しました。", "name password");
}

#[test]
fn denials_in_other_words() {
    check("口座番号には手が及んでいないことを確かめました。", "/bank_account");
    check("年齢と性別の欄は消してあり、読めるのは氏名だけでした。", "name/age gender");
    check("パスワードは別の仕組みで守っているため、影響を受けておりません。", "/password");
    check("氏名と住所が対象です(生年月日・性別を除く)。", "name address/birthdate gender");
    check("氏名、年齢(入力のない方を除く)が対象です。", "name age");
    check("メールアドレスが該当するかどうかは、分かっておりません。", "");
    check("住所が含まれていないとは言い切れません。", "address");
    check("要配慮個人情報に当たるものはありませんでした。", "/sensitive");
    check("成績、住所はいずれも無い。", "/address grades");
    check("用紙には氏名を書いておりましたが、住所の記載はありませんでした。", "name/address");
}

#[test]
fn rows_of_marks_and_bare_items() {
    check("■項目\n氏名\t○\n口座番号\t×", "name/bank_account");
    check("①申込者の氏名\n②申込番号\n③引落口座", "name customer_id bank_account");
    check("・ご本人確認\n・パスワードの変更", "");
    check("漏えいのおそれがない項目\n・住所\n・電話番号", "/address phone");
    check("対象外:口座番号、マイナンバー", "/bank_account my_number");
    check("【対象項目】Name / Telephone number", "name phone");
}

#[test]
fn what_is_asked_or_lies_ahead_is_no_leak() {
    check("口座番号が流出したのではないかとのご質問を受けています。", "");
    check("今後は、氏名や住所が含まれる資料を二人で確かめます。", "");
}

#[test]
fn kinds_in_other_words() {
    check(
        "■漏えいした情報\n氏名、所属医療機関、世帯の状況、健康上配慮を要する事項",
        "name occupation family health",
    );
    check(
        "■漏えいした情報\n氏名、住所\n筆頭者と個人番号は記載を省略した写しでした。",
        "name address/my_number",
    );
    check(
        "■漏えいした情報\n氏名、住所\n個人番号は一覧には出さない作りであり、閲覧されていません。",
        "name address/my_number",
    );
    check(
        "■被処分者及び処分内容\n所属・職名 年代性別 処分\n市民課 主任 30歳代男性 停職\n■漏えいした情報\n氏名、住所",
        "name address",
    );
}

#[test]
fn whether_somebody_has_something_is_an_item() {
    check("名簿には、園児の氏名、学級名、アレルギーの有無が記載されていました。", "name health affiliation");
    check("漏えいした情報は、氏名、アレルギーの有無です。", "name health");
    check("氏名、住所の漏えいの有無を確認しています。", "");
}

#[test]
fn a_sentence_begins_with_its_items() {
    check("項目は、氏名、住所であり、口座番号は含まれておりません。", "name address/bank_account");
    check("項目は、氏名、住所を確認のうえお選びください。", "");
}

#[test]
fn two_kinds_with_a_dot_between() {
    check("回答者の情報(役職・氏名、連絡先)が漏えいしました。", "name occupation contact");
}

#[test]
fn what_was_not_guarded_or_does_not_work_is_not_denied() {
    check(
        "名簿(氏名、住所)を並べた画面を見る権限の制限がなされていなかったため、名簿の画面を閲覧されました。",
        "",
    );
    check("病歴が画面で閲覧できない状況です。会員の情報は流出していません。", "");
    check("病歴は含まれておりません。氏名が漏えいしました。", "name/health");
}

#[test]
fn a_list_is_ruled_out_by_the_words_that_announce_it() {
    for said in [
        "以下の情報は流出しておりません。",
        "以下の情報については、漏えいの可能性はございません。",
        "以下の情報の流出は確認されておりません。",
        "次に掲げる情報は当社では保有していないため、漏えいの対象とはなりません。",
        "以下の項目は除きます。",
    ] {
        check(
            &format!("漏えいした情報は、氏名、住所です。\n{said}\n・口座番号\n・生年月日"),
            "name address/birthdate bank_account",
        );
    }
    check(
        "以下の情報が漏えいした可能性がありますが、悪用は確認されておりません。\n・口座番号\n・生年月日",
        "birthdate bank_account",
    );
}

#[test]
fn what_holds_others_is_not_denied_with_them() {
    check("漏えいした氏名、住所には口座番号は含まれておりません。", "name address/bank_account");
    check("漏えいした情報に口座番号は含まれておりません。", "/bank_account");
    check("漏えいした情報には、口座番号は含まれず、氏名と住所のみです。", "name address/bank_account");
}

#[test]
fn a_remark_behind_a_predicate_denies_its_own_words() {
    check("名簿には、氏名、電話番号が記載されていました(住所の記載はありません)。", "name phone/address");
}

#[test]
fn a_row_that_is_left_out_and_kinds_that_only_a_heading_names() {
    check(
        "流出した情報は、口座番号、メールアドレスを除くお客様情報(氏名、住所)です。",
        "name address/email bank_account",
    );
    check("■口座番号漏えいについて\n氏名が流出しました。口座番号は流出しておりません。", "name/bank_account");
    check(
        "ファイルには氏名が記載されており、住所や電話番号といった情報はありませんでした。",
        "name/address phone",
    );
}

#[test]
fn a_list_may_end_in_a_noun_made_of_a_verb() {
    check("漏えいした情報は次のとおりです。\n氏名、住所、来店のきっかけ", "name address");
    check("漏えいした情報は次のとおりです。\n氏名、住所、お気に入り", "name address");
}

#[test]
fn a_contrast_without_a_comma_ends_the_denied_part() {
    check("氏名、住所が漏えいしましたが口座番号は含まれておりません。", "name address/bank_account");
}

#[test]
fn an_answer_that_says_no_denies_what_is_asked() {
    check("氏名が漏えいしました。\nQ.口座番号も漏れましたか。\nA.いいえ。", "name/bank_account");
    check("氏名が漏えいしました。\nQ.口座番号も漏れましたか。\nA.現在、調査しております。", "name");
}

#[test]
fn all_but_these_leaked() {
    check("漏えいした可能性のある情報は、住所以外の登録情報(氏名、電話番号)です。", "name phone/address");
    check("口座番号以外の個人情報(氏名、住所)が漏えいした可能性がある。", "name address/bank_account");
    check("口座番号以外の情報は調査中です。", "");
}

#[test]
fn what_holds_nothing_of_persons_is_no_kind_itself() {
    check(
        "受信者のメールアドレスが他の受信者に表示されました。メール本文には個人情報は含まれておりません。",
        "email",
    );
    check("氏名が漏えいしました。メール本文は含まれておりません。", "name/message_content");
}

#[test]
fn lists_of_which_only_a_remark_denies() {
    check(
        "漏えいした情報は以下の項目です(会員により含まれない項目があります)。\n・氏名\n・電話番号",
        "name phone",
    );
    check("以下の情報について、漏えいの可能性がないとは言い切れません。\n・氏名\n・電話番号", "name phone");
    check("漏えいの可能性がない情報\n・氏名\n・電話番号", "/name phone");
    check("診断名が含まれる場合があります。これらが漏えいしました。", "health");
}

#[test]
fn a_card_called_after_its_number_is_applied_for() {
    check(
        "マイナンバーカードの交付申請書を紛失しました。申請書には氏名、住所が記載されていました。",
        "name address",
    );
}

#[test]
fn an_address_is_no_message_and_cards_taken_on_the_way_are_not_denied() {
    check("漏えいしたメールアドレスは57件です。", "email");
    check(
        "カード番号、有効期限が漏えいした可能性があります。当社ではカード情報を保持しておりません。",
        "credit_card_number card_expiry",
    );
    check("氏名が漏えいしました。カード情報は保持しておりません。", "name/credit_card");
}

#[test]
fn a_denial_gives_a_reason_or_denies_only_harm() {
    check("住所、電話番号は含まれていないことから、悪用のおそれは低いと考えております。", "/address phone");
    check("本文にあるのは番号だけで、会員の氏名などの情報とは結び付かないことが分かりました。", "/name");
    check("氏名、生年月日が残ったまま、掲載しておりました。", "name birthdate");
}

#[test]
fn what_persons_came_to_and_what_is_known_of_firms() {
    check("健康診断を申し込まれた方の氏名が漏えいしました。", "name");
    check("いずれも氏名、住所などであり、口座番号は含まれておりません。", "name address/bank_account");
    check(
        "個人のお客様8名(氏名、住所)、法人のお客様6社(社名、住所)の情報が漏えいしました。",
        "name address company",
    );
}
