//! `secondary_damage`: whether the leaked data was misused, as far as the report says.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, SecondaryDamage};
use jikenbo_text::words::opening;

use crate::Draft;
use crate::lists::{Hit, contains};
use crate::modality::{self, Modality};
use crate::passage::{Passage, Role};

/// What an intruder misuses to come in or to send mail: that is the incident itself, not damage that followed.
const MEANS: &[&str] = &[
    "アカウント",
    "アドレス",
    "サーバ",
    "システム",
    "脆弱性",
    "認証情報",
    "ID",
    "パスワード",
    "フォーム",
    "ツール",
    "機能",
    "端末",
    "サイト",
    "ネットワーク",
    "回線",
    "技術",
    "手口",
    "心理",
];

/// Damage of these kinds is no misuse of data: 「流出や改ざんなどの被害はありません」.
const OTHER_DAMAGE: &[&str] = &[
    "流出",
    "漏え",
    "漏洩",
    "クラック",
    "改ざん",
    "感染",
    "仕込ま",
    "ネットワーク",
    "システム",
    "サーバ",
    "業務",
    "診療",
    "サービス",
    "操業",
    "機器",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let damage = if draft.out.facts.kind == Some(Kind::NoIncident) { None } else { said(draft.passage) };
    draft.out.facts.secondary_damage = Some(damage.map_or(SecondaryDamage::NotSaid, |(damage, _)| damage));
    if let Some((_, span)) = damage {
        draft.prove("secondary_damage", span);
    }
}

/// What the report says: misuse that it confirms outweighs a denial, and a denial misuse that it only fears.
fn said(passage: &Passage<'_>) -> Option<(SecondaryDamage, Span)> {
    let statements: Vec<(Said, Span)> =
        passage.hits_of("misuse").filter_map(|(hit, rule)| one(passage, hit, &rule.value)).collect();
    let first = |said| statements.iter().find(|(own, _)| *own == said).map(|(_, span)| *span);
    let reported = |span| (SecondaryDamage::Reported, span);
    // A strange mail by which a hijacked account came to light is the attack itself, where misuse of the data is denied.
    let happened = first(Said::Happened).filter(|span| {
        let sentence = |span: Span| passage.sentence(passage.sentence_at(span.start));
        let other = ["悪用", "漏えいした", "流出した", "装った", "カード"];
        let flat = first(Said::Nothing)
            .is_some_and(|nothing| !contains(sentence(nothing), &["その他の", "以外の", "カード"]));
        let mail = passage.words(*span).contains("不審なメール") && !contains(sentence(*span), &other);
        !(mail && flat && sends_mail(passage))
    });
    happened
        .map(reported)
        .or_else(|| first(Said::Nothing).map(|span| (SecondaryDamage::NoneReported, span)))
        .or_else(|| first(Said::Feared).map(reported))
        .or_else(|| answered(passage).map(|span| (SecondaryDamage::NoneReported, span)))
}

/// Whether the report tells that an account of the house was used to send mail.
fn sends_mail(passage: &Passage<'_>) -> bool {
    passage.hits_of("methods").any(|(_, rule)| rule.value == "spam_relay")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Happened,
    Feared,
    Nothing,
}

