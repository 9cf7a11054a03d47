//! `methods`: how it happened, as the report states or suspects.

use std::collections::BTreeMap;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, Method};

use crate::Draft;
use crate::lists::contains;
use crate::modality::Modality;
use crate::passage::Passage;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    // Of an article 同社 is the one that it is about.
    let article = draft.out.facts.kind == Some(Kind::Commentary);
    let own = |passage: &Passage<'_>, spans: &[Span]| {
        spans.iter().all(|&span| passage.words(span).starts_with("同社の"))
    };
    for (method, spans) in stated(draft.passage) {
        if article && method == Method::ViaThirdParty && own(draft.passage, &spans) {
            continue;
        }
        draft.out.facts.methods.insert(method);
        for span in spans {
            draft.prove(format!("methods.{method}"), span);
        }
    }
    settle(draft);
}

/// The methods that the text states, with their words.
pub(super) fn stated(passage: &Passage<'_>) -> BTreeMap<Method, Vec<Span>> {
    let mut found: BTreeMap<Method, Vec<Span>> = BTreeMap::new();
    for (hit, rule) in passage.hits_of("methods") {
        let Some(method) = Method::from_word(&rule.value) else { continue };
        if tells(passage, hit.sentence as usize, hit.span)
            && !(method == Method::Phishing && is_to_come(passage, hit.span))
        {
            found.entry(method).or_default().push(hit.span);
        }
    }
    found
}

/// How far behind its name an incident is said to be prevented, in characters: 「紛失|や誤送信を防ぐため」.
const GUARD: usize = 10;

/// Whether the words behind an incident's name say that it is to be prevented, and not that it is kept from spreading.
pub(super) fn guarded(rest: &str) -> bool {
    let until =
        rest.split_once("を防").filter(|(_, to)| to.starts_with(['ぐ', '止'])).map(|(until, _)| until);
    until.is_some_and(|until| {
        until.chars().count() <= GUARD
            && !contains(until, &["拡大", "被害", "さらなる", "再発", "二次", "、"])
    })
}

/// Whether words at `span` tell of this incident: not denied, supposed, advised or planned, and not under a heading of
/// advice, measures or contacts.
pub(super) fn tells(passage: &Passage<'_>, sentence: usize, span: Span) -> bool {
    let section = passage.section(sentence);
    if ["advice", "contact", "performance"].iter().any(|topic| section.is(topic)) {
        return false;
    }
    let words = passage.sentences.get(sentence).map(|sentence| sentence.span).unwrap_or_default();
    // What befell others, or befell once before, is no method of this one.
    let before = || super::analogy::background(passage, words).is_some_and(|before| before.contains(span));
    if super::analogy::is_analogy(passage, sentence) || before() {
        return false;
    }
    let back = || passage.stands("phrases", "incident.this", words);
    if (section.is("measures") && !section.is("outline")) && !back() {
        return false;
    }
    // 「侵入の跡及び不正利用がないことを確認」
    if contains(passage.words(span), &["がないことを", "はないことを", "のないことを", "がなかったことを"])
    {
        return false;
    }
    // What a word means is not what happened: 「金銭を要求する攻撃の一つです」.
    let defines = passage.stands("phrases", "incident.defined", words);
    if defines || super::denied_list::denial(passage, sentence).is_some() {
        return false;
    }
    let clause = passage.clause_at(span.start);
    let reach = Span::new(span.start, clause.end.max(span.end));
    // 「端末が感染したランサムウェアは、情報を盗むものではない」 takes it for granted.
    let head = passage.words(Span::new(clause.start.min(span.start), span.start));
    let rest = passage.words(Span::new(span.end, reach.end));
    if guarded(rest) {
        return false;
    }
    let topic = rest.starts_with(['は', 'が', 'を']) && !contains(rest, &["見つか", "見付か", "検出され"]);
    if head.ends_with("感染した") && topic {
        return true;
    }
    if is_means(passage.words(Span::new(span.end, reach.end))) {
        return true;
    }
    match passage.modality(reach, Span::new(span.start, span.end.min(reach.end))) {
        Modality::Confirmed | Modality::Possible => true,
        Modality::Plan => back() || !passage.words(words).contains("防止"),
        Modality::Denied
        | Modality::Unlikely
        | Modality::Unconfirmed
        | Modality::Hypothetical
        | Modality::Advice => false,
    }
}

