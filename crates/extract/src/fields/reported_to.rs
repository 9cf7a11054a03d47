//! `reported_to`: the authorities whom the organisation told, asked or works with.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, ReportedTo};
use jikenbo_text::words::{find, opening, stands};

use crate::Draft;
use crate::lists::{Hit, contains};
use crate::modality::Modality;
use crate::passage::{Passage, Role};

/// What one does with an authority that one tells.
const TELLING: &[&str] = &[
    "報告",
    "届け出",
    "届出",
    "届を",
    "届け",
    "相談",
    "連絡",
    "通報",
    "申告",
    "提出",
    "連携",
    "協力",
    "情報提供",
    "情報を提供",
    "情報共有",
    "共有",
    "速報",
    "確報",
    "一報",
    "通知",
    "告訴",
    "被害届",
    "申し出",
    "指導を受け",
    "助言を受け",
    "協議",
    "説明",
    "捜査を依頼",
    "支援を受け",
    "に提供し",
    "に提供い",
    "へ提供し",
    "へ提供い",
    "お伝えし",
    "状況を伝え",
    "伝達し",
    "捜査をお願い",
    "捜査を要請",
];

/// Names that are themselves the act of telling: a report of loss or theft, a charge.
const ACTS: &[&str] = &["被害届", "盗難届", "遺失届", "紛失届", "遺失物届", "刑事告訴", "告訴"];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let mut told: BTreeMap<ReportedTo, Vec<Span>> = BTreeMap::new();
    for (hit, rule) in draft.passage.hits_of("authorities") {
        let Some(authority) = ReportedTo::from_word(&rule.value) else { continue };
        if is_told(draft, hit, authority) {
            told.entry(authority).or_default().push(hit.span);
        }
    }
    if let Some((authority, span)) = told_speaker(draft) {
        told.entry(authority).or_default().push(span);
    }
    if told.len() > 1 {
        told.remove(&ReportedTo::AuthorityUnspecified);
    }
    for (authority, spans) in told {
        draft.out.facts.reported_to.insert(authority);
        for span in spans {
            draft.prove(format!("reported_to.{authority}"), span);
        }
    }
}

/// The commission that speaks of itself as 当委員会 and was told of a leak: 「当委員会へ漏えい等の速報を行い」.
fn told_speaker(draft: &Draft<'_>) -> Option<(ReportedTo, Span)> {
    let own = draft.out.facts.organization.as_deref().unwrap_or_default();
    if draft.out.facts.kind != Some(Kind::Regulator) || !own.contains("個人情報保護委員会") {
        return None;
    }
    let passage = draft.passage;
    let told = |span: Span| {
        let sentence = passage.sentences.get(passage.sentence_at(span.start));
        let rest = passage.words(Span::new(span.end, sentence.map_or(span.end, |own| own.span.end)));
        let report = ["速報", "確報", "漏えい等報告", "漏えい等の報告"]
            .iter()
            .filter_map(|word| rest.find(word))
            .min();
        let done = report.and_then(|at| rest.get(at..)).is_some_and(|rest| {
            ["を行", "を提出", "をし", "、", "が提出", "があ"].iter().any(|verb| rest.contains(verb))
        });
        rest.starts_with(['へ', 'に']) && done
    };
    let spoken = ["当委員会", "本委員会"].iter().flat_map(|own| passage.text().match_indices(own));
    let mut spans = spoken.map(|(at, own)| Span::new(at, at + own.len()));
    spans.find(|&span| told(span)).map(|span| (ReportedTo::Ppc, span))
}