fn one(passage: &Passage<'_>, hit: &Hit, value: &str) -> Option<(Said, Span)> {
    let number = hit.sentence as usize;
    let sentence = passage.sentences.get(number)?;
    let section = passage.section(number);
    let history = ["history", "performance"].iter().any(|topic| section.is(topic));
    if history || super::analogy::is_analogy(passage, number) {
        return None;
    }
    let head = Span::new(passage.clause_at(hit.span.start).start.max(sentence.span.start), hit.span.start);
    let head = passage.words(head);
    let rest = passage.words(Span::new(hit.span.end, sentence.span.end));
    let risk = ["に繋が", "につなが", "が生じる", "が生じ得", "が発生する", "が発生し得", "を生じ", "の生じ"];
    if risk.iter().any(|word| rest.starts_with(word)) || contains(head, &["万一", "万が一", "もし"]) {
        return None;
    }
    if nothing(passage, hit, number, rest) {
        let other = value == "damage"
            && contains(head, OTHER_DAMAGE)
            && ![
                "による",
                "に伴う",
                "に関わる",
                "に起因する",
                "情報流出の",
                "情報漏えいの",
                "情報漏洩の",
                "の流出や",
                "の漏えいや",
                "の漏洩や",
            ]
            .iter()
            .any(|end| head.ends_with(end))
            && !contains(head, &["悪用", "不正利用", "二次", "流出によ", "漏えいによ", "漏洩によ"]);
        let end = passage.clause_at(hit.span.start).end.clamp(hit.span.end, sentence.span.end);
        // 「不正利用されるなどの懸念はございません」 tells of a risk, and not of what has been seen.
        let near =
            passage.words(Span::new(hit.span.end, passage.clause_at(hit.span.start).end.max(hit.span.end)));
        let risk = ["懸念は", "懸念もござ", "心配は", "リスクは"].iter().any(|word| near.contains(word));
        let untold = value == "used" && !heard(passage.words(hit.span), near);
        return (!other && !risk && !untold).then(|| (Said::Nothing, Span::new(hit.span.start, end)));
    }
    if section.is("advice") || contains(rest, &["ください", "下さい", "お願い"]) {
        return None;
    }
    if head.trim().is_empty() && of_means(passage) {
        return None;
    }
    // 「そちらのドメインから不審なメールが届いた」 tells of the attack itself.
    if passage.words(hit.span).contains("メール")
        && ["アドレスから", "アカウントから", "ドメインから"].iter().any(|own| head.ends_with(own))
    {
        return None;
    }
    let title = sentence.role == Role::Title;
    happened(value, head, behind_bracket(rest), title).map(|said| (said, hit.span))
}

/// How long a bracket is at most that only says how much it was, in bytes.
const BRACKET: usize = 90;

/// The words behind a bracket that follows a word at once: 「不正利用(総額約20万円)が確認」.
fn behind_bracket(rest: &str) -> &str {
    let inner = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    inner.filter(|(inner, _)| inner.len() <= BRACKET && !inner.contains('。')).map_or(rest, |(_, rest)| rest)
}

/// Whether what is denied is that somebody told of it: 「勧誘を受けたとのお話は伺っていない」.
fn heard(words: &str, near: &str) -> bool {
    let told = ["連絡", "申出", "申し出", "話は", "報告", "問い合わせ", "相談", "情報は"];
    contains(near, &["との", "という", "旨の"]) && contains(near, &told) || contains(words, &told)
}

/// Whether the rest of the sentence, or the one line under a heading, says that there was none.
fn nothing(passage: &Passage<'_>, hit: &Hit, number: usize, rest: &str) -> bool {
    let clause = passage.clause_at(hit.span.start);
    let near = passage.words(Span::new(hit.span.end.min(clause.end), clause.end));
    let absent = [
        "入って",
        "至って",
        "寄せられ",
        "届いて",
        "いただいて",
        "頂いて",
        "生じて",
        "発生して",
        "起きて",
        "把握して",
        "なし",
        "無し",
        "ございま",
        "ありま",
    ];
    let unheard = ["報告は", "情報は", "連絡は", "申し出は", "被害は"];
    let negated = |words: &str| {
        // 「悪用されたという報告は今のところないという」
        unheard.iter().any(|told| {
            words.split_once(told).is_some_and(|(_, rest)| {
                let rest = rest.trim_start_matches('、');
                rest.starts_with("ない")
                    || rest.starts_with("今のところない")
                    || rest.starts_with("現在のところない")
            })
        }) || modality::negation(words).is_some()
            || contains(words, &absent) && contains(words, &["ない", "ませ", "おらず", "なし", "無し"])
    };
    let heading = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Heading);
    let such = ["その事実は", "そのような事実は", "こうした事実は"];
    let ends = ["確認されて", "確認されま", "認められ", "あり", "ござ", "把握して"];
    let none =
        |fact: &str| rest.split_once(fact).is_some_and(|(_, end)| ends.iter().any(|it| end.starts_with(it)));
    if such.iter().any(|fact| none(fact)) {
        return !heading;
    }
    !heading
        && !contains(near, &["ないか", "かもしれ", "場合に", "ときに"])
        && (negated(near)
            || near.ends_with('、')
                && !contains(near, &["し、", "り、", "が、", "て、", "ながら、", "つつ、"])
                && negated(rest))
}

