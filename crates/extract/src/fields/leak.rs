//! `leak`: whether data got out.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Kind, Leak, Method};

use jikenbo_text::words::find;

use super::claimed;
use crate::Draft;
use crate::lists::contains;
use crate::modality::Modality;
use crate::passage::{Passage, Role};

pub(super) fn read(draft: &mut Draft<'_>) {
    let said = match draft.out.facts.kind {
        None | Some(Kind::Other | Kind::Digest) => return,
        Some(Kind::NoIncident) => None,
        Some(_) => Some(sayings(draft)),
    };
    let settled = said.as_ref().is_some_and(|said| said.settled);
    let (leak, spans) = said.map_or((Leak::None, Vec::new()), |said| judge(draft, said));
    draft.out.facts.leak = Some(leak);
    if leak == Leak::None && settled {
        super::affected::clear(draft);
    }
    if spans.is_empty() {
        let deeds = ["methods.insider_exfiltration", "methods.sns_post"];
        let deed = deeds.iter().filter(|_| leak == Leak::Confirmed).map(|path| draft.out.evidence.of(path));
        let proof = deed.chain([draft.out.evidence.of("kind")]).find(|spans| !spans.is_empty());
        for span in proof.unwrap_or_default().to_vec() {
            draft.out.evidence.add("leak", span);
        }
    }
    for span in spans.into_iter().take(6) {
        draft.prove("leak", span);
    }
}

/// What the sentences say of data getting out, each kind of saying with its words.
#[derive(Default)]
struct Sayings {
    gone: Vec<Span>,
    possible: Vec<Span>,
    exposed: Vec<Span>,
    denied: Vec<Span>,
    unfound: Vec<Span>,
    /// Denied of one kind of data only.
    in_part: Vec<Span>,
    /// No data of persons were there.
    no_data: Vec<Span>,
    /// Said in a heading only, which may stand for either.
    headed: Vec<Span>,
    /// Taken for granted before a noun: 流出した個人情報.
    described: Vec<Span>,
    /// Said to be possible in a heading only.
    feared: Vec<Span>,
    /// The denial is how an inquiry ended.
    settled: bool,
}

fn judge(draft: &Draft<'_>, said: Sayings) -> (Leak, Vec<Span>) {
    let facts = &draft.out.facts;
    let named = !facts.data_types.is_empty() || !facts.affected.is_empty();
    let lost = facts.cause == Some(Cause::LossTheft);
    let seen = said.gone.iter().any(|span| was_seen(draft.passage, *span));
    let by_hand = sent_out(draft) || facts.cause == Some(Cause::Insider);
    let granted = said.feared.is_empty() && said.unfound.is_empty() && !lost;
    let weak = [said.headed, said.described].concat();
    let none = [said.denied, said.no_data].concat();
    let taken = carried_off(draft) && none.is_empty() && said.possible.is_empty();
    let settled = said.settled && !by_hand && said.gone.is_empty();
    let steps = [
        (settled, Leak::None, none.clone()),
        (!said.gone.is_empty() && (!lost || seen || strewn(draft.passage)), Leak::Confirmed, said.gone),
        (
            by_hand && none.is_empty() && said.possible.is_empty() && !weak.is_empty(),
            Leak::Confirmed,
            weak.clone(),
        ),
        (taken, Leak::Confirmed, Vec::new()),
        (
            sent_out(draft) && named && none.is_empty() && said.possible.is_empty() && said.feared.is_empty(),
            Leak::Confirmed,
            Vec::new(),
        ),
        (!said.possible.is_empty(), Leak::Possible, said.possible),
        (!said.exposed.is_empty(), Leak::Possible, said.exposed),
        (granted && !weak.is_empty() && (none.is_empty() || named), Leak::Confirmed, weak),
        (!none.is_empty() && (!(lost && named) || destroyed(draft)), Leak::None, none),
        (
            !said.feared.is_empty() || lost || named,
            Leak::Possible,
            [said.feared, said.unfound.clone()].concat(),
        ),
        (!said.in_part.is_empty(), Leak::None, said.in_part),
    ];
    let first = steps.into_iter().find(|(applies, ..)| *applies);
    first.map_or((Leak::Unknown, said.unfound), |(_, leak, spans)| (leak, spans))
}