fn is_told(draft: &Draft<'_>, hit: &Hit, authority: ReportedTo) -> bool {
    let passage = draft.passage;
    let number = hit.sentence as usize;
    let Some(sentence) = passage.sentences.get(number) else { return false };
    if ["advice", "history", "contact"].iter().any(|topic| passage.section(number).is(topic)) {
        return false;
    }
    let words = passage.words(hit.span);
    let rest = passage.words(Span::new(hit.span.end, sentence.span.end));
    if was_called(words)
        || is_abroad(passage, hit, authority)
        || authority == ReportedTo::LocalGovernment && lists_data(passage, hit)
        || is_bureau(draft, words)
    {
        return false;
    }
    let own = is_own(draft, hit, authority);
    if own && draft.out.facts.kind != Some(Kind::Regulator) {
        return false;
    }
    // 「全国の自治体に提供しているサービス」
    if words.ends_with("自治体")
        && ["に提供し", "に提供する", "に提供され", "に導入"].iter().any(|to| rest.starts_with(to))
    {
        return false;
    }
    let clause = passage.words(passage.clause_at(hit.span.start));
    if !own && is_receiver(rest) || is_brought(rest) || is_address(clause, rest) || is_site(words, rest) {
        return false;
    }
    let act = contains(words, ACTS) || words.starts_with("110") || is_entry(passage, number);
    if asks_to_tell(rest) {
        return false;
    }
    if !act
        && (is_source(rest, authority)
            || !contains(&reach(passage.words(Span::new(hit.span.start, sentence.span.end))), TELLING))
    {
        return false;
    }
    if own {
        return contains(rest, &["報告した", "報告があ", "提出し", "報告を受け", "報告がなされ"]);
    }
    let clause = passage.clause_at(hit.span.start);
    let end = if clause.end > hit.span.end { clause.end } else { sentence.span.end };
    let within = Span::new(clause.start.max(sentence.span.start), end.max(hit.span.end));
    // 「警察に捜査をお願いしています」 asks nothing of the reader.
    if contains(rest, &["捜査をお願いし", "捜査を依頼し", "捜査を要請し"]) {
        return true;
    }
    if is_considered(passage.words(Span::new(hit.span.end, within.end))) {
        return false;
    }
    let denied = passage.negation(Span::new(hit.span.end, within.end)) == Some(Modality::Denied);
    !denied && !matches!(passage.modality(within, hit.span), Modality::Advice | Modality::Hypothetical)
}

/// Whether to tell it is only thought of: 「警察への相談も検討いたします」.
fn is_considered(rest: &str) -> bool {
    if !contains(rest, &["検討", "視野"]) {
        return false;
    }
    ["相談", "届出", "届け出", "通報", "提出", "報告", "告訴", "連携"].iter().any(|act| {
        rest.split_once(act).is_some_and(|(_, end)| {
            ["も検討", "を検討", "についても検討", "することを検討", "することも検討", "も視野", "を視野"]
                .iter()
                .any(|thought| end.starts_with(thought))
        })
    })
}

/// What follows a name that tells, acts or is only pretended to.
const SOURCES: &[&str] = &[
    "から",
    "より",
    "からの",
    "が",
    "は",
    "の職員",
    "による",
    "を装",
    "を名乗",
    "担当者と名乗",
    "職員と名乗",
    "と名乗",
    "等から",
    "などから",
    "等が",
    "などが",
    "に係る",
    "の調べ",
];

/// Whether the authority before `rest` is the one who tells, and nobody tells it.
fn is_source(rest: &str, authority: ReportedTo) -> bool {
    let behind = if authority == ReportedTo::Police { behind_unit(rest) } else { rest };
    let follows = |rest: &str, word: &str| rest.trim_start_matches(is_opaque).starts_with(word);
    SOURCES.iter().any(|word| follows(rest, word) || follows(behind, word))
}

/// Whether a town is only the first of a row of data: 「居住市区町村、電話番号、相談内容」.
fn lists_data(passage: &Passage<'_>, hit: &Hit) -> bool {
    let words = passage.words(hit.span);
    let level = words.chars().next().map_or(0, char::len_utf8);
    let joint = ["、", "及び", "および", "並びに", "ならびに"]
        .iter()
        .find_map(|joint| words.get(level..)?.starts_with(joint).then_some(level + joint.len()));
    let Some(from) = joint.map(|at| hit.span.start + at) else { return false };
    let kinds = passage.hits_in("data_types", Span::new(from, hit.span.end));
    kinds.map(|(kind, _)| kind.span.start).any(|start| start == from)
}

