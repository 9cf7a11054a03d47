use jikenbo_model::Chain;
use jikenbo_model::vocabulary::{Kind, Relation};

use super::read;
use crate::{Draft, testing};

fn check(text: &str, expected: &str) {
    let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
    let found: Vec<&str> = out.facts.measures.iter().map(|measure| measure.word()).collect();
    assert_eq!(found.join(" "), expected, "{text}");
}

#[test]
fn what_is_done_under_a_heading_of_measures() {
    check("■再発防止策\n・多要素認証の導入\n・全従業員への研修", "mfa training");
    check("■原因\n研修を実施していなかったためです。", "");
}

#[test]
fn what_a_sentence_of_prevention_says() {
    check("今後は、送信前に別の職員が宛先を確認するなど、再発防止に努めます。", "double_check");
    check("職員に聞き取りの研修を行っている施設で事案が発生しました。", "");
}

#[test]
fn what_showed_the_incident_was_there_before() {
    check("6月4日に不審な挙動を検知し、調査を始めました。", "");
    check("■再発防止策\n不審な挙動を検知する仕組みを導入します。", "edr monitoring");
    check("■再発防止策\n不審な挙動を検知し、自動で隔離するソフトを導入いたします。", "edr");
    check(
        "■再発防止策\n24時間の監視を実施しております。その結果、新たな不正アクセスは確認されておりません。",
        "monitoring",
    );
    check("ランサムウェア対策として、データを暗号化するものとします。", "encryption");
    check("通信の監視を毎日実施しております。その結果、6月4日に不審な通信を見つけました。", "");
    check("■再発防止策\n監視を定期的に実施してまいります。その結果は公表します。", "monitoring");
    check("ランサムウェアは機器を壊し、ファイルを暗号化するものであったことを確認した。", "");
}

#[test]
fn lasting_steps_of_containment_count() {
    check("直ちに当該アカウントのパスワードを変更しました。", "password_change");
    check("お客様におかれましては、パスワードを変更してください。", "");
}

#[test]
fn what_was_in_force_before_does_not_count() {
    check("■再発防止策\nこれまで研修を行っており、引き続き注意してまいります。", "");
    check(
        "■今後の対応\n従来から監視体制を敷いておりましたが、脆弱性診断を実施します。",
        "vulnerability_assessment",
    );
}

#[test]
fn what_others_are_told_to_do_is_supervision() {
    check("■再発防止策\n委託先に対し、手順の見直しと研修の実施を求めました。", "vendor_management");
    check("■再発防止策\n手順の見直しと研修の実施を行います。", "training procedure");
}

#[test]
fn what_order_is_meant() {
    check("■再発防止策\n監視体制の強化に取り組みます。", "monitoring");
    check("■再発防止策\n情報管理体制の強化に取り組みます。", "governance");
}

#[test]
fn a_repair_that_is_only_the_occasion() {
    check("■再発防止策\n不具合を修正しました。", "program_fix");
    check("■再発防止策\nサイトの改修時には、脆弱性診断を実施します。", "vulnerability_assessment");
}

#[test]
fn an_authority_orders_and_does_not_take_measures() {
    let out = testing::read(
        "■対策\n多要素認証を導入すること。",
        |draft| draft.out.facts.kind = Some(Kind::Regulator),
        &[read],
    );
    assert!(out.facts.measures.is_empty());
}

#[test]
fn what_those_judged_have_done_since_counts() {
    let read = |text: &str| {
        let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Regulator), &[read]);
        out.facts.measures.iter().map(|measure| measure.word()).collect::<Vec<_>>().join(" ")
    };
    let since = "■例示社における現在の状況\n例示社は、権限の変更を常時監視する機器を導入した。";
    assert_eq!(read(since), "monitoring");
    assert_eq!(read("■当委員会の対応\n権限の変更を常時監視する機器を導入すること。"), "");
}

/// What is read under a heading of measures.
fn check_under(text: &str, expected: &str) {
    check(&format!("■再発防止策\n{text}"), expected);
}