/// Whether misuse is told of as a fact, or feared with a reason.
fn happened(value: &str, head: &str, rest: &str, title: bool) -> Option<Said> {
    let near = opening(rest, 40);
    // 「悪用した「…」などが届くおそれがございます」: what is feared stands behind the noun.
    let feared = near.starts_with("した")
        && !near.starts_with("した。")
        && contains(rest, &["おそれが", "恐れが", "可能性が", "懸念が"]);
    let doubtful = feared
        || contains(
            near,
            &[
                "防",
                "恐れ",
                "おそれ",
                "懸念",
                "場合",
                "可能性",
                "疑い",
                "リスク",
                "ないよう",
                "有無",
                "調査",
                "監視",
                "検知",
                "モニタリング",
                "備え",
                "対策",
                "注意",
                "視野",
                "検討",
            ],
        );
    // 「被害に係る苦情を受けながら、…調査しなかった」: what was not done of it is another matter.
    let doubtful = doubtful && !(value == "used" && near.starts_with("を受けながら"));
    match value {
        "used" => (!doubtful).then_some(Said::Happened),
        "misuse" => misused(head, near, doubtful, title),
        _ => None,
    }
}

/// The same of a word that names misuse outright: it must be told of as done, and not of the intruder's means.
fn misused(head: &str, near: &str, doubtful: bool, title: bool) -> Option<Said> {
    let told = [
        "され",
        "があ",
        "が確認",
        "が発生",
        "が判明",
        "が行わ",
        "していた",
        "していま",
        "件数",
        "期間",
        "の事実を確認",
        "による被害が",
        "を確認",
        "し、",
        "した",
    ];
    let told = told.iter().any(|word| near.starts_with(word)) || title && near.starts_with('、');
    let proven = contains(near, &["可能性があることを確認", "可能性が確認", "された可能性があることが判明"]);
    let own = !contains(head, MEANS) && !describes_means(near);
    match (told && own, proven, doubtful) {
        (true, true, _) => Some(Said::Feared),
        (true, false, false) => Some(Said::Happened),
        _ => None,
    }
}

/// Whether the text first tells of the misuse of a means, which it need not name again: 「アカウントの不正利用について … 不正利用を
/// 確認し」.
fn of_means(passage: &Passage<'_>) -> bool {
    passage.finds("misuse", "misuse").next().is_some_and(|hit| {
        let head = Span::new(passage.clause_at(hit.span.start).start, hit.span.start);
        contains(passage.words(head), MEANS)
    })
}

/// Whether the misuse only describes a means that is named behind it: 「不正使用されたアカウントを無効に」.
fn describes_means(near: &str) -> bool {
    let noun = ["された", "されていた", "した"].iter().find_map(|end| near.strip_prefix(end));
    let noun = noun.map(|noun| noun.trim_start_matches("当該").trim_start_matches("該当の"));
    let named =
        noun.map(|noun| noun.split(['を', 'は', 'が', 'の', 'に', 'で', '、']).next().unwrap_or(noun));
    named.is_some_and(|noun| MEANS.iter().any(|word| noun.ends_with(word)))
        || noun.is_some_and(|noun| MEANS.iter().any(|word| noun.starts_with(word)))
}

/// Labels that ask for further damage: 「二次被害の有無:なし」.
const LABELS: [&str; 4] = ["二次被害", "2次被害", "二次的被害", "不正利用の有無"];

