//! What keeps a figure out of the ledger: it counts something else, other people, an older state, or nothing that
//! happened.

use jikenbo_model::Span;

use super::grammar::{Particle, Tail, near};
use super::place::{Place, boundary, ends_with};
use super::scene::Scene;
use crate::lists::contains;
use crate::modality::{self, Modality};

/// How many characters a figure's own time may stand before it: 第一報では約700人としておりましたが.
const QUOTED: usize = 60;

/// How far from its end a clause is looked at for a denial, in bytes (20 characters): 閲覧者を限定しないSNSに投稿した denies
/// nothing.
const PREDICATE_END: usize = 60;

type Reason = fn(&Scene<'_>, &Place<'_>, &Tail) -> bool;

/// Every reason; one is enough.
const REASONS: &[Reason] = &[
    other_thing,
    contact,
    recipient,
    told,
    source,
    actor,
    hands,
    besides,
    whole,
    earlier,
    threshold,
    not_so,
    elsewhere,
    condition,
    staff_work,
    cleared,
    instrument,
    batch,
];

/// Whether something in the text says that the figure is none of the ledger.
pub(super) fn denied(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    REASONS.iter().any(|reason| reason(scene, place, tail))
}

/// It counts mails, attempts, machines …: 迷惑メール 300通, 3件のお問い合わせ.
fn other_thing(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let counted = [Span::new(place.behind.start, near(place, place.behind).end), tail.noun];
    let begins = counted.iter().any(|&span| begins_with(place, span, "never"));
    let named = !tail.noun.is_empty()
        && ends_with(place.passage, tail.noun.end, "never")
        && !data_in(place, tail.noun);
    let open = scene.open_recipients && contains(place.before(), &["送信", "配信", "メール"]);
    let before = place.noun_is("never") && !persons(place.counter()) && !open;
    let total = place.noun_is("never") && !data_in(place, place.clause());
    (begins && !persons(place.counter())) || named || before || total
}

/// It counts those who got in touch: ご連絡は23件いただいております.
fn contact(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(place.behind);
    let came = [
        "いただ",
        "頂",
        "寄せ",
        "受け付け",
        "受付",
        "受領",
        "届",
        "あり",
        "あっ",
        "ござい",
        "発生し",
        "程度あ",
        "の報告",
        "のお申",
    ];
    let head = Span::new(place.before.start.max(place.clause().start), place.number.span.start);
    let misuse = [
        "不正利用は",
        "不正使用は",
        "不正利用が",
        "不正使用が",
        "不正利用された",
        "不正使用された",
        "不正利用件数",
    ];
    let misused = contains(place.passage.words(head), &misuse)
        && place.counter().starts_with('件')
        && tail.noun.is_empty();
    misused || came.iter().any(|word| rest.starts_with(word)) && place.has("contacted", head)
}

/// Mail, paper or goods went to these: 13名に送信.
fn recipient(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if scene.open_recipients || missent(place, tail) {
        return false;
    }
    let addressed = [
        "送信先",
        "宛先",
        "あて先",
        "宛",
        "あて",
        "送付先",
        "配信先",
        "提供先",
        "受信者",
        "閲覧者",
        "閲覧した者",
    ];
    let label = place.passage.words(place.caption.unwrap_or_default());
    let labelled = contains(label, &["送信先", "送付先", "受信者", "閲覧者", "閲覧可能者"])
        && !contains(label, &["漏え", "漏洩", "流出"])
        || place.caption.is_some_and(|caption| place.has("staff", caption)) && label.contains("閲覧可能な");
    if labelled && label.len() < 60 {
        return true;
    }
    let to = tail.particle == Particle::To || place.counter().ends_with('宛');
    let rest = near(place, tail.rest);
    let victims = place.targeted() && place.has("tells", rest);
    place.noun_end_in(&addressed) && !data_in(place, tail.noun) || to && place.has("sends", rest) && !victims
}

/// Mails to these went to others: 120名へのメールが誤って別の方に.
fn missent(place: &Place<'_>, tail: &Tail) -> bool {
    contains(place.passage.words(tail.rest), &["誤送信", "誤って", "誤送付"])
        && contains(place.behind(), &["へのメール", "への"])
        && place.behind().starts_with("への")
}

/// These were only told, asked or trained; victims where the text says 対象 or 該当.
fn told(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    tail.particle == Particle::To
        && !scene.open_recipients
        && !all_of(place)
        && !missent(place, tail)
        && place.has("tells", near(place, tail.rest))
        && !place.targeted()
        && !place.about("data")
        && !place.about("affected")
}

/// Those to whom the writer said sorry one and all: 応募者40名全員に謝罪.
pub(super) fn all_of(place: &Place<'_>) -> bool {
    let sorry = contains(place.behind(), &["お詫び", "おわび", "謝罪"]);
    persons(place.counter()) && place.behind().starts_with("全員") && sorry && !place.noun_is("staff")
}

/// It is whom a word came from: 4名のお客様からご連絡.
fn source(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(near(place, tail.rest));
    tail.particle == Particle::From && !contains(rest, &["取得", "収集", "預か", "漏え", "流出", "受託"])
        || place.number.span.end == place.behind.start && place.behind().starts_with("による")
}