#[test]
fn measures_in_ordinary_words() {
    check_under("カード情報は今後保持いたしません。", "data_minimisation");
    check_under("応募書類は取得後ただちに消去します。", "data_minimisation");
    check_under("第三者機関の検査を受けてから再開します。", "vulnerability_assessment");
    check_under("システムを全面的に改修しました。", "program_fix");
    check_under("操作記録の月次モニタリングを行います。", "monitoring");
    check_under("開発会社の選定基準も改めます。", "vendor_management");
    check_under("国外からのログインの遮断", "access_control");
    check_under("印刷の機能を管理者のみに限定します。", "access_control");
    check_under("VPNを廃し、専用の回線といたします。", "device_removal");
    check_under("バックアップを1日3回に増やします。", "backup");
    check_under("全職員に注意を促しました。", "training");
    check_under("プラグインを最新にします。", "patching");
    check_under("IDの共有をやめ、職員ごとに発行します。", "account_review");
}

#[test]
fn who_looks_twice_and_what_is_laid_down() {
    check_under("宛名と中身を、職員2名で1通ごとに突合する。", "double_check");
    check_under("作成者以外の職員が画面を確かめる。", "double_check");
    check_under("留意事項をまとめ、全校に配りました。", "procedure");
    check_under("紙で回すこととし、その旨を各課に通知した。", "procedure");
    check_under("表計算で整える手順を廃止しました。", "procedure");
    check_under("異常を検知する仕組みを設けます。", "monitoring");
}

#[test]
fn what_is_no_measure_of_ones_own() {
    check_under("当該端末は、記憶装置の暗号化がなされておりました。", "");
    check_under("カード会社が取引の監視を強化しております。", "");
    check_under("本人に私用の写真サイトのアカウントを削除させました。", "");
}

#[test]
fn what_comes_earlier_than_planned_and_what_is_asked_of_those_hit() {
    check_under("多要素認証の導入を予定しておりましたが、前倒しし、来月に完了させます。", "mfa");
    check_under("多要素認証の導入を予定しておりましたが、これからです。", "");
    check("該当する方には、パスワードの再設定をお願いしております。", "password_change");
    check("同じパスワードをお使いの場合は、再設定をお願いします。", "");
}

#[test]
fn several_in_one_sentence_are_told_of_as_such() {
    let three =
        "全社員に注意を促すとともに、セキュリティソフトを入れ替え、バックアップを1日3回に増やしました。";
    check(three, "edr device_removal backup training");
    check("直ちにバックアップを多重に取りました。", "");
}

#[test]
fn a_list_announced_as_one_of_measures() {
    let list = "1.保守用の端末で外部記録媒体を使用不能とした。\n2.監視を外部の会社に委ね、24時間体制とした。";
    check(&format!("当社では、以下の措置を講じました。\n{list}"), "access_control monitoring");
    check(&format!("同省より、以下の指導を受けました。\n{list}"), "");
}

#[test]
fn measures_in_other_words() {
    check_under("異動の際は閲覧権限を当日中に抹消する。", "account_review");
    check_under("個人向けクラウドサービスへの接続を遮断", "access_control");
    check_under("作業画面の録画及び第三者によるログ監査を開始しております。", "monitoring");
    check_under("全役職員に対する研修は12月に完了しております。", "training");
    check_under("音声通知による認証を追加しました。", "mfa");
}

#[test]
fn what_an_order_asks_and_what_an_author_advises() {
    check("■指導の内容\n1.承認の手順を見直し、点検すること", "");
    let article = |draft: &mut crate::Draft<'_>| draft.out.facts.kind = Some(Kind::Commentary);
    let advice = "対策に近道はない。権限の最小化、ログの定期的な点検を改めて確認したい。";
    assert!(testing::read(advice, article, &[read]).facts.measures.is_empty());
    let told = "同社は、再発防止のため多要素認証を導入した。";
    assert!(!testing::read(told, article, &[read]).facts.measures.is_empty());
}