/// Whether 当局 is what a bureau calls itself: 「例示市水道局」.
fn is_bureau(draft: &Draft<'_>, words: &str) -> bool {
    words == "当局" && draft.out.facts.organization.as_deref().is_some_and(|own| own.ends_with('局'))
}

/// Whether sentence `number` is an entry under a heading that says that authorities were told: names and days, no verb.
fn is_entry(passage: &Passage<'_>, number: usize) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let words = passage.words(sentence.span);
    let verbless = !words.contains('。')
        && words.chars().count() <= LONGEST_ENTRY
        && words.trim_end().ends_with([')', '会', '署', '庁', '省', '察', '局', '警', '構', '課'])
        && !contains(words, &["問い合わせ", "問合せ"]);
    verbless
        && !matches!(sentence.role, Role::Heading | Role::Title)
        && (passage.section(number).is("authorities") || is_labelled(words))
}

/// Whether a line begins with a label that says that authorities were told: 「【届出先】…」, 「報告先:…」.
fn is_labelled(words: &str) -> bool {
    let label = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["届出先", "届け出先", "報告先", "通報先"].iter().any(|name| {
        label.strip_prefix(name).is_some_and(|rest| rest.starts_with(['】', ']', '>', ':', ' ', '\t', ')']))
    })
}

/// The longest entry, in characters: some four authorities, each with the day.
const LONGEST_ENTRY: usize = 80;

/// Whether an authority is only where papers go: 「本来は教育委員会宛とすべき報告書」, 「市へ届いた申請書」.
fn is_address(clause: &str, rest: &str) -> bool {
    let reached = ["に届い", "へ届い", "に届き", "へ届き"].iter().any(|reached| rest.starts_with(reached));
    let seat = ["(本社:", "(本社 ", "(本店:", "(所在地:", "(住所:"].iter().any(|seat| clause.contains(seat));
    reached || seat || clause.contains("すべき") || clause.contains("本来は")
}

/// What stands between an authority and what it was told, in bytes: 「へ事案の報告があり」.
const BETWEEN: usize = 18;

/// What comes to an authority from others.
const RECEIVED: [&str; 12] = [
    "連絡があ",
    "連絡が入",
    "連絡が寄せ",
    "報告があ",
    "通報があ",
    "相談があ",
    "申し出があ",
    "指摘があ",
    "電話があ",
    "電話が入",
    "問い合わせがあ",
    "情報提供があ",
];

/// Whether the words of a name that run on to its verb hold a call by others: 「市役所に電話があり、市から当社に連絡」.
pub(super) fn was_called(words: &str) -> bool {
    contains(words, &RECEIVED)
}

/// Whether others told it: 「生徒から、教育委員会に連絡があり」.
pub(super) fn is_receiver(rest: &str) -> bool {
    let aside = rest.strip_prefix(['(', '」']).and_then(|inner| inner.split_once(')'));
    let bare = aside.map_or(rest, |(_, after)| after);
    let told = bare.strip_prefix('に').or_else(|| bare.strip_prefix('へ'));
    let told = told.and_then(|told| told.split(['、', '。']).next());
    told.is_some_and(|told| {
        RECEIVED.iter().any(|word| find(told, word).is_some_and(|at| at <= BETWEEN)) && !stands(told, "から")
    })
}

/// Whether what was found was brought there by others: 「落とし物として交番へ届けられて」.
fn is_brought(rest: &str) -> bool {
    let to = rest.strip_prefix(['に', 'へ']);
    to.is_some_and(|to| {
        ["届けられ", "拾得物として届", "落とし物として届"].iter().any(|brought| to.starts_with(brought))
    })
}

