//! `actors`: who did it, where the report says so. A mere 第三者 is nobody, and so is staff who slipped without intent.

use jikenbo_model::vocabulary::{ActorKind, Cause, Kind, Method, Relation};
use jikenbo_model::{Actor, Span};
use jikenbo_text::words::{closing, opening, stands};

use crate::Draft;
use crate::lists::{Hit, contains};
use crate::modality::Modality;
use crate::passage::Passage;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let mut actors: Vec<(Actor, Vec<Span>)> = Vec::new();
    for (hit, rule) in draft.passage.hits_of("actors") {
        let Some(mut kind) = ActorKind::from_word(&rule.value) else { continue };
        if !acted(draft, hit, kind) {
            continue;
        }
        if matches!(kind, ActorKind::Insider | ActorKind::FormerMember) && is_of_contractor(draft, hit.span) {
            kind = ActorKind::ContractorStaff;
        }
        let country = if kind == ActorKind::State { country(draft.passage, hit) } else { None };
        if kind == ActorKind::State && is_private(draft.passage, hit) {
            kind = ActorKind::CriminalGroup;
        }
        let named = if matches!(kind, ActorKind::CriminalGroup | ActorKind::State) {
            name(draft.passage, hit)
        } else {
            None
        };
        let actor = Actor { name: named.map(|span| draft.passage.words(span).to_owned()), kind, country };
        if is_other_name(draft.passage, named, &actors) {
            continue;
        }
        add(&mut actors, actor, [Some(hit.span), named].into_iter().flatten().collect());
    }
    if actors.is_empty() && draft.out.facts.cause == Some(Cause::Insider) {
        actors.extend(own_staff(draft.passage));
    }
    dismissed(draft, &mut actors);
    settle(&mut actors);
    if only_lost(draft) {
        actors.retain(|(actor, _)| actor.kind != ActorKind::Insider);
    }
    for (number, (actor, spans)) in actors.into_iter().enumerate() {
        draft.out.facts.actors.push(actor);
        for span in spans {
            draft.prove(format!("actors[{number}]"), span);
        }
    }
}

/// Whether staff lost what they took home: nobody did it on purpose, though it was without leave.
fn only_lost(draft: &Draft<'_>) -> bool {
    let has = |method| draft.out.facts.methods.contains(&method);
    draft.out.facts.cause == Some(Cause::LossTheft)
        && has(Method::LostMedia)
        && !has(Method::Theft)
        && !has(Method::InsiderExfiltration)
}

/// Whether the person at `span` is of a contractor in the chain: 「株式会社例示の職員が」.
fn is_of_contractor(draft: &Draft<'_>, span: Span) -> bool {
    let sentence = draft.passage.sentences.get(draft.passage.sentence_at(span.start));
    let start = sentence.map_or(span.start, |sentence| sentence.span.start.min(span.start));
    let head = draft.passage.words(Span::new(start, span.start));
    let Some(owner) = head.strip_suffix('の') else { return false };
    let owner = owner.trim_end_matches(')');
    let contractor = [Relation::Processor, Relation::SubProcessor, Relation::Vendor];
    let mut links = draft.out.facts.chain.iter().filter(|link| contractor.contains(&link.relation));
    let article = draft.out.facts.kind == Some(Kind::Commentary);
    links.any(|link| {
        link.name.as_deref().is_some_and(|name| {
            let short = || super::chain::short_names(draft.passage, name);
            owner.ends_with(name)
                || !article && owner.ends_with("同社")
                || short().iter().any(|short| owner.ends_with(short.as_str()))
        })
    })
}