/// They looked, got or did it: 職員7名が閲覧していた.
fn actor(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if !persons(place.counter()) && !organizations(place.counter()) || place.counter().ends_with('分') {
        return false;
    }
    let rest = near(place, tail.rest);
    let staff = place.noun_is("staff") || ends_with(place.passage, tail.noun.end, "staff");
    let first = |value: &str| place.passage.hits_in("figures", rest).find(|(_, rule)| rule.value == value);
    let acts = first("acts").map(|(hit, _)| hit.span.start);
    let suffers = first("suffers").map(|(hit, _)| hit.span.start);
    let stated = place.passage.words(tail.noun);
    let mailbox = contains(stated, &["アカウント", "メールボックス"]) && staff;
    match tail.particle {
        Particle::Subject if staff && !place.in_data(scene) => {
            suffers.is_none_or(|at| acts.is_some_and(|own| own < at)) || few(place)
        }
        Particle::Subject => {
            acts.is_some_and(|own| suffers.is_none_or(|at| own < at)) && !data_in(place, tail.noun)
        }
        Particle::Object if staff && !place.in_data(scene) => true,
        _ => mailbox || staff && few(place) && !place.in_data(scene) && !data_in(place, tail.noun),
    }
}

/// With so many hands: 2名で確認.
fn hands(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.behind();
    let shift = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().take(3).any(|c| c == '組');
    tail.particle == Particle::With && tail.noun.is_empty()
        || tail.particle == Particle::Each
        || shift
        || ["体制", "がかり", "ずつ", "一組", "以上で"].iter().any(|word| rest.starts_with(word))
}

/// The figure is told of others than these: 20名以外のお客様.
fn besides(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    tail.particle == Particle::Except
        || ["以外の", "中の", "この", "その", "同じ"].iter().any(|word| place.before().ends_with(word))
}

/// The whole of which a part is told: お客様9万人のうち.
fn whole(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(tail.rest);
    let part = contains(rest.get(..rest.len().min(12)).unwrap_or(""), &["の一部", "一部"]);
    let members = [
        "会員数",
        "会員総数",
        "総会員数",
        "登録者数",
        "利用者数",
        "契約者数",
        "生徒数",
        "在籍数",
        "全体",
        "人口",
    ];
    tail.particle == Particle::Among && !part && !place.has("leak", place.noun()) && !place.targeted()
        || place.noun_end_in(&members) && !place.has("leak", place.noun())
}

/// An earlier figure that this report replaces: 第一報では約700人としておりましたが.
fn earlier(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let words = place.passage.words(place.number.span.join(place.behind));
    let behind = place.behind();
    let _ = tail;
    let from = boundary(place.passage.text(), place.number.span.start.saturating_sub(3 * QUOTED))
        .max(place.before.start);
    let head = Span::new(from, place.number.span.start);
    let more = contains(words, &["加え", "追加", "のほか"]);
    let since = [
        "と発表し、",
        "と公表し、",
        "と発表していた",
        "と公表していた",
        "としていた",
        "と説明していた",
        "と報告していた",
        "とお知らせしておりました",
    ];
    let replaced = [
        "としておりましたが",
        "としていましたが",
        "とお伝えし",
        "とお知らせしておりましたが",
        "と公表しておりましたが",
        "と発表しておりましたが",
        "と報告しておりましたが",
    ];
    if contains(behind, &since) || place.has("earlier", head) && contains(behind, &replaced) {
        return true;
    }
    let old = place.has("earlier", head);
    let quoted = behind.trim_start_matches(['」', '』', ')', ' ']);
    let close = place.passage.words(head);
    let direct = [
        "公表の",
        "公表した",
        "お知らせした",
        "発表した",
        "お伝えした",
        "報告した",
        "ご案内した",
        "訂正前",
        "変更前",
        "修正前",
        "当初の",
    ]
    .iter()
    .any(|word| close.trim_end_matches(['(', ':', ' ']).ends_with(word));
    let said = place.passage.hits_in("figures", Span::new(place.behind.end - quoted.len(), place.behind.end));
    let said = said
        .take_while(|(hit, _)| hit.span.start == place.behind.end - quoted.len())
        .any(|(_, rule)| rule.value == "said");
    old && (said || direct) && !more
}

/// A law's threshold or a notice of what is to be reported.
fn threshold(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let more = contains(place.passage.words(place.number.span), &["超", "以上"])
        || place.behind().starts_with("を超");
    let named = place.has("law", place.clause()) || place.has("law", near(place, place.behind));
    let noun = place.passage.words(place.noun());
    let data =
        contains(noun, &["漏え", "漏洩", "流出", "紛失", "個人情報", "個人データ", "顧客情報", "契約者情報"]);
    named && (more || !persons(place.counter()) && !data)
}