#[test]
fn what_only_looks_like_a_measure() {
    check("台帳を古紙として処分していたことが分かりました。", "");
    check("同社に対し、口頭で厳重注意を行いました。", "");
    check("当該職員を処分しました。", "discipline");
    check("当該社員に対し厳重注意を行いました。", "discipline");
    check_under("役員の報酬を減額いたします。", "discipline");
    check("装置の更改に伴い預かった書類を紛失しました。機器更改に伴うものです。", "");
    check_under("機器の更改を進めます。", "device_removal");
    check("業者がサーバを入れ替え、旧サーバを搬出しました。", "");
    check_under("教育委員会の会議で方針を徹底しました。", "");
    check_under("教育を徹底しました。", "training");
    check_under("再発防止として、新しいメールシステムを導入します。", "");
    check_under("誤送信防止のシステムを導入します。", "program_fix");
}

#[test]
fn whose_account_is_reviewed() {
    check_under("各アカウントへの多要素認証の導入および持ち帰り方針の見直し", "mfa");
    check_under("アカウント及び権限の見直し", "account_review");
    check("写真を載せたアカウントについて、運営会社を通じ利用者に削除を要請しました。", "");
    check("退職者のアカウントが削除されずに残っていました。", "");
    check_under("退職者のアカウントを削除しました。", "account_review");
    check_under("管理者アカウントの個人単位への切り替え", "account_review");
    check("当該アカウントについて、入れないようパスワードを無効化しました。", "password_change");
}

#[test]
fn whose_use_ended() {
    check("昨年に利用を終了された方の名簿も含まれます。", "");
    check("旧ドメインは、昨年3月をもって利用を終了しました。", "");
    check_under("当該ファイル転送サービスの利用を終了しました。", "device_removal");
}

#[test]
fn what_ends_in_a_noun() {
    check_under("規程の改正および各診療科への監査", "procedure governance");
    check_under("データのダウンロードを不可とする措置および外部記憶媒体の接続禁止", "access_control");
    check_under("作業時の二者立会い", "double_check");
}

#[test]
fn hands_vendors_and_media() {
    check_under("公開前の点検を2名で行うこととします。", "double_check");
    check("当日は、窓口の受付を2名で行っていました。", "");
    check_under("全委託先に誓約書の提出を義務付けます。", "vendor_management");
    check_under("委託先への立入検査を年に一度行います。", "vendor_management");
    check_under("当該業者との取引を停止いたします。", "vendor_management");
    check_under("仮設工業社に対し、点検の方法の改善を求めました。", "vendor_management");
    check_under("当社に対し、株主が説明を求めました。", "");
    check_under("USBメモリの使用を全社で禁止しました。", "access_control procedure");
    check_under("名簿の閲覧は市庁舎内の端末に限ります。", "access_control");
    check_under("カルテの閲覧範囲を担当する患者に制限しました。", "account_review");
}

#[test]
fn what_a_named_contractor_is_asked_is_supervision() {
    let prepare = |draft: &mut Draft<'_>| {
        draft.out.facts.kind = Some(Kind::Disclosure);
        let name = Some("株式会社仮設プリント".to_owned());
        draft.out.facts.chain.push(Chain { name, relation: Relation::Processor });
    };
    let measures = |text: &str| {
        let out = testing::read(text, prepare, &[read]);
        out.facts.measures.iter().map(|measure| measure.word()).collect::<Vec<_>>().join(" ")
    };
    let asked = "■再発防止策\n仮設プリントには、作業手順の見直しを求めています。";
    assert_eq!(measures(asked), "vendor_management");
    let told = "■再発防止策\n仮設プリントから報告を受け、作業手順を見直します。";
    assert_eq!(measures(told), "procedure");
    assert_eq!(measures("仮設プリントには、事実の確認を求めました。"), "");
}

#[test]
fn measures_told_of_in_other_words() {
    check_under("深夜は国外からのサインインを遮断します。", "access_control");
    check_under("保守会社との常時接続を廃止しました。", "access_control");
    check_under("全職員に説明会を開きます。", "training");
    check_under("廃棄の前に、担当課と総務係の職員が一緒に、現物を確かめます。", "double_check");
    check_under("封をする前に全件を2名で検査する。", "double_check");
    check_under("所属の承認者が点検票を用いて確認します。", "double_check");
    check_under("宿直の手引を改める。", "procedure");
    check_under("運送業者との契約書に、施錠の義務を加えます。", "vendor_management");
    check_under("書類の保管状況を、指導員が月末までに巡回により点検します。", "governance");
    check_under("異動した者のIDを自動で失効させるようにします。", "account_review");
}