/// Whether a ministry is another country's: 「現地の関係省庁」.
fn is_abroad(passage: &Passage<'_>, hit: &Hit, authority: ReportedTo) -> bool {
    let before = passage.text().get(..hit.span.start).unwrap_or_default();
    authority == ReportedTo::Ministry && ["現地の", "現地の関係"].iter().any(|there| before.ends_with(there))
}

/// Whether only an authority's page or house is named: 「厚生労働省|のホームページに掲載されていた報告書」, 「区役所|内を捜し」.
fn is_site(words: &str, rest: &str) -> bool {
    let site = rest.strip_prefix('の').unwrap_or(rest);
    // 「委員会のサイトから報告しました」
    let through = ["から", "を通じ", "より", "の報告フォーム", "の入力フォーム", "にて報告", "で報告"];
    let used = site
        .split_once("サイト")
        .or_else(|| site.split_once("ページ"))
        .is_some_and(|(_, rest)| through.iter().any(|by| rest.starts_with(by)));
    if used {
        return false;
    }
    let house = contains(words, &["役所内", "役場内", "庁舎内"]);
    house
        || [
            "内で",
            "内を",
            "内に",
            "内の",
            "ホームページ",
            "HP",
            "ウェブサイト",
            "Webサイト",
            "WEBサイト",
            "サイト",
        ]
        .iter()
        .any(|own| site.starts_with(own))
}

/// How long the name of a force's office is at most, in characters: 「サイバー犯罪捜査課」.
const UNIT: usize = 16;

/// What stands behind the office of a police force, whose name goes on: 「警視庁|サイバー犯罪対策課より」.
pub(super) fn behind_unit(rest: &str) -> &str {
    let of_name = |c: char| ('一'..='鿿').contains(&c) || ('ァ'..='ー').contains(&c);
    let end = rest.char_indices().take(UNIT).find(|(_, c)| !of_name(*c)).map_or(0, |(at, _)| at);
    let (name, behind) = rest.split_at(end);
    let office = ["課", "局", "隊", "係", "班", "部", "室", "署", "センター", "庁"];
    if office.iter().any(|end| name.ends_with(end)) { behind } else { rest }
}

/// Whether others are asked to tell it: 「警察署に連絡するよう依頼」.
pub(super) fn asks_to_tell(rest: &str) -> bool {
    let clause = rest.split(['、', '。']).next().unwrap_or(rest);
    let told = ["連絡", "相談", "通報", "申告"];
    let asked = ["するよう", "いただくよう", "頂くよう", "していただくよう", "をお願い"];
    told.iter().any(|verb| {
        let end = find(clause, verb).and_then(|at| clause.get(at + verb.len()..));
        end.is_some_and(|end| asked.iter().any(|asked| end.starts_with(asked)))
    })
}

/// Brackets and the like between a name and its particle.
fn is_opaque(c: char) -> bool {
    matches!(c, ')' | '」' | '等' | ' ')
}

/// The words that belong to a name: up to 80 characters, so that a list of authorities shares one verb.
fn reach(rest: &str) -> Cow<'_, str> {
    let reach = opening(rest, 80);
    // Somebody's address book tells nobody anything: 「関係機関の連絡先」.
    if stands(reach, "連絡先") { reach.replace("連絡先", "").into() } else { reach.into() }
}