/// Whether it was found that somebody saw what had been lost, or put it up: 「拾得され、第三者に閲覧されたことが判明した」.
fn was_seen(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let behind = passage.words(Span::new(span.start, clause.end.max(span.end)));
    contains(passage.words(span), &["閲覧", "掲載", "投稿", "公開"])
        && contains(behind, &["ことが判明", "ことを確認", "ことが確認", "ことが分か"])
        && asserted(passage, span) == Modality::Confirmed
}

/// Whether what was thrown away by mistake is gone for good: dissolved, burnt or shredded.
fn destroyed(draft: &Draft<'_>) -> bool {
    let away = draft.out.facts.methods.contains(&Method::WrongDisposal);
    let gone =
        ["溶解処理済", "溶解処理され", "溶解処理して", "焼却処分され", "焼却され", "裁断され", "溶解され"];
    let passage = draft.passage;
    let mut lines = (0..passage.sentences.len()).map(|number| passage.sentence(number));
    away && lines.any(|line| contains(line, &gone) && !contains(line, &["通常", "一部", "残り", "除き"]))
}

/// Whether papers lay about in the street, for anybody to pick up: 「書類が路上に散乱」.
fn strewn(passage: &Passage<'_>) -> bool {
    let mut lines = (0..passage.sentences.len()).map(|number| passage.sentence(number));
    lines.any(|line| {
        contains(line, &["路上", "道路", "公道", "歩道", "屋外"])
            && contains(line, &["散乱", "飛散", "散らば", "飛び散", "落ちて"])
    })
}

/// Whether data were sent or handed to somebody: then they are out by the act itself.
fn sent_out(draft: &Draft<'_>) -> bool {
    let methods = &draft.out.facts.methods;
    [Method::Misdelivery, Method::WrongHandover].iter().any(|method| methods.contains(method))
        && matches!(draft.out.facts.cause, Some(Cause::OperationError | Cause::Misconfiguration))
}

/// Whether the clause says that it was done by mistake: 「文書を誤って開示した」.
fn by_mistake(draft: &Draft<'_>, span: Span) -> bool {
    let clause = draft.passage.clause_at(span.start);
    let head = draft.passage.words(Span::new(clause.start.min(span.start), span.start));
    let handed = contains(draft.passage.words(span), &["開示", "提供", "交付", "渡し"]);
    handed && draft.out.facts.cause == Some(Cause::OperationError) && head.contains("誤って")
}

/// Whether a denial says only that nothing went further: 「転職先以外への流出は認められませんでした」.
fn goes_no_further(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let words = passage.words(Span::new(clause.start.min(span.start), span.end));
    let others = [
        "以外への",
        "以外に",
        "以外の第三者",
        "以外の者",
        "以外の方",
        "以外の外部",
        "以外の個人情報",
        "以外の情報",
    ];
    contains(words, &others)
}

/// Whether the title, or a lead that tells how an inquiry ended, settles that nothing got out.
fn settles(passage: &Passage<'_>, span: Span) -> bool {
    let number = passage.sentence_at(span.start);
    let words = passage.sentence(number);
    // 「本件による流出はありませんでした」 speaks of this incident, wherever it stands.
    let unseen = [
        "アクセスがなかったことを確認",
        "アクセスはなかったことを確認",
        "閲覧がなかったことを確認",
        "閲覧はなかったことを確認",
        "閲覧されなかったことを確認",
        "閲覧されていなかったことを確認",
    ];
    let own = contains(words, &["本件による", "本件に伴う", "今回の事案による", "本事案による"])
        || contains(words, &unseen)
        || contains(
            words,
            &[
                "とお知らせした",
                "と公表した",
                "とお知らせいたし",
                "と考えておりましたが",
                "としておりましたが",
            ],
        ) && contains(words, &["ことが判明", "ことを確認", "ことが確認"]);
    let found = ["ていないことが判明", "ていないことを確認", "ていないことが確認"];
    let flat = contains(words, &["なかった", "せんでした", "事実はな", "事実はござ", "事実はあり"])
        || contains(words, &found);
    let flat = flat && !contains(words, &["現時点", "現在のところ", "今のところ"]);
    let inquiry = contains(words, &["調査が完了", "調査の結果", "調査を行った結果", "調査結果"]);
    let title = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Title);
    let lifted = ["なかったことが判明", "なかったことを確認", "なかったことが確認"];
    let told_of = own && (contains(words, &lifted) || contains(words, &found));
    flat && (title || told_of || inquiry && (number <= LEAD || own))
}