#[test]
fn a_check_that_found_something_is_no_measure() {
    check_under("全支所の総点検を実施したところ、ほかに紛失はありませんでした。", "");
    check_under("全支所の総点検を実施します。", "governance");
}

#[test]
fn what_others_are_asked_to_leave_out_is_supervision() {
    check_under("委託先に対し、作業の後に個人情報を残さないよう書面で求めました。", "vendor_management");
    check_under("作業の後に個人情報を残さないようにします。", "data_minimisation");
}

#[test]
fn measures_in_plainer_words() {
    check("■再び起こさないために\n・点検のあとは、担当と主任の2名による確認を要します。", "double_check");
    check("■再発防止策\n・社外からの接続はすべて停止しました。", "access_control");
    check("■再発防止策\n・職員から管理者の権限を外しました。", "account_review");
    check("■よくある質問\nパスワードを作り直す必要はありますか。必要はございません。", "");
}

#[test]
fn steps_in_other_words() {
    let under = |step: &str, expected: &str| check(&format!("■再発防止策\n{step}"), expected);
    under("ログインは多要素とし、認証アプリを配りました。", "mfa");
    under("接続に使う認証情報を一新しました。", "password_change");
    under("長く使われない管理用アカウントを抹消しました。", "account_review");
    under("業務系のLANを部署ごとに区切りました。", "network_separation");
    under("バックアップを離れた支社にも複製します。", "backup");
    under("持ち出すノートパソコンは、すべて暗号化します。", "encryption");
    under("店舗の全員を対象に学習会を開きました。", "training");
    under("操作の記録を毎週点検します。", "monitoring");
    under("応募書類は選考後速やかに破棄します。", "data_minimisation");
    under("清掃会社との契約に守秘の条項を盛り込みます。", "vendor_management");
    under("各課に文書管理の責任者を置きます。", "governance");
    under("機器の障害に備え、業務継続計画を作ります。", "incident_response");
    under("予約画面の不具合を直しました。", "program_fix");
}

#[test]
fn what_the_words_are_not_about() {
    let under = |step: &str, expected: &str| check(&format!("■再発防止策\n{step}"), expected);
    under("パスワードだけによるログインを改めます。", "");
    under("保守の終了した装置を廃棄しました。", "device_removal");
    under("役目を終えた名簿のデータを廃棄しました。", "data_minimisation");
    under("検索できる職員の範囲を必要最小限とします。", "account_review");
    under("会計ソフトを新しい版に入れ替えます。", "patching");
    under("復旧訓練を毎年行います。", "incident_response");
    under("サーバーを一から構築し直しました。", "rebuild");
    under("委託先の水準をチェックリストで評価します。", "vendor_management");
    under("研修がなされていたとしても、防げませんでした。", "");
}

#[test]
fn headings_of_measures_in_other_words() {
    check("■再発を防ぐための取り組み\n職員に対する研修を実施します。", "training");
    check("■原因と再発の防止\n職員に対する研修を実施します。", "training");
}

#[test]
fn measures_in_everyday_words() {
    for (words, measure) in [
        ("設定の書き換えを見つける仕組みを加えます。", "monitoring"),
        ("全社員を対象にe-Learningを実施します。", "training"),
        ("会計のパソコンは、外の回線につなぐものと物理的に分けます。", "network_separation"),
        ("設定の画面は、許可した回線からしか使えないようにします。", "access_control"),
        ("合い言葉のほか、スマートフォンに送られるコードも必要とします。", "mfa"),
        ("退職した社員のIDをすぐに止めるようにします。", "account_review"),
        ("送信の前に、もう一人の職員が宛先を見ます。", "double_check"),
        ("書類の受け渡しの際は受領書を交わすこととします。", "procedure"),
        ("外部への一斉送信は自動的にBCCになる仕組みを入れます。", "program_fix"),
        ("ネットワークにつながらない場所にもデータの写しを取ります。", "backup"),
        ("持ち出すデータには必ず暗号をかけます。", "encryption"),
        ("要らなくなった個人情報は速やかに消します。", "data_minimisation"),
        ("使用するソフトウェアを常に新しい状態に保ちます。", "patching"),
        ("ウイルス対策ソフトを別の製品に替えます。", "edr"),
    ] {
        check(&format!("■再発防止策\n{words}"), measure);
        check(&format!("■原因\n次のことをしていなかったためです。\n■お願い\n{words}"), "");
    }
}