/// Whether the authority is the one who speaks, or the local government whose office or contractor speaks to it.
fn is_own(draft: &Draft<'_>, hit: &Hit, authority: ReportedTo) -> bool {
    let Some(own) = draft.out.facts.organization.as_deref() else { return false };
    let passage = draft.passage;
    let words = passage.words(hit.span);
    let before = passage.words(Span::new(hit.span.start.saturating_sub('本'.len_utf8()), hit.span.start));
    match authority {
        ReportedTo::LocalGovernment => {
            let level = words.chars().next().unwrap_or(' ');
            // Whoever runs a place under contract is no part of the town that owns it.
            let run = !own.ends_with(level) && passage.text().contains("指定管理者");
            let same_level = own.ends_with(level)
                || own.contains(&format!("{level}立")) && !run
                || own.contains(&format!("{level}教育委員会"));
            let own_word = before == "本" && !after_kanji(passage, hit)
                || ["当", "同", "弊", "両", "各", "全", "他"].contains(&before);
            // 「教育委員会へ報告」 in the release of a town is its own board.
            let board = words == "教育委員会" && own.ends_with(['市', '町', '村', '区', '県', '都', '府']);
            own_word || same_level || board || own.contains("教育委員会") && words.contains("教育委員会")
        }
        ReportedTo::Police => own.contains("警察") || own.contains("警視庁"),
        ReportedTo::CertificationBody => own.contains("情報経済社会推進") || own.contains(words),
        _ => own.contains(words) || words.starts_with('当') && words.len() <= 12,
    }
}