/// Where the cause is an insider and no deed is told in known words: the first who is named as staff.
fn own_staff(passage: &Passage<'_>) -> Option<(Actor, Vec<Span>)> {
    let words = [
        ("元社員", ActorKind::FormerMember),
        ("元従業員", ActorKind::FormerMember),
        ("元職員", ActorKind::FormerMember),
        ("元研修医", ActorKind::FormerMember),
        ("元臨床研修医", ActorKind::FormerMember),
        ("派遣社員", ActorKind::ContractorStaff),
        ("委託先の従業員", ActorKind::ContractorStaff),
        ("委託先社員", ActorKind::ContractorStaff),
        ("従業員", ActorKind::Insider),
        ("職員", ActorKind::Insider),
        ("社員", ActorKind::Insider),
        ("教員", ActorKind::Insider),
        ("教諭", ActorKind::Insider),
        ("医師", ActorKind::Insider),
        ("看護師", ActorKind::Insider),
        ("アルバイト", ActorKind::Insider),
        ("巡査", ActorKind::Insider),
        ("主事", ActorKind::Insider),
    ];
    let first = |word: &str| {
        let mut places = passage.text().match_indices(word).map(|(at, _)| at);
        places.find(|&at| !super::victim::is_victim(passage, Span::new(at, at + word.len())))
    };
    let found = words.iter().filter_map(|(word, kind)| first(word).map(|at| (at, word.len(), *kind)));
    let (at, length, kind) = found.min_by_key(|(at, length, _)| (*at, usize::MAX - length))?;
    Some((Actor { name: None, kind, country: None }, vec![Span::new(at, at + length)]))
}

/// Whether a group's name only stands beside another name of it: 「BlackCat(ALPHV)」, 「ALPHV/BlackCat」.
fn is_other_name(passage: &Passage<'_>, named: Option<Span>, actors: &[(Actor, Vec<Span>)]) -> bool {
    let Some(named) = named else { return false };
    let mut told = actors.iter().filter(|(actor, _)| actor.name.is_some()).flat_map(|(_, spans)| spans);
    told.any(|known| {
        let between = passage.text().get(known.end..named.start).unwrap_or("。");
        matches!(between.trim(), "(" | "/" | "(別名" | "(別名:" | "(別名、" | "(旧" | "、別名")
    })
}

fn add(actors: &mut Vec<(Actor, Vec<Span>)>, actor: Actor, spans: Vec<Span>) {
    match actors.iter_mut().find(|(known, _)| {
        known.kind == actor.kind && (known.name == actor.name || known.name.is_none() || actor.name.is_none())
    }) {
        Some((known, proof)) => {
            known.name = known.name.take().or(actor.name);
            known.country = known.country.take().or(actor.country);
            proof.extend(spans);
        }
        None => actors.push((actor, spans)),
    }
}

/// Who is called a former member only since he was dismissed for it did it as staff: 「元社員が持ち出しました。…当該社員は懲戒解雇とし」.
fn dismissed(draft: &Draft<'_>, actors: &mut Vec<(Actor, Vec<Span>)>) {
    let former = |(actor, _): &(Actor, Vec<Span>)| actor.kind == ActorKind::FormerMember;
    let later = |span: &Span| contains(draft.passage.words(*span), &["退職後", "転職先", "退職した"]);
    let only_called = actors.iter().filter(|actor| former(actor)).all(|(_, spans)| !spans.iter().any(later));
    if !actors.iter().any(former) || !only_called || !is_dismissed(draft.passage) {
        return;
    }
    let (called, mut others): (Vec<_>, Vec<_>) = actors.drain(..).partition(former);
    for (mut actor, spans) in called {
        actor.kind = ActorKind::Insider;
        add(&mut others, actor, spans);
    }
    *actors = others;
}

/// Whether the person of whom the text tells was dismissed, and not only may be: 「当該社員は同日付で懲戒解雇しております」.
fn is_dismissed(passage: &Passage<'_>) -> bool {
    let person = ["社員", "従業員", "職員", "本人", "同人", "行員", "教員", "教諭", "医師", "看護師"];
    let ends = ["懲戒解雇", "懲戒免職", "諭旨解雇"];
    let only_may = ["の対象", "に該当", "に相当", "とする方針", "とする予定"];
    let mut told = ends.iter().flat_map(|word| passage.text().match_indices(word));
    told.any(|(at, word)| {
        let start = passage.sentences.get(passage.sentence_at(at)).map_or(at, |sentence| sentence.span.start);
        let head = closing(passage.words(Span::new(start.min(at), at)), NAMED);
        let behind = passage.text().get(at + word.len()..).unwrap_or("");
        let named = person.iter().filter_map(|person| head.rsplit_once(person)).any(|(_, rest)| {
            ["は", "を", "が", "に対し", "について"].iter().any(|particle| rest.starts_with(particle))
        });
        named && !only_may.iter().any(|may| behind.starts_with(may))
    })
}