/// Among so many sentences the lead tells how an inquiry ended.
const LEAD: usize = 5;

/// Whether one of the house took, looked up or posted what he should not have: then data are out by the deed.
fn carried_off(draft: &Draft<'_>) -> bool {
    let methods = &draft.out.facts.methods;
    draft.out.facts.cause == Some(Cause::Insider)
        && [Method::InsiderExfiltration, Method::SnsPost].iter().any(|method| methods.contains(method))
}

fn sayings(draft: &Draft<'_>) -> Sayings {
    let passage = draft.passage;
    let mut said = Sayings::default();
    let mut last = (usize::MAX, false);
    for (hit, rule) in passage.hits_of("incident") {
        let number = hit.sentence as usize;
        if last.0 != number {
            last = (number, super::analogy::is_analogy(passage, number));
        }
        let role = passage.sentences.get(number).map(|sentence| sentence.role);
        if last.1 || !speaks(passage, number) || names_paper(passage, hit.span) {
            continue;
        }
        if let Some(denied) = super::denied_list::denial(passage, number) {
            let flat = denied == Modality::Denied;
            let gone = matches!(rule.value.as_str(), "gone" | "may_be_gone" | "exposed");
            if gone && contains(passage.sentence(number), &["漏", "流出", "窃取", "持ち出"]) {
                if flat { &mut said.denied } else { &mut said.unfound }.push(hit.span);
            }
            continue;
        }
        let heading = matches!(role, Some(Role::Title | Role::Heading));
        match rule.value.as_str() {
            "gone" | "incident" if heading => sort_heading(passage, &mut said, hit.span),
            // 「閲覧されたおそれのある項目」 heads a list of what may be out.
            "may_be_gone" if heading && heads_list(passage, number, role) => said.possible.push(hit.span),
            "may_be_gone" if heading => said.feared.push(hit.span),
            "gone" => sort_gone(draft, &mut said, hit.span),
            "may_be_gone" if arrested(passage.words(passage.clause_at(hit.span.start))) => {}
            "may_be_gone"
                if !matches!(
                    asserted(passage, hit.span),
                    Modality::Hypothetical | Modality::Advice | Modality::Denied
                ) =>
            {
                said.possible.push(hit.span);
            }
            "exposed" if matches!(asserted(passage, hit.span), Modality::Confirmed | Modality::Possible) => {
                let published = by_attacker(draft)
                    && asserted(passage, hit.span) == Modality::Confirmed
                    && contains(
                        passage.sentence(number),
                        &["インターネット上", "ダークウェブ", "サイト", "リーク"],
                    );
                if published && claimed::claimed(passage, hit.span) {
                    said.possible.push(hit.span);
                    continue;
                }
                if published { &mut said.gone } else { &mut said.exposed }.push(hit.span);
            }
            "not_gone" | "not_found" => sort_denial(passage, &mut said, hit.span, &rule.value),
            "no_data" => said.no_data.push(hit.span),
            _ => {}
        }
    }
    said
}

/// A denial (`not_gone`), or that nothing has been found.
fn sort_denial(passage: &Passage<'_>, said: &mut Sayings, span: Span, value: &str) {
    let flat = value == "not_gone";
    if contains(passage.words(span), &MISUSE) || goes_no_further(passage, span) {
        return;
    }
    if is_open(passage, span) {
        if !asks_how(passage.words(passage.clause_at(span.start))) {
            said.unfound.push(span);
        }
    } else if !flat {
        said.unfound.push(span);
    } else if taken_back(passage, span) {
        // What follows in its place is told by its own words.
    } else if super::denied_kind::of_kind(passage, span) {
        said.in_part.push(span);
    } else {
        said.settled |= settles(passage, span);
        said.denied.push(span);
    }
}