/// Whether the rest of the sentence fears it for the days to come: 「フィッシングメールなどが届くおそれがございます」.
fn is_to_come(passage: &Passage<'_>, span: Span) -> bool {
    let sentence = passage.sentences.get(passage.sentence_at(span.start)).map(|sentence| sentence.span.end);
    let rest = passage.words(Span::new(span.end, sentence.unwrap_or(span.end).max(span.end)));
    let verbs = ["される", "届く", "来る", "くる", "行われる", "送られる", "増える", "遭う", "あう"];
    ["おそれ", "恐れ", "可能性", "危険"].iter().any(|fear| {
        rest.split_once(fear).is_some_and(|(head, _)| verbs.iter().any(|verb| head.ends_with(verb)))
    })
}

/// Whether words name the means of a failure: 「…攻撃により、閲覧できない状態となった」 denies no attack.
fn is_means(rest: &str) -> bool {
    let by = ["により", "によって", "を受け"].iter().any(|by| rest.starts_with(by));
    by && contains(rest, &["できない状態", "できなくな", "つながらな", "できない状況"])
}

/// What one method says of another: a tampered payment page is no mere defacement, a slip of the pen no break-in.
fn settle(draft: &mut Draft<'_>) {
    let has = |draft: &Draft<'_>, method| draft.out.facts.methods.contains(&method);
    let intruded = [
        Method::Ransomware,
        Method::WebSkimming,
        Method::VulnerabilityExploit,
        Method::StolenCredentials,
        Method::AccountTakeover,
        Method::Phishing,
        Method::Extortion,
        Method::CredentialStuffing,
        Method::RemoteAccessDevice,
        Method::Defacement,
        Method::SpamRelay,
    ];
    let intruded = intruded.iter().any(|&method| has(draft, method)) || broken_into(draft.passage);
    if intruded {
        for method in [Method::PublicExposure, Method::WrongPublication, Method::Theft, Method::DisplayMixup]
        {
            drop_method(draft, method);
        }
    }
    form_open(draft);
    let mailed = draft.out.evidence.of("methods.misdelivery").len();
    let slip = says(draft, "methods.misdelivery", &["誤", "間違", "BCC", "Bcc", "取り違え", "ミス"]);
    if (intruded || has(draft, Method::InsiderExfiltration)) && !slip {
        drop_method(draft, Method::Misdelivery);
    }
    let published = draft.out.evidence.of("methods.wrong_publication").len();
    if published >= mailed
        && !says(draft, "methods.misdelivery", &["送", "郵", "配", "封", "FAX", "宛", "BCC", "Bcc"])
    {
        drop_method(draft, Method::Misdelivery);
    }
    if draft.out.evidence.of("methods.display_mixup").len()
        > draft.out.evidence.of("methods.wrong_publication").len()
    {
        drop_method(draft, Method::WrongPublication);
    }
    if mailed > draft.out.evidence.of("methods.display_mixup").len() {
        drop_method(draft, Method::DisplayMixup);
    }
    let set = says(draft, "methods.public_exposure", &["設定", "権限", "公開範囲"]) && !of_addressees(draft);
    if has(draft, Method::Misdelivery) && !set {
        drop_method(draft, Method::PublicExposure);
    }
    if has(draft, Method::SnsPost) || has(draft, Method::DisplayMixup) {
        drop_method(draft, Method::PublicExposure);
    }
    // What staff may see by their rights is how one of them could take it, and stood open to nobody else.
    let outside = ["設定", "外部", "誰でも", "インターネット", "第三者", "公開"];
    if has(draft, Method::InsiderExfiltration) && !says(draft, "methods.public_exposure", &outside) {
        drop_method(draft, Method::PublicExposure);
    }
    own_right(draft);
    one_way_out(draft);
    take_further(draft);
    second_malware(draft);
    carried(draft);
}