/// How far before his dismissal a person is named, in characters: 「当該社員は、6月5日の懲戒委員会を経て同日付で」.
const NAMED: usize = 60;

/// Whether a group's name only names the program: 「ランサムウェア「例示」に感染」.
fn is_program(passage: &Passage<'_>, hit: &Hit) -> bool {
    let text = passage.text();
    let head = text.get(..hit.span.start).unwrap_or("").trim_end_matches('「');
    let tail = text.get(hit.span.end..).unwrap_or("").trim_start_matches('」');
    let program = ["ランサムウェア", "ランサムウエア", "マルウェア"].iter().any(|kind| head.ends_with(kind));
    let version = tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let infects = ["に感染", "への感染", "の感染"];
    let strikes = ["による攻撃", "による被害", "を用いた攻撃", "を使用した攻撃", "の攻撃を受"];
    let begins = |words: &[&str], text: &str| words.iter().any(|word| text.starts_with(word));
    if begins(&["と呼ばれるランサム", "と呼ばれるマルウェア", "というランサムウェア"], tail)
    {
        return true;
    }
    program && (begins(&infects, tail) || begins(&strikes, version))
        || passage.words(hit.span).is_ascii() && begins(&infects, version)
}

/// The closest kind stands for one person: a former member or a contractor's is no own staff; a state's group no gang.
fn settle(actors: &mut Vec<(Actor, Vec<Span>)>) {
    let has = |actors: &[(Actor, Vec<Span>)], kind| actors.iter().any(|(actor, _)| actor.kind == kind);
    let outranked = [
        (ActorKind::ContractorStaff, ActorKind::Insider),
        (ActorKind::ContractorStaff, ActorKind::FormerMember),
        (ActorKind::FormerMember, ActorKind::Insider),
        (ActorKind::State, ActorKind::CriminalGroup),
    ];
    for (winner, loser) in outranked {
        if has(actors, winner) {
            actors.retain(|(actor, _)| actor.kind != loser);
        }
    }
}

/// Whether a group is only said to be of a country or to work from it: 「ロシア系のハッカー集団」, 「中国を拠点とする」. That the
/// state stands behind it is said in words of its own.
fn is_private(passage: &Passage<'_>, hit: &Hit) -> bool {
    let sentence = passage.sentence(hit.sentence as usize);
    let origin = ["ロシア", "中国", "北朝鮮", "イラン"].iter().any(|country| {
        ["系", "を拠点", "に拠点", "語圏", "の犯罪"]
            .iter()
            .any(|word| stands(sentence, &format!("{country}{word}")))
    });
    origin && !contains(sentence, &["国家", "政府", "国の支援", "軍"])
}

/// Words of those whose means or name others used.
const OF_VICTIMS: &[&str] = &[
    "受け",
    "装っ",
    "かた",
    "名義",
    "アカウント",
    "のID",
    "の認証情報",
    "のパスワード",
    "のパソコン",
    "のPC",
    "の端末",
    "に感染",
];