/// Denied, supposed, advised or planned.
fn not_so(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let own = Span::new(place.number.span.start, place.number.span.end.min(clause.end));
    let from = boundary(place.passage.text(), clause.end.saturating_sub(PREDICATE_END)).max(own.end);
    let end = place.passage.words(Span::new(from, clause.end));
    if modality::negation(end) == Some(Modality::Denied) {
        return !contains(end, &["登録がありません", "特定でき"]) && !narrows(end);
    }
    match modality::of(place.passage.text(), clause, own) {
        Modality::Unconfirmed => place.passage.words(clause).contains("影響を受けて"),
        Modality::Hypothetical | Modality::Advice => !data_in(place, tail.noun) && !place.targeted(),
        Modality::Plan => !data_in(place, tail.noun) && !place.targeted() && !place.in_data(scene),
        _ => false,
    }
}

/// Whether all that is denied narrows a noun: 閲覧者を限定しない設定の.
fn narrows(words: &str) -> bool {
    let mut rest = words;
    let mut any = false;
    while let Some(at) = rest.find("ない") {
        any = true;
        rest = rest.get(at + "ない".len()..).unwrap_or("");
        if !rest.starts_with(|c: char| ('一'..='龠').contains(&c)) {
            return false;
        }
    }
    any && modality::negation(rest).is_none()
}

/// A section that tells of other things.
fn elsewhere(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let off =
        ["contact", "history", "performance", "advice", "denied"].iter().any(|topic| place.about(topic));
    let later = place.about("measures") && !place.about("outline");
    let tied = data_in(place, tail.noun) || place.counter().ends_with('分') || place.noun_is("data");
    (off || later && !tied) && !place.in_data(scene)
}

/// A condition, not a count: 2名以上の方が同時に操作した際.
fn condition(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let small = place.number.value.whole().is_some_and(|count| count <= 3);
    small
        && place.number.qualifier == jikenbo_text::numbers::Qualifier::Min
        && tail.particle != Particle::None
        || place.has("law", place.noun())
}

/// Work on staff, goods or events: 従業員450名を対象とした教育.
fn staff_work(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = near(place, place.behind);
    place.has("drill", rest)
        && !data_in(place, tail.noun)
        && !place.in_data(scene)
        && !place.has("leak", place.noun())
}

/// The sentence goes on to say that nothing of it got out.
fn cleared(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let rest = place.behind;
    let leak = place.passage.hits_in("figures", rest).filter(|(_, rule)| rule.value == "suffers");
    let text = place.passage.text();
    leak.take(4).any(|(hit, _)| {
        let words = hit.span.of(text).unwrap_or("");
        let clause = place.passage.clause_at(hit.span.start);
        let clause = Span::new(clause.start, clause.end.min(place.behind.end));
        contains(words, &["漏え", "漏洩", "流出"])
            && modality::of(text, clause, hit.span) == Modality::Denied
            && contains(
                place.passage.words(clause),
                &["はなかった", "はありません", "なかったことを", "なかったものと", "はない"],
            )
    })
}

/// An account that was misused, not data that leaked: 教員1名のメールアカウントから迷惑メールが送信された.
fn instrument(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let line = place.passage.words(place.before.join(place.behind));
    let mailbox = place.noun_is("accounts")
        || ends_with(place.passage, tail.noun.end, "accounts")
        || place.counter().starts_with("アカウント");
    mailbox
        && few(place)
        && contains(
            line,
            &["迷惑メール", "スパム", "なりすましメール", "不審なメール", "メールアカウント", "踏み台"],
        )
}

/// All that was sent that day, of which some went wrong: 900件の通知書を発送した際.
fn batch(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(near(place, tail.rest));
    let send = ["発送", "送付", "郵送", "配布", "送信", "配信", "交付"];
    let found = send.iter().filter_map(|word| rest.find(word).map(|at| at + word.len())).min();
    let when = found.and_then(|at| rest.get(at..)).unwrap_or("");
    !scene.open_recipients
        && tail.particle == Particle::Object
        && ["した際", "する際", "したところ", "したうち", "した中", "しましたところ", "しようと"]
            .iter()
            .any(|word| when.starts_with(word))
}

/// Whether words of `span` name data.
pub(super) fn data_in(place: &Place<'_>, span: Span) -> bool {
    !span.is_empty()
        && (place.has("data", span) || place.passage.hits_in("data_types", span).next().is_some())
}

fn begins_with(place: &Place<'_>, span: Span, value: &str) -> bool {
    let own = place.passage.hits_in("figures", span).take_while(|(hit, _)| hit.span.start == span.start);
    let own: Vec<_> = own.map(|(hit, rule)| (hit.span.len(), rule.value == value)).collect();
    let longest = own.iter().map(|&(length, _)| length).max();
    own.iter().any(|&(length, is)| is && Some(length) == longest)
}

/// Whether a counter counts persons.
pub(super) fn persons(counter: &str) -> bool {
    counter.starts_with(['名', '人'])
}

fn organizations(counter: &str) -> bool {
    ["社", "事業者", "団体", "法人", "企業", "事業所", "市町"].iter().any(|word| counter.starts_with(word))
}

/// So few that they are rather those who did it than those whom it hit.
fn few(place: &Place<'_>) -> bool {
    place.number.value.whole().is_some_and(|count| count <= 10)
}