#[test]
fn near_misses_of_everyday_words() {
    for words in [
        "書類は鍵をかけたキャビネットで保管する。",
        "当該サービスは調査が終了するまで停止いたします。",
        "外部の医療機関から紹介され検査を受けた患者の氏名が含まれます。",
        "流出したのは、パスワードのほかに、電話番号とカード番号です。",
        "掲載資料の誤りのあった箇所を修正し、再び掲載しました。",
        "対象のアカウントについては、利用者ごとに個別にお伝えしております。",
    ] {
        check(&format!("■概要\n{words}"), "");
    }
    check("■再発防止策\n個人情報を記した書類を車内に置かない。", "");
}

#[test]
fn what_was_in_force_or_is_another_thing() {
    check("■再発防止策\n情報を扱う体制の再構築を進めます。", "governance");
}

#[test]
fn what_somebody_is_quoted_to_have_thought_is_no_measure() {
    let thought = "担当者は「ウイルス対策ソフトを導入しており、危険はないと思った」と話す。";
    check(&format!("■再発防止策\n{thought}"), "");
    check("■再発防止策\nウイルス対策ソフトを導入します。", "edr");
}

#[test]
fn what_holds_only_for_the_moment() {
    check("例示ストアのサイトを閉鎖いたしました。サイトの再開は9月を予定しております。", "");
    check("例示ストアのサイトは閉鎖いたしました。再開いたしません。", "device_removal");
    check("■再発防止策\n犯罪行為には厳正に対処いたします。", "");
    check("■再発防止策\n関係した職員には厳正に対処いたします。", "discipline");
}

#[test]
fn an_object_of_another_verb() {
    check("■再発防止策\n24時間体制での監視、点検の強化を行います。", "monitoring");
    check("■再発防止策\n端末は指紋認証を必要とするため、心配はありません。", "");
    check("■再発防止策\n注意点を全職員に説明し、定期的に周知します。", "training");
    check("■再発防止策\n機器の脆弱性調査を行います。", "vulnerability_assessment");
}

#[test]
fn a_sentence_announces_a_list_of_measures() {
    check("再発防止策は、次のとおりです。\n・全職員への研修\n・多要素認証の導入", "mfa training");
    check("再発防止策として、以下を行います。\n・全職員への研修\n・データの暗号化", "encryption training");
    check("今後の対策:\n・全職員への研修\n・データの暗号化", "encryption training");
    check("経緯は、次のとおりです。\n・全職員への研修\n・名簿の作成", "");
    check("全端末にEDRを導入しました。", "edr");
    check("■再発防止策\n閲覧履歴を定期的に点検します。", "monitoring");
}

#[test]
fn steps_told_alone_and_what_only_sounds_like_one() {
    let whole = |text: &str| {
        let facts = testing::read(&format!("◎株式会社例示 個人情報の漏えいについて\n2024年6月3日\n不正アクセスを受けました。{text}\n深くお詫び申し上げます。"), |_| {}, crate::fields::READERS).facts;
        facts.measures.iter().map(|measure| measure.word()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(whole("ネットワークを分離しました。"), "network_separation");
    assert_eq!(whole("再発防止策として、リモートデスクトップの外部公開を停止します。"), "access_control");
    assert_eq!(whole("委託先に改善報告書の提出を求めました。"), "vendor_management");
    assert_eq!(whole("再発防止策として、ファックスの利用を取りやめます。"), "device_removal");
    assert_eq!(whole("アップデートにより、名簿が表示される不具合が生じました。"), "");
    assert_eq!(whole("ハードディスクが処分業者により転売されていました。"), "");
    assert_eq!(whole("アカウントの管理権限を回復しました。"), "");
}