/// Whether the words tell of a deed in this incident.
fn acted(draft: &Draft<'_>, hit: &Hit, kind: ActorKind) -> bool {
    let passage = draft.passage;
    let number = hit.sentence as usize;
    let section = passage.section(number);
    if ["advice", "contact", "measures", "history", "performance"].iter().any(|topic| section.is(topic)) {
        return false;
    }
    let clause = passage.clause_at(hit.span.start);
    let reach = Span::new(clause.start, clause.end.max(hit.span.end));
    let said = passage.modality(reach, hit.span);
    if matches!(said, Modality::Denied | Modality::Advice | Modality::Hypothetical) {
        return false;
    }
    if is_ruled_out(passage, hit, said) || is_of_the_times(passage.sentence(number)) {
        return false;
    }
    if kind == ActorKind::CriminalGroup && is_program(passage, hit) {
        return false;
    }
    // 「中国国内のサーバーから」 tells where a machine stands.
    let machine = ["サーバ", "IPアドレス", "通信", "経由", "ドメイン"];
    if kind == ActorKind::State && contains(passage.words(hit.span), &machine) {
        return false;
    }
    let person = matches!(kind, ActorKind::Insider | ActorKind::FormerMember | ActorKind::ContractorStaff);
    let slip = matches!(draft.out.facts.cause, Some(Cause::OperationError | Cause::LossTheft));
    let intruder = draft.out.facts.cause == Some(Cause::UnauthorizedAccess) && kind == ActorKind::Insider;
    let victim = contains(passage.words(hit.span), OF_VICTIMS);
    let sentence = passage.sentence(number);
    let after = behind(passage, hit.span);
    let before = passage.words(Span::new(reach.start, hit.span.start));
    let answer = contains(before, &["したのは", "していたのは", "行ったのは"]);
    let subject = answer
        || ["が", "は", "の方が", "の方は", "様が", "氏が", "によるもの"]
            .iter()
            .any(|word| after.starts_with(word));
    let took = contains(
        sentence,
        &[
            "取得して",
            "取得した",
            "閲覧した",
            "閲覧して",
            "利用して",
            "アクセスは",
            "参照して",
            "参照した",
            "アクセスした",
            "アクセスして",
            "侵入し",
        ],
    );
    if kind == ActorKind::Researcher && !(subject && took) || super::victim::is_victim(passage, hit.span) {
        return false;
    }
    !(person && (slip || intruder || victim))
}

/// Whether it is said that they had no part in it: 「犯罪グループからの連絡は確認しておりません」, 「退職者の関与は認められず」.
fn is_ruled_out(passage: &Passage<'_>, hit: &Hit, said: Modality) -> bool {
    let part = ["からの", "の関与", "との関連", "による声明", "の犯行"];
    let after = behind(passage, hit.span);
    // 「攻撃グループの特定には至っておりません」
    let known = ["の特定に至", "の特定には至", "を特定でき", "は特定でき", "の特定はでき", "は特定され"];
    if known.iter().any(|known| after.starts_with(known))
        && contains(opening(after, KNOWN), &["ませ", "ない", "おらず", "できず"])
    {
        return true;
    }
    let words = passage.words(hit.span);
    let none = contains(words, &["関与は認められず", "関与はなく", "関与は確認されず", "関与は否定"]);
    none || said == Modality::Unconfirmed && part.iter().any(|word| after.starts_with(word))
}

/// How far behind a group it is said that nobody knows it, in characters: 「の特定には至っておりません」.
const KNOWN: usize = 16;

/// Whether the sentence speaks of what happens everywhere these days: 「昨今、…による攻撃が相次いでいますが」.
fn is_of_the_times(sentence: &str) -> bool {
    contains(sentence, &["昨今", "近年", "近頃", "このところ", "他社において"])
        && contains(sentence, &["相次", "増加", "増えて", "多発", "頻発", "問題とな", "報じられ"])
}

/// The words behind `span` in its sentence.
fn behind<'a>(passage: &'a Passage<'_>, span: Span) -> &'a str {
    let end =
        passage.sentences.get(passage.sentence_at(span.start)).map_or(span.end, |sentence| sentence.span.end);
    passage.words(Span::new(span.end.min(end), end))
}

/// The name of a group: 「…」 or a Latin word beside the words for it.
fn name(passage: &Passage<'_>, hit: &Hit) -> Option<Span> {
    let words = passage.words(hit.span);
    let proper = words.chars().all(|c| ('ァ'..='ー').contains(&c)) && !words.ends_with("グループ");
    if words.is_ascii() || proper {
        return Some(hit.span);
    }
    let sentence = passage.sentences.get(hit.sentence as usize)?.span;
    if let Some(called) = called(passage, sentence, hit.span) {
        return Some(called);
    }
    let near = Span::new(
        hit.span.start.saturating_sub(90).max(sentence.start),
        (hit.span.end + 90).min(sentence.end),
    );
    let near = on_boundaries(passage.text(), near);
    let text = passage.words(near);
    let quoted = text.find('「').and_then(|open| {
        let start = open + '「'.len_utf8();
        let length = text.get(start..)?.find('」')?;
        Some(Span::new(near.start + start, near.start + start + length))
    });
    quoted.filter(|span| passage.words(*span).chars().count() <= 24)
}