/// Malware that only says what another method is.
fn second_malware(draft: &mut Draft<'_>) {
    gloss(draft);
    in_payment_page(draft);
}

/// The program that a tampered payment page runs is no second kind of malware.
fn in_payment_page(draft: &mut Draft<'_>) {
    let malware = draft.out.evidence.of("methods.malware");
    let skimming = draft.out.evidence.of("methods.web_skimming");
    let within = |span: &Span| skimming.iter().any(|page| page.start <= span.start && span.end <= page.end);
    if !malware.is_empty() && malware.iter().all(within) {
        drop_method(draft, Method::Malware);
    }
}

/// Words for a virus in general, with which a release says what ransomware is: 「コンピュータウイルス(ランサムウェア)」.
const VIRUS: &[&str] = &["ウイルス", "ウィルス"];

/// Ransomware that is also called a virus is no second kind of malware.
fn gloss(draft: &mut Draft<'_>) {
    let has = |draft: &Draft<'_>, method| draft.out.facts.methods.contains(&method);
    if !(has(draft, Method::Ransomware) && has(draft, Method::Malware)) {
        return;
    }
    let text = &draft.passage.document.text;
    let mut found = draft.out.evidence.of("methods.malware").iter().filter_map(|span| span.of(text));
    let by_name = ["介し", "経由", "ファイル交換", "ファイル共有", "遠隔操作", "暴露"];
    if found.all(|words| contains(words, VIRUS) && !contains(words, &by_name)) {
        drop_method(draft, Method::Malware);
    }
}

/// What was carried along for work and then got lost was taken from nobody: 「業務のため私物のUSBメモリに複写し、帰宅途中に紛失」.
fn carried(draft: &mut Draft<'_>) {
    let lost = [Method::LostMedia, Method::Theft].iter().any(|way| draft.out.facts.methods.contains(way));
    let text = &draft.passage.document.text;
    let found = draft.out.evidence.of("methods.insider_exfiltration");
    let found: Vec<&str> = found.iter().filter_map(|span| span.of(text)).collect();
    let along = ["私物", "個人所有", "自宅に持ち帰"];
    let home = found.iter().any(|words| words.contains("持ち帰"));
    let is_along = |words: &&str| {
        let leave = words.starts_with("無断") && words.contains("持ち帰") || words.ends_with("無断で");
        along.iter().any(|word| words.starts_with(word)) || home && leave
    };
    if lost && !found.is_empty() && found.iter().all(is_along) {
        drop_method(draft, Method::InsiderExfiltration);
    }
}

/// Whether the setting that was wrong is that of a mail's addressees: 「設定誤り」 beside 「BCC欄に入力すべきところ」.
fn of_addressees(draft: &Draft<'_>) -> bool {
    let text = &draft.passage.document.text;
    let bare = ["設定誤り", "設定の誤り", "設定ミス", "設定を誤"];
    let mut found = draft.out.evidence.of("methods.public_exposure").iter().filter_map(|span| span.of(text));
    says(draft, "methods.misdelivery", &["BCC", "Bcc", "ＢＣＣ"]) && found.all(|words| bare.contains(&words))
}

/// Whoever takes data with the account that he was given takes over no other's: 「元社員が業務用の管理者アカウントを悪用」.
fn own_right(draft: &mut Draft<'_>) {
    let insider = draft.out.facts.methods.contains(&Method::InsiderExfiltration);
    if !insider || broken_into(draft.passage) {
        return;
    }
    let passage = draft.passage;
    let mut found = passage.hits_of("methods").filter(|(hit, rule)| {
        rule.value == Method::AccountTakeover.word() && tells(passage, hit.sentence as usize, hit.span)
    });
    let others = ["他の", "別の", "他人", "同僚", "上司", "盗", "不正に入手", "退職者", "ログイン"];
    if found.all(|(hit, _)| !contains(passage.sentence(hit.sentence as usize), &others)) {
        drop_method(draft, Method::AccountTakeover);
    }
}

/// Words that name a break-in outright.
const BREAK_INS: &[&str] =
    &["不正アクセス", "サイバー攻撃", "不正なアクセス", "不正な侵入", "不正な接続", "不審なアクセス"];