/// Whether a heading within the report, not its title, names data or persons of whom something may be out.
fn heads_list(passage: &Passage<'_>, number: usize, role: Option<Role>) -> bool {
    let words = passage.sentence(number).trim_end().trim_end_matches([':', '】', '>', ' ']);
    let ends = ["情報", "個人情報", "項目", "お客様", "お客さま", "方", "件数", "人数", "データ"];
    let next =
        passage.sentences.get(number + 1..(number + 3).min(passage.sentences.len())).unwrap_or_default();
    let listed = next.iter().any(|line| passage.hits_in("data_types", line.span).next().is_some());
    role == Some(Role::Heading)
        && listed
        && contains(words, &["可能性のある", "可能性がある", "おそれのある", "おそれがある"])
        && ends.iter().any(|end| words.ends_with(end))
}

/// Whether what follows a denial says that nobody knows: 「流出していないと断言することはできません」, 「漏えいしていない可能性もあります」.
fn is_open(passage: &Passage<'_>, span: Span) -> bool {
    const KNOWING: [&str; 19] = [
        "かどうか",
        "か否か",
        "確証はあ",
        "確証はな",
        "確証はござ",
        "証拠は",
        "証拠が",
        "と断言",
        "と断定",
        "と言い切",
        "ことを証明することは",
        "ことの証明は",
        "ことを証明できませ",
        "ことを証明できな",
        "可能性もあ",
        "ことを確認できておりませ",
        "ことを確認できていませ",
        "ことを確認できていな",
        "確認されたわけでは",
    ];
    let clause = passage.clause_at(span.start);
    let behind = passage.words(Span::new(span.start, clause.end.max(span.end)));
    contains(behind, &KNOWING)
}

/// What is denied of data that did get out: 「漏えいした名簿を悪用された例は見つかっておりません」.
const MISUSE: [&str; 5] = ["悪用", "不正利用", "不正使用", "不正に利用", "不正に使用"];

/// A heading that speaks of a leak: certain, unless it adds 可能性 or おそれ.
fn sort_heading(passage: &Passage<'_>, said: &mut Sayings, span: Span) {
    let words = passage.words(span);
    let sentence = passage.sentence(passage.sentence_at(span.start));
    let leak = ["漏えい", "漏洩", "流出", "漏出"].iter().any(|leak| words.contains(leak));
    if leak
        && !contains(
            sentence,
            &["可能性", "おそれ", "恐れ", "懸念", "疑い", "有無", "影響", "防止", "について(第"],
        )
    {
        said.headed.push(span);
    }
}

/// Whether the words at `span` stand in the title of another paper: 「個人情報漏えいのおそれについて」でお知らせした.
fn names_paper(passage: &Passage<'_>, span: Span) -> bool {
    let titles = ["について", "お知らせ", "お詫び", "ご報告", "の件", "(第"];
    passage.quoted(span).is_some_and(|rest| contains(rest, &titles))
}

/// Whether sentence `number` can tell that data got out: not advice, contacts or measures.
fn speaks(passage: &Passage<'_>, number: usize) -> bool {
    let section = passage.section(number);
    !["advice", "contact", "performance"].iter().any(|topic| section.is(topic))
        && (!section.is("measures") || section.is("outline") || section.is("affected"))
}

/// Whether what was lost is told to have been put on the web, where somebody saw it.
fn passed_on(draft: &Draft<'_>, clause: &str, span: Span) -> bool {
    draft.out.facts.cause == Some(Cause::LossTheft)
        && contains(clause, &["ネット上", "掲示板", "SNS", "第三者"])
        && was_seen(draft.passage, span)
}