/// A heading or label that asks for further damage and words under or behind it that rule it out.
fn answered(passage: &Passage<'_>) -> Option<Span> {
    passage.sentences.iter().enumerate().find_map(|(number, sentence)| {
        let under = sentence.role != Role::Heading && passage.section(number).is("secondary");
        let label = sentence.label.filter(|label| contains(passage.words(*label), &LABELS));
        if !under && label.is_none() {
            return None;
        }
        let from = label.map_or(sentence.span.start, |label| label.end);
        let words = passage.words(Span::new(from, sentence.span.end));
        // 「メールが見られたおそれはございません」 denies that data got out, not that it was misused.
        let leak = contains(words, &["見られ", "閲覧", "流出し", "漏えいし", "漏洩し", "含まれ", "保存"])
            && !contains(
                words,
                &["被害", "悪用", "不正", "利用", "使用", "使わ", "連絡", "問い合わせ", "報告", "二次"],
            );
        let ruled_out = modality::negation(words)
            .is_some_and(|said| matches!(said, Modality::Denied | Modality::Unconfirmed))
            || contains(words, &["寄せられており", "寄せられてい", "いただいており", "届いており"])
                && contains(words, &["ませ", "ない"])
            || contains(words, &["ないことを確認", "ないこと、", "なし"]);
        (ruled_out && !leak).then_some(sentence.span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(text: &str, expected: SecondaryDamage) {
        let out = testing::read(text, |draft| draft.out.facts.kind = Some(Kind::Disclosure), &[read]);
        assert_eq!(out.facts.secondary_damage, Some(expected), "{text}");
    }

    #[test]
    fn none_is_reported() {
        check("現時点で二次被害の報告は受けておりません。", SecondaryDamage::NoneReported);
        check("個人情報が悪用されたとの報告はありませんが、ご注意ください。", SecondaryDamage::NoneReported);
        check("情報の流出による被害は確認されていません。", SecondaryDamage::NoneReported);
        check("名簿が不適切に利用された事実は見つかっておりません。", SecondaryDamage::NoneReported);
        check("機器が壊されるなどの被害は確認されていません。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn nothing_behind_a_comma_and_the_mail_that_showed_it() {
        check("名簿が悪用されたとの報告は、今のところない。", SecondaryDamage::NoneReported);
        let mail = "係長を装う不審なメールが届いていると、電話で知らされました。乗っ取られた係長の名で迷惑メールが大量に送信されていました。";
        let nothing = "名簿が悪用されたとの報告は受けておりません。";
        check(&format!("{mail}\n{nothing}"), SecondaryDamage::NoneReported);
    }

    #[test]
    fn misuse_is_reported() {
        check("一部のカードで不正利用が確認されております。", SecondaryDamage::Reported);
        check("会員のカードが不正使用された可能性があることを確認しました。", SecondaryDamage::Reported);
        check("メールアカウントが不正に利用され、迷惑メールが送信されました。", SecondaryDamage::NotSaid);
        check("不正利用の防止に努めております。", SecondaryDamage::NotSaid);
        check("不正使用されたアカウントを無効にしました。", SecondaryDamage::NotSaid);
        let account = "メールアカウントの不正利用について\n不正利用を確認し、停止しました。";
        check(account, SecondaryDamage::NotSaid);
        check("カードの不正利用について\n不正利用が確認された会員様へ", SecondaryDamage::Reported);
        check("この情報でカードが不正利用される懸念はございません。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn uses_told_of_in_other_words() {
        check("一部の会員様のポイントが不正に交換されていました。", SecondaryDamage::Reported);
        check("お客様名義で商品の不正購入が行われました。", SecondaryDamage::Reported);
        check("転職先から営業の電話が行われていました。", SecondaryDamage::Reported);
        check("情報が使われたという連絡は受けておりません。", SecondaryDamage::NoneReported);
        check(
            "二次利用の調査を行っておりますが、そのような事実は確認されておりません。",
            SecondaryDamage::NoneReported,
        );
        check("住基端末は別の回線にあり、今回の被害の対象ではありません。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn money_taken_and_what_nobody_heard_of() {
        check("お客様の口座から総額180万円が引き出されました。", SecondaryDamage::Reported);
        check("会員のポイントを自らの口座に移し替えていました。", SecondaryDamage::Reported);
        check("当会の預金から現金が送金されました。", SecondaryDamage::NotSaid);
        check("詐欺の被害に係る苦情を受けながら、調査しなかった。", SecondaryDamage::Reported);
        check("勧誘を受けたとのお話は伺っていません。", SecondaryDamage::NoneReported);
    }

    #[test]
    fn that_nothing_was_seen_denies_no_misuse() {
        let seen = "■二次被害について\nメール本文が見られたおそれはございません。";
        check(seen, SecondaryDamage::NotSaid);
        let used = "■二次被害について\n現時点で、お客様からのご連絡はございません。";
        check(used, SecondaryDamage::NoneReported);
    }

    #[test]
    fn how_much_was_misused_stands_in_brackets() {
        let used = "43名様のカードについて、不正利用(総額約20万円)が確認されております。";
        check(used, SecondaryDamage::Reported);
        check("不正利用(カードの悪用を含みます)の防止に努めます。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn unwanted_mail_that_nobody_told_of() {
        let mail = "現在、迷惑メール等が届いたとのご連絡はいただいておりません。";
        check(mail, SecondaryDamage::NoneReported);
        let asked = "迷惑メールに関するお問い合わせは寄せられておりません。";
        check(asked, SecondaryDamage::NoneReported);
        check("迷惑メール等が届いたとの連絡を会員様より受けました。", SecondaryDamage::Reported);
        check("■二次被害の有無\nお問い合わせは寄せられておりません。", SecondaryDamage::NoneReported);
    }

    #[test]
    fn a_label_asks_for_it() {
        check("二次被害:確認されていません", SecondaryDamage::NoneReported);
        check("二次被害の有無:調査中", SecondaryDamage::NotSaid);
    }

    #[test]
    fn lists_and_points_that_were_used() {
        check("抜き取られた名簿をもとに、営業の電話が行われました。", SecondaryDamage::Reported);
        check("会員2名のポイントが何者かに使われていました。", SecondaryDamage::Reported);
        check("名簿を使って会員へお詫びの電話をしました。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn advice_says_nothing() {
        check("万一、悪用された場合はご連絡ください。", SecondaryDamage::NotSaid);
        check("身に覚えのない請求がないかご確認ください。", SecondaryDamage::NotSaid);
        let may = "見慣れない連絡が来ることもありますので、十分にお気をつけください。";
        check(may, SecondaryDamage::NotSaid);
        check("金銭的被害につながる情報は含まれておりません。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn lists_used_by_another_firm() {
        check("元社員は、再就職先で名簿を営業に使用したことを認めました。", SecondaryDamage::Reported);
        check(
            "会員の方より、覚えのない会社から勧誘の電話がかかってきたとのお申し出がありました。",
            SecondaryDamage::Reported,
        );
        check("営業活動への利用もなかったとの報告を受けています。", SecondaryDamage::NoneReported);
        check("社員は再就職先でも営業を担当しています。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn mail_from_an_own_account_is_the_attack_itself() {
        let told = "知人の方から「そちらのドメインから不審なメールが届いた」とのお知らせがありました。";
        check(told, SecondaryDamage::NotSaid);
        let after = format!("{told}\n個人情報が悪用されたとの報告はありません。");
        check(&after, SecondaryDamage::NoneReported);
    }

    #[test]
    fn what_is_feared_of_a_noun_and_whose_account_was_used() {
        let feared =
            "今後、名簿を悪用した「当会をかたる手紙」、はがき、電話などが会員の方に届くおそれがございます。";
        check(feared, SecondaryDamage::NotSaid);
        check("悪用された保守用アカウントのほか、全員の合言葉を改めました。", SecondaryDamage::NotSaid);
        check("名簿が流出し、利用されていました。", SecondaryDamage::Reported);
    }

    #[test]
    fn misuse_counted_and_misuse_at_others() {
        check("ポイントの不正利用が17件、計29万円分確認されております。", SecondaryDamage::Reported);
        check("不正利用が1件も確認されておりません。", SecondaryDamage::NoneReported);
        check("他社では流出した情報を悪用した被害が報告されています。", SecondaryDamage::NotSaid);
    }

    #[test]
    fn harm_that_came_of_a_leak_and_a_program_that_was_used() {
        check(
            "アドレスの流出によって被害が生じたとの報告は届いておりません。",
            SecondaryDamage::NoneReported,
        );
        check("調査により、悪用されたソフトウェアを特定しました。", SecondaryDamage::NotSaid);
    }
}