/// Whether a kanji stands two characters before: 熊本県 is a name and no 本県.
fn after_kanji(passage: &Passage<'_>, hit: &Hit) -> bool {
    let before = passage.words(Span::new(0, hit.span.start));
    before.chars().rev().nth(1).is_some_and(|c| ('一'..='鿿').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(own: &str, text: &str, expected: &str) {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.organization = Some(own.to_owned());
        };
        let out = testing::read(text, prepare, &[read]);
        let found: Vec<&str> = out.facts.reported_to.iter().map(|authority| authority.word()).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn whom_the_organisation_told() {
        check("株式会社例示", "個人情報保護委員会および警察に報告しました。", "ppc police");
        check("株式会社例示", "所轄警察署に被害届を提出し、受理されております。", "police");
        check("例示町", "県の担当課にも報告しました。", "local_government");
        check("株式会社例示", "個人情報保護委員会の定めに従い管理しています。", "");
    }

    #[test]
    fn who_was_called_or_has_the_same_service() {
        check("株式会社例示", "受信者から市役所に電話があり、市から当社に連絡がありました。", "");
        check(
            "例示市",
            "事業者が全国の自治体に提供しているサービスについて、事業者から報告を受けました。",
            "",
        );
        check("例示病院", "患者の家族から院内個人情報保護委員会へ連絡がありました。", "");
    }

    #[test]
    fn who_told_the_organisation() {
        check("株式会社例示", "県警から連絡を受け、サイトを停止しました。", "");
        check("例示市", "委託先から本市に報告がありました。", "");
        let told = "警視庁サイバー犯罪対策課より、サイトが改ざんされている疑いがあるとの連絡を受けました。";
        check("株式会社例示", told, "");
        check("株式会社例示", "県警サイバー犯罪捜査課から情報提供を受けました。", "");
        check("株式会社例示", "警察庁サイバー警察局より通報を受けました。", "");
        check("株式会社例示", "警視庁サイバー犯罪対策課に相談しました。", "police");
        check("株式会社例示", "県警サイバー犯罪捜査課へ通報しました。", "police");
        check("例示市", "学校から教育委員会へ報告し、警察に捜査をお願いしています。", "police");
        check("例示小学校", "本来は市教育委員会宛にすべき報告書を、誤って送信しました。", "");
        check("例示高校", "直ちに県学事法制課に報告しました。", "local_government");
        check("株式会社例示", "生徒から、県教育委員会(以下「委員会」という。)に連絡がありました。", "");
    }

    #[test]
    fn offices_and_acts_by_their_usual_names() {
        check("株式会社例示", "盗難に遭い、直ちに110番通報しました。", "police");
        check("株式会社例示", "鞄が見当たらず、駐在所に届け出ました。", "police");
        check("株式会社例示", "仮設市高齢福祉課へ報告しました。", "local_government");
        let both = "仮設市文化振興課および個人情報保護委員会へ報告しました。";
        check("株式会社例示", both, "ppc local_government");
        check("株式会社例示", "仮設市文化会館および個人情報の窓口を案内しました。", "");
        check("株式会社例示", "名簿には氏名と関係機関の連絡先が記載されています。", "");
        check(
            "仮設市立例示会館",
            "当館の指定管理者は株式会社見本です。仮設市へ報告しています。",
            "local_government",
        );
        check("仮設市立例示中学校", "校長が市へ報告しています。", "");
    }

    #[test]
    fn entries_under_a_heading_need_no_verb() {
        let entries = "個人情報保護委員会(4月2日)、総務省(4月3日)、警視庁(4月9日)";
        check("株式会社例示", &format!("■関係機関への届出\n{entries}"), "ppc police ministry");
        check("株式会社例示", &format!("■お送り先の一覧\n{entries}"), "");
        let named = "個人情報保護委員会、独立行政法人情報処理推進機構および例示県警察";
        check("株式会社例示", &format!("■公的機関への報告\n{named}"), "ppc police ipa");
        check("株式会社例示", "【届出先】個人情報保護委員会、例示警察署", "ppc police");
        check("株式会社例示", "■届出\n個人情報に関するお問い合わせ先:個人情報保護委員会", "");
    }

    #[test]
    fn what_is_only_thought_of_tells_nobody() {
        check("株式会社例示", "必要に応じ、警察への届出も検討します。", "");
        check("株式会社例示", "警察への届出を済ませました。", "police");
        check("株式会社例示", "個人情報保護委員会の「個人情報取扱いの手引」に沿い、報告しました。", "");
        check("株式会社例示", "通信の記録をJPCERT/CCへ提供しました。", "jpcert");
        check("株式会社例示", "ドイツのデータ保護監督機関に届け出ました。", "foreign_authority");
    }

    #[test]
    fn papers_reach_an_office() {
        check("株式会社例示", "架空市へ届いた申請書を紛失しました。", "");
    }

    #[test]
    fn the_own_authority_and_advice() {
        check("例示県警察", "警察に相談された方の情報です。", "");
        check("株式会社例示", "不審な電話があった場合は警察にご相談ください。", "");
        check("例示市", "不審な電話がある場合は、最寄りの交番に連絡するよう依頼しました。", "");
        check("例示市", "交番に連絡し、捜索を依頼しました。", "police");
    }

    #[test]
    fn a_row_of_data_and_a_bureau_s_own_word_tell_nobody() {
        check("例示県", "氏名、居住市区町村、電話番号及び相談内容が見える状態でした。", "");
        check("株式会社例示", "架空市、警察及び保健所に報告しました。", "police local_government");
        check("仮設市交通局", "乗客から当局に対し連絡があり、ただちに当局に報告されました。", "");
        check("仮設市交通局", "現地当局に届け出ました。", "foreign_authority");
    }

    #[test]
    fn unnamed_authorities_count_where_none_is_named() {
        check("株式会社例示", "関係機関に報告しました。", "authority_unspecified");
        check("株式会社例示", "警察に通報し、関係機関に報告しました。", "police");
    }

    #[test]
    fn what_the_commission_itself_was_told() {
        let read = |text: &str| {
            let prepare = |draft: &mut Draft<'_>| {
                draft.out.facts.kind = Some(Kind::Regulator);
                draft.out.facts.organization = Some("個人情報保護委員会".to_owned());
            };
            testing::read(text, prepare, &[read]).facts.reported_to.contains(&ReportedTo::Ppc)
        };
        assert!(read("架空市は、6月11日に当委員会へ速報を行い、対象者に知らせた。"));
        assert!(!read("悪用の事例は、当委員会には報告されていない。"));
    }

    #[test]
    fn what_others_brought_or_what_may_come() {
        check("株式会社例示", "端末は6月8日に拾われ、警察へ届けられました。", "");
        check("株式会社例示", "刑事告訴を含む法的措置を検討いたします。", "");
        check("例示病院", "例示県健康福祉局に報告しました。", "local_government");
        check(
            "株式会社例示",
            "公的機関などが差し押さえた契約について、電話番号を開示し、謝罪の連絡をしました。",
            "",
        );
    }
}