fn sort_gone(draft: &Draft<'_>, said: &mut Sayings, span: Span) {
    let words = draft.passage.words(span);
    let tail = draft.passage.text().get(span.end..).unwrap_or("");
    let asked =
        words.ends_with("の事実") && ["確認", "関係", "の有無"].iter().any(|end| tail.starts_with(end));
    let asked = asked || words.ends_with("に至") && tail.starts_with('る');
    // 「迷惑メールが外部に送られていました」
    let clause = draft.passage.words(draft.passage.clause_at(span.start));
    let mail = contains(words, &["送られて", "外部に送信", "外部へ送信", "外部に転送", "外部へ転送"])
        && contains(clause, &["メールが", "メールを", "迷惑メール"])
        && !contains(clause, &["情報", "データ", "氏名"]);
    // 「不審な通信が外部に送信されていた」, 「送信されていたか調査」
    let sent = contains(words, &["に送信", "へ送信", "に転送", "へ転送"])
        && (contains(clause, &["不審なデータ", "不審な通信", "ウイルス"])
            || !contains(clause, &["情報", "データ", "名簿", "氏名", "ファイル"])
            || tail.starts_with("いたか")
            || tail.starts_with("いるデータ"));
    if asked
        || mail
        || sent
        || claimed::names_only(clause)
        || super::means_taken::of_means(draft, span)
        || !(counts(draft, words) || by_mistake(draft, span))
        || claimed::claimed(draft.passage, span)
    {
        return;
    }
    match asserted(draft.passage, span) {
        Modality::Confirmed
            if contains(words, &["掲載", "公開"])
                && !contains(words, &["盗", "窃取", "持ち出", "アクセス", "ダウンロード"])
                && !by_attacker(draft)
                && !claimed::on_criminals_site(clause)
                && !passed_on(draft, clause, span) =>
        {
            said.exposed.push(span)
        }
        // 「ほかの応募者から見える状態になっていました」, where nothing was sent
        Modality::Confirmed if words.contains("見える") && !sent_out(draft) => said.exposed.push(span),
        Modality::Confirmed if claimed::only_claims(clause) => said.possible.push(span),
        Modality::Confirmed if describes_noun(draft.passage, span) => said.described.push(span),
        Modality::Confirmed => said.gone.push(span),
        Modality::Possible if arrested(clause) => said.gone.push(span),
        Modality::Possible | Modality::Unlikely => said.possible.push(span),
        Modality::Denied | Modality::Unconfirmed if goes_no_further(draft.passage, span) => {}
        Modality::Denied if taken_back(draft.passage, span) => {}
        Modality::Unconfirmed if asks_how(clause) => said.described.push(span),
        Modality::Denied if super::denied_kind::of_kind(draft.passage, span) => said.in_part.push(span),
        Modality::Denied => said.denied.push(span),
        Modality::Unconfirmed => said.unfound.push(span),
        _ => {}
    }
}

/// Whether what is suspected is what somebody was arrested for, which the writer tells as it happened: 「持ち出した疑いで逮捕された」.
fn arrested(clause: &str) -> bool {
    contains(clause, &["疑いで逮捕", "疑いで再逮捕", "疑いで書類送検", "疑いで送検", "容疑で逮捕"])
        && contains(clause, &["元社員", "元職員", "元従業員", "社員", "職員", "従業員", "教諭"])
}

/// Whether all that nobody knows is how, when or whence it went: 「どのように流出したかは断定できておりません」.
fn asks_how(clause: &str) -> bool {
    let asked = contains(clause, &["どのように", "どのような経路", "いつ", "誰が", "何者が"]);
    let cleft = contains(clause, &["漏えいしたのは", "流出したのは", "漏洩したのは"])
        && contains(clause, &["によるもの", "からと", "からのもの"]);
    asked && contains(clause, &["したかは", "したかに", "したのかは", "したのかに", "されたかは"]) || cleft
}

/// Whether the sentence goes on to take back a denial that it quotes: 「流出はなかったとお知らせいたしましたが、…おそれがあることが判明」.
fn taken_back(passage: &Passage<'_>, span: Span) -> bool {
    const TURNS: [&str; 8] = [
        "考えておりましたが",
        "考えていましたが",
        "お知らせいたしましたが",
        "お知らせしましたが",
        "お知らせしたところですが",
        "公表しましたが",
        "発表しましたが",
        "しておりましたが",
    ];
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let rest = passage.words(Span::new(span.start, sentence.span.end.max(span.start)));
    let Some(turn) = TURNS.iter().filter_map(|turn| find(rest, turn).map(|at| at + turn.len())).min() else {
        return false;
    };
    let (quoted, now) = rest.split_at(turn);
    contains(quoted, &["なかった", "ない", "せんでした", "ません"])
        && contains(now, &["可能性があ", "おそれがあ", "恐れがあ", "疑いがあ", "否定でき"])
}

/// Whether an intruder was at work who publishes what he took.
fn by_attacker(draft: &Draft<'_>) -> bool {
    let methods = &draft.out.facts.methods;
    [Method::Ransomware, Method::Extortion].iter().any(|method| methods.contains(method))
}

/// Whether the words only describe a noun (`流出した個人情報`), which takes a leak for granted but does not tell of it.
fn describes_noun(passage: &Passage<'_>, span: Span) -> bool {
    let tail = passage.text().get(span.end..).unwrap_or("");
    let next = tail.chars().next().unwrap_or('。');
    let noun =
        next.is_alphanumeric() && !('ぁ'..='ん').contains(&next) && !tail.starts_with(['事', '旨', '模']);
    passage.words(span).ends_with('た') && noun
}