/// The Latin word that a group is called by before the words for it: 「Playと呼ばれる攻撃グループ」.
fn called(passage: &Passage<'_>, sentence: Span, group: Span) -> Option<Span> {
    let head = passage.words(Span::new(sentence.start.min(group.start), group.start));
    let calls = ["と呼ばれる", "を名乗る", "と名乗る", "と称する", "として知られる", "という"];
    let head = calls.iter().find_map(|call| head.strip_suffix(call))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '$');
    let word = head.trim_end_matches(plain);
    let latin = head.get(word.len()..)?;
    let end = sentence.start + head.len();
    let named = latin.len() > 2 && latin.starts_with(|c: char| c.is_ascii_uppercase());
    named.then(|| Span::new(end - latin.len(), end))
}

fn on_boundaries(text: &str, span: Span) -> Span {
    let mut start = span.start;
    while start < span.end && !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = span.end.min(text.len());
    while end > start && !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}

fn country(passage: &Passage<'_>, hit: &Hit) -> Option<String> {
    let sentence = passage.sentence(hit.sentence as usize);
    ["北朝鮮", "中国", "ロシア", "イラン", "韓国", "米国"]
        .iter()
        .find(|country| sentence.contains(*country))
        .map(|&country| country.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(cause: Cause, text: &str, expected: &[(ActorKind, Option<&str>)]) {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.cause = Some(cause);
        };
        let out = testing::read(text, prepare, &[read]);
        let found: Vec<_> =
            out.facts.actors.iter().map(|actor| (actor.kind, actor.name.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn groups_and_states() {
        check(
            Cause::UnauthorizedAccess,
            "「例示団」を名乗る集団がデータを公開した。",
            &[(ActorKind::CriminalGroup, Some("例示団"))],
        );
        check(
            Cause::UnauthorizedAccess,
            "国家の支援を受けた攻撃者集団の関与が疑われる。",
            &[(ActorKind::State, None)],
        );
        check(Cause::UnauthorizedAccess, "第三者による不正アクセスを受けた。", &[]);
        check(Cause::UnauthorizedAccess, "攻撃者を名乗る者から脅迫があった。", &[]);
    }

    #[test]
    fn a_group_of_a_country_is_no_state() {
        let group = (ActorKind::CriminalGroup, Some("例示団"));
        check(Cause::UnauthorizedAccess, "中国を拠点とするハッカー集団「例示団」が公開した。", &[group]);
        let state = "政府系とされる中国を拠点とする攻撃グループの関与が疑われる。";
        check(Cause::UnauthorizedAccess, state, &[(ActorKind::State, None)]);
    }

    #[test]
    fn those_whose_data_leaked_did_nothing() {
        let leaked = "サイバー攻撃を受け、元社員の勤務情報が漏えいした。";
        check(Cause::UnauthorizedAccess, leaked, &[]);
    }

    #[test]
    fn persons_of_the_organisation() {
        check(Cause::Insider, "職員が個人情報をSNSに投稿した。", &[(ActorKind::Insider, None)]);
        check(Cause::Insider, "元社員が顧客情報を持ち出していた。", &[(ActorKind::FormerMember, None)]);
        check(Cause::OperationError, "職員が無断で持ち出した書類を紛失した。", &[]);
        check(Cause::UnauthorizedAccess, "退職者のアカウントで不正にログインされた。", &[]);
    }

    #[test]
    fn staff_belong_to_whom_they_are_told_of() {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.cause = Some(Cause::Insider);
            let name = Some("株式会社仮設".to_owned());
            draft.out.facts.chain.push(jikenbo_model::Chain { name, relation: Relation::Processor });
        };
        let kinds = |text: &str| {
            let out = testing::read(text, prepare, &[read]);
            out.facts.actors.iter().map(|actor| actor.kind).collect::<Vec<_>>()
        };
        let theirs = kinds("窓口を任せた株式会社仮設の従業員が、名簿を無断で閲覧しました。");
        assert_eq!(theirs, [ActorKind::ContractorStaff]);
        let own = kinds("当社の従業員が、株式会社仮設の端末で名簿を無断で閲覧しました。");
        assert_eq!(own, [ActorKind::Insider]);
    }

    #[test]
    fn those_who_are_ruled_out_did_nothing() {
        check(Cause::UnauthorizedAccess, "犯罪グループからの連絡は確認しておりません。", &[]);
        check(Cause::UnauthorizedAccess, "元社員の不正アクセスへの関与は認められず、経路は不明です。", &[]);
        check(Cause::UnauthorizedAccess, "近年、国家の支援を受けた集団の攻撃が増加しています。", &[]);
        let gang = "犯罪グループからの連絡を受け、警察に相談しています。";
        check(Cause::UnauthorizedAccess, gang, &[(ActorKind::CriminalGroup, None)]);
    }

    #[test]
    fn staff_of_those_who_work_for_the_writer() {
        let took = "廃棄を請け負った会社の作業員が、記憶装置を抜き取っていました。";
        check(Cause::Insider, took, &[(ActorKind::ContractorStaff, None)]);
    }

    #[test]
    fn who_was_dismissed_for_it_did_it_as_staff() {
        let told = "社員が名簿を持ち出した件で懲戒解雇としました。警察は元社員を、名簿の持ち出しの疑いで逮捕しました。";
        check(Cause::Insider, told, &[(ActorKind::Insider, None)]);
        check(Cause::Insider, "元社員が名簿を持ち出しました。", &[(ActorKind::FormerMember, None)]);
        let first = "元社員が名簿を持ち出しました。当該社員は5月付で懲戒解雇としております。";
        check(Cause::Insider, first, &[(ActorKind::Insider, None)]);
        let may = "元社員が名簿を持ち出しました。社員がすれば懲戒解雇の対象となる行為です。";
        check(Cause::Insider, may, &[(ActorKind::FormerMember, None)]);
    }

    #[test]
    fn a_program_s_name_is_no_group() {
        check(Cause::UnauthorizedAccess, "ランサムウェア「LockBit」に感染しました。", &[]);
        let group = (ActorKind::CriminalGroup, Some("LockBit"));
        check(Cause::UnauthorizedAccess, "LockBitが犯行を表明しました。", &[group]);
    }

    #[test]
    fn a_group_is_called_by_one_name() {
        let one = [(ActorKind::CriminalGroup, Some("BlackCat"))];
        check(Cause::UnauthorizedAccess, "BlackCat(ALPHV)が犯行を表明しました。", &one);
        let called = [(ActorKind::CriminalGroup, Some("Reidan"))];
        check(Cause::UnauthorizedAccess, "Reidanと呼ばれる攻撃グループによるものです。", &called);
        check(Cause::UnauthorizedAccess, "攻撃グループの特定には至っておりません。", &[]);
        let known = [(ActorKind::CriminalGroup, None)];
        check(Cause::UnauthorizedAccess, "攻撃グループは特定されました。", &known);
        check(Cause::UnauthorizedAccess, "中国国内のサーバーからの攻撃者の通信を確認しました。", &[]);
        check(Cause::UnauthorizedAccess, "サーバーはLockBit3.0に感染しておりました。", &[]);
    }

    #[test]
    fn staff_who_told_or_gave_it_to_their_own() {
        check(Cause::Insider, "職員が名簿を親族に提供していました。", &[(ActorKind::Insider, None)]);
        check(Cause::Insider, "職員が知人に合否を公表前に伝えていました。", &[(ActorKind::Insider, None)]);
        let theirs = "運用を委託している事業者の社員が、名簿を許可なく持ち帰っていました。";
        check(Cause::Insider, theirs, &[(ActorKind::ContractorStaff, None)]);
    }

    #[test]
    fn researchers_act_themselves() {
        check(
            Cause::UnauthorizedAccess,
            "研究者が検証のため情報を取得していた。",
            &[(ActorKind::Researcher, None)],
        );
        check(Cause::UnauthorizedAccess, "研究者からご指摘をいただいた。", &[]);
        let answer = "誰でも見える名簿を参照していたのは、国外のセキュリティリサーチャーでした。";
        check(Cause::Misconfiguration, answer, &[(ActorKind::Researcher, None)]);
    }
}