/// The first words of `value` in `list` that tell of this incident.
fn told(passage: &Passage<'_>, list: &str, value: &str) -> Option<Span> {
    passage.finds(list, value).find(|hit| tells(passage, hit.sentence as usize, hit.span)).map(|hit| hit.span)
}

/// Whether the text tells of a break-in, rather than that there was none.
fn broken_into(passage: &Passage<'_>) -> bool {
    let told = passage.finds("causes", "unauthorized_access");
    let named = |hit: &&crate::lists::Hit| contains(passage.words(hit.span), BREAK_INS);
    told.filter(named).any(|hit| tells(passage, hit.sentence as usize, hit.span))
}

/// A form that shows all answers to everyone who opens it stands open by its setting; it mixes up nobody's page with
/// another's.
fn form_open(draft: &mut Draft<'_>) {
    let asked = ["申込者", "お申込", "回答者", "応募者", "参加者", "回答内容"];
    let found = draft.out.evidence.of("methods.display_mixup").to_vec();
    let words = |span: &Span| span.of(&draft.passage.document.text).unwrap_or("");
    let answers = !found.is_empty() && found.iter().all(|span| contains(words(span), &asked));
    if answers && told(draft.passage, "phrases", "methods.form").is_some() {
        drop_method(draft, Method::DisplayMixup);
        draft.out.facts.methods.insert(Method::PublicExposure);
        found.into_iter().for_each(|span| draft.out.evidence.add("methods.public_exposure", span));
    }
}

/// A tampered payment page is no mere defacement; credentials tried from a list took over the accounts that they fit.
fn take_further(draft: &mut Draft<'_>) {
    let has = |draft: &Draft<'_>, method| draft.out.facts.methods.contains(&method);
    // A form with a script put into it took what cards it was told, where their codes leaked.
    let form = says(draft, "methods.defacement", &["フォーム", "入力画面"]);
    if form && told(draft.passage, "data_types", "card_security_code").is_some() {
        draft.out.facts.methods.insert(Method::WebSkimming);
        let spans = draft.out.evidence.of("methods.defacement").to_vec();
        spans.into_iter().for_each(|span| draft.out.evidence.add("methods.web_skimming", span));
    }
    if has(draft, Method::WebSkimming) {
        drop_method(draft, Method::Defacement);
    }
    if let Some(mailed) =
        told(draft.passage, "phrases", "methods.mailed_out").filter(|_| has(draft, Method::AccountTakeover))
    {
        draft.out.facts.methods.insert(Method::SpamRelay);
        draft.prove("methods.spam_relay", mailed);
    }
    if has(draft, Method::CredentialStuffing) {
        draft.out.facts.methods.insert(Method::AccountTakeover);
        let spans = draft.out.evidence.of("methods.credential_stuffing").to_vec();
        for span in spans {
            draft.out.evidence.add("methods.account_takeover", span);
        }
    }
}

/// Data that stood open did so by a setting or by somebody's slip: where both seem said, the words that name the one
/// decide.
fn one_way_out(draft: &mut Draft<'_>) {
    let methods = &draft.out.facts.methods;
    if !(methods.contains(&Method::PublicExposure) && methods.contains(&Method::WrongPublication)) {
        return;
    }
    let slip = says(
        draft,
        "methods.wrong_publication",
        &["誤掲載", "誤公開", "取り違え", "誤って公開", "誤って掲載", "誤ったリンク"],
    );
    let setting = says(draft, "methods.public_exposure", &["設定", "権限", "公開範囲", "アクセス制限"]);
    drop_method(draft, if setting && !slip { Method::WrongPublication } else { Method::PublicExposure });
}

/// Whether any of `words` stands in what proves the fact at `path`.
fn says(draft: &Draft<'_>, path: &str, words: &[&str]) -> bool {
    let spans = draft.out.evidence.of(path).iter();
    spans.filter_map(|span| span.of(&draft.passage.document.text)).any(|found| contains(found, words))
}

fn drop_method(draft: &mut Draft<'_>, method: Method) {
    if draft.out.facts.methods.remove(&method) {
        draft.out.evidence.by_path.remove(&format!("methods.{method}"));
    }
}