/// Whether `words` mean that data got out in an incident of this sort: a mail sent is a leak only where mails went
/// wrong, a post only where somebody posted.
fn counts(draft: &Draft<'_>, words: &str) -> bool {
    let facts = &draft.out.facts;
    let has = |method| facts.methods.contains(&method);
    if contains(
        words,
        &["漏", "流出", "窃取", "持ち出", "盗", "搾取", "詐取", "奪取", "抜き取", "売却", "アクセスを行った"],
    ) {
        return true;
    }
    if words.starts_with("実際に") {
        return true;
    }
    // 「掲載中に8件のアクセスがありました」
    if contains(words, &["アクセス", "掲載中", "公開中", "期間中", "この間", "その間"]) {
        return matches!(facts.cause, Some(Cause::OperationError | Cause::Misconfiguration))
            && !contains(words, &["は0", "が0", "に0"]);
    }
    if words.contains("掲示し") {
        return facts.cause == Some(Cause::OperationError);
    }
    if contains(words, &["伝わって", "渡って", "届いて"]) {
        return facts.cause != Some(Cause::UnauthorizedAccess);
    }
    if words.contains("話し") {
        return facts.cause != Some(Cause::UnauthorizedAccess);
    }
    if contains(words, &["送られて", "送信", "転送"])
        && ["外部", "外に", "外へ", "社外", "国外"].iter().any(|out| words.starts_with(out))
    {
        return facts.cause == Some(Cause::UnauthorizedAccess) && !has(Method::SpamRelay);
    }
    if contains(words, &["取得", "ダウンロード"]) {
        return contains(words, &["された", "されて", "されま"])
            || has(Method::InsiderExfiltration)
            || has(Method::FormerMemberAccess);
    }
    if words.contains("投稿") {
        // What an intruder posts under a hijacked account leaks nothing.
        return has(Method::SnsPost) && facts.cause != Some(Cause::UnauthorizedAccess);
    }
    if words.contains("表示") {
        return has(Method::DisplayMixup) || sent_out(draft);
    }
    if words.contains("閲覧し") {
        return matches!(facts.cause, Some(Cause::Insider | Cause::ImproperHandling));
    }
    if contains(words, &["閲覧可能", "閲覧でき", "閲覧し得", "閲覧しうる"]) {
        // That somebody could look is what lies open, not what got out.
        return false;
    }
    if contains(words, &["閲覧", "公開", "掲載", "見ら", "見える"]) {
        return true;
    }
    if contains(words, &["提供", "販売"]) {
        return facts.cause == Some(Cause::ImproperHandling) || has(Method::DataSale);
    }
    sent_out(draft)
}

/// Words that only join what is asserted of both sides: 「閲覧され、あるいは、使用された事実は」.
const JOINS: [&str; 5] = ["あるいは", "または", "又は", "もしくは", "また"];

/// What is asserted of the words at `span`. A clause that only goes on (`流出し、`) shares what the next one asserts.
fn asserted(passage: &Passage<'_>, span: Span) -> Modality {
    let clause = passage.clause_at(span.start);
    let mut end = clause.end.max(span.end);
    let mut next = passage.clause_at(clause.end);
    let words = passage.words(clause).trim_end_matches('、');
    // 「閲覧された、または流出した事実は」
    let or = ["あるいは", "または", "又は", "もしくは", "若しくは"];
    let either = words.ends_with('た') && or.iter().any(|or| passage.words(next).starts_with(or));
    let goes_on = words.ends_with(['し', 'れ']);
    if goes_on || either {
        if JOINS.contains(&passage.words(next).trim_end_matches('、')) {
            next = Span::new(next.start, passage.clause_at(next.end).end);
        }
        if next.start >= clause.end
            && contains(passage.words(next), &["可能性", "おそれ", "恐れ", "事実は", "形跡は", "痕跡は"])
        {
            end = end.max(next.end);
        }
    }
    let first = passage.words(span).chars().next().map_or(0, char::len_utf8);
    passage.modality(Span::new(clause.start, end), Span::new(span.start, span.start + first))
}
