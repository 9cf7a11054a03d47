//! Figures that count other people: those who got, looked, did, spoke or only belong to the whole.

use jikenbo_model::Span;

use jikenbo_text::words::{closing, opening};

use super::{data_in, few, organizations, persons};
use crate::fields::affected::grammar::{Particle, Tail, near};
use crate::fields::affected::hit::{attributed, shown_to_all};
use crate::fields::affected::joined;
use crate::fields::affected::place::{Place, boundary, ends_with, is_mark};
use crate::fields::affected::scene::Scene;
use crate::lists::contains;

/// Mail, paper or goods went to these: 13名に送信.
pub(super) fn recipient(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    // 「メール35通に含まれる氏名」
    let holds = ["に含ま", "に記載され", "に保存され", "に添付され"];
    if scene.open_recipients
        || missent(place, tail)
        || holds.iter().any(|word| place.behind().starts_with(word))
    {
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
    let before = place.before().trim_end_matches([' ', ':']);
    let labelled = labelled || before.ends_with('宛') || before.ends_with("あて");
    if labelled && label.len() < 60 {
        return true;
    }
    let to = tail.particle == Particle::To || place.counter().ends_with('宛');
    let rest = near(place, tail.rest);
    reached_by_misuse(place)
        || handed_over(place)
        || place.noun_end_in(&addressed) && !data_in(place, tail.noun)
        || to && place.has("sends", rest) && !victims(place, tail, rest)
}

/// Whether it is those whose hands the data came into: 「名簿業者など98社に売却され」.
fn handed_over(place: &Place<'_>) -> bool {
    let hands = ["に渡って", "に渡った", "の手に渡", "に売却", "に転売", "に流れ", "に横流し"];
    // 「お客様300名に販売した」 tells of trade, 「名簿業者3社に販売した」 of the data.
    let dealers = place.before().contains("業者") && place.behind().starts_with("に販売");
    (organizations(place.counter()) || persons(place.counter()))
        && (dealers || hands.iter().any(|word| place.behind().starts_with(word)))
}

/// Whether it is those to whom others wrote with the leaked data: 「架空請求が4名のお客様に届いている」.
fn reached_by_misuse(place: &Place<'_>) -> bool {
    let head = closing(place.before(), MISUSE);
    let misuse = ["架空請求", "不審な電話", "不審なメール", "勧誘", "詐欺", "フィッシング", "なりすまし"];
    persons(place.counter())
        && contains(head, &misuse)
        && head.contains('が')
        && contains(opening(place.behind(), MISUSE), &["に届", "にかかって", "に送られ", "に送付され"])
}

/// How far around a figure the misuse stands that reached those counted, in characters.
const MISUSE: usize = 16;

/// Whether those whom a letter or mail went to are the ones concerned: 「対象となる240名の方へ書面を送付した」.
fn victims(place: &Place<'_>, tail: &Tail, rest: Span) -> bool {
    let letters = ["書面を", "文書を", "お手紙を", "書簡を", "お詫び状", "書面にて", "文書にて", "お詫びの"];
    place.targeted() && (place.has("tells", rest) || contains(place.passage.words(rest), &letters))
        || attributed(place)
        || shown_to_all(place, tail)
}

/// Mails to these went to others: 120名へのメールが誤って別の方に.
fn missent(place: &Place<'_>, tail: &Tail) -> bool {
    contains(place.passage.words(tail.rest), &["誤送信", "誤って", "誤送付"])
        && contains(place.behind(), &["へのメール", "への"])
        && place.behind().starts_with("への")
}

/// These were only told, asked or trained; victims where the text says 対象 or 該当.
pub(super) fn told(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    tail.particle == Particle::To
        && !scene.open_recipients
        && !all_of(place)
        && !missent(place, tail)
        && place.has("tells", near(place, tail.rest))
        && !place.targeted()
        && !place.about("data")
        && !place.about("affected")
        && !attributed(place)
        && !shown_to_all(place, tail)
}

/// Those whom the writer has reached by now, a second count of the same, or lots of so many: 「連絡が取れた方は118名」,
/// 「27人(お子さんの人数では35人)」, 「50名ずつ」.
pub(super) fn counted_otherwise(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let from = boundary(place.passage.text(), place.number.span.start.saturating_sub(REACHED))
        .max(place.before.start);
    let near_by = Span::new(from, place.number.span.start);
    let mut reached =
        place.passage.hits_in("phrases", near_by).filter(|(_, rule)| rule.value == "affected.reached");
    let reached = reached
        .any(|(hit, _)| place.passage.words(Span::new(hit.span.end, near_by.end)).chars().count() <= 2);
    let again = place.bracketed
        && ["の人数では", "の数では", "人数では", "に換算すると", "換算で"]
            .iter()
            .any(|word| place.before().ends_with(word));
    let met = ["と連絡が取れ", "と連絡がと", "と連絡がつ", "に連絡が取れ", "には連絡が取れ", "への連絡が"];
    let met = persons(place.counter()) && met.iter().any(|word| place.behind().starts_with(word));
    reached || met || again || belong_to_next(place) || place.behind().starts_with("ずつ")
}

/// Persons whose families the next figure counts: 「児童40人の保護者35名」.
fn belong_to_next(place: &Place<'_>) -> bool {
    let family = ["の保護者", "のご家族", "の家族", "の親権者", "の親"];
    let behind = place.behind();
    let rest = family.iter().find_map(|word| behind.strip_prefix(word)).unwrap_or_default();
    let rest = rest.trim_start_matches(['様', 'の', '、', '計', '約', '延', 'べ', '方']);
    persons(place.counter()) && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// How far before such a figure its words stand, in bytes (14 characters).
const REACHED: usize = 42;

/// Those to whom the writer said sorry one and all: 応募者40名全員に謝罪.
pub(in crate::fields::affected) fn all_of(place: &Place<'_>) -> bool {
    let sorry = contains(place.behind(), &["お詫び", "おわび", "謝罪"]);
    persons(place.counter()) && place.behind().starts_with("全員") && sorry && !place.noun_is("staff")
}

/// It is whom a word came from: 4名のお客様からご連絡.
pub(super) fn source(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(near(place, tail.rest));
    // 「19名様の口座から引き出された」
    let account = ["口座", "カード", "ポイント", "預金"];
    let noun = place.passage.words(tail.noun);
    tail.particle == Particle::From
        && !place.targeted()
        && !account.iter().any(|end| noun.ends_with(end))
        && !entered(place, rest)
        && !contains(rest, &["取得", "収集", "預か", "漏え", "流出", "受託"])
        || place.number.span.end == place.behind.start && place.behind().starts_with("による")
}

/// Whether what came from these are the data, in a section on what leaked: 「この間、59人から申し込みがありました」.
fn entered(place: &Place<'_>, rest: &str) -> bool {
    let data = place.about("data") || place.about("affected");
    let entry = ["申し込み", "申込", "応募", "登録", "回答", "注文", "ご予約", "予約"];
    data && entry.iter().any(|word| {
        rest.starts_with(word) || rest.strip_prefix('の').is_some_and(|rest| rest.starts_with(word))
    })
}

/// Organisations that an authority judged: 事業者6社を指導した.
fn judged(place: &Place<'_>, tail: &Tail) -> bool {
    let acts = ["行政指導", "を指導", "に指導", "勧告", "行政処分", "命令", "に対し", "などを", "を処分"];
    let rest = place.passage.words(near(place, place.behind));
    let acted = ["行政指導", "指導し", "勧告", "行政処分", "業務改善命令", "措置命令"]
        .iter()
        .any(|word| rest.contains(word));
    let object = matches!(tail.particle, Particle::Object | Particle::To);
    organizations(place.counter()) && object && acted && contains(rest, &acts)
}

/// They looked, got or did it: 職員7名が閲覧していた.
pub(super) fn actor(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if !persons(place.counter()) && !organizations(place.counter()) || place.counter().ends_with('分') {
        return false;
    }
    // 「入力した39名が相互に閲覧できる状態」: each could see the others.
    if contains(place.passage.words(near(place, place.behind)), &["相互に", "互いに", "互いの"]) {
        return false;
    }
    if joined::with_next(place) {
        return false;
    }
    if persons(place.counter()) && place.noun_end_in(PENALTIES) {
        return true;
    }
    let rest = near(place, tail.rest);
    let staff = place.noun_is("staff") || ends_with(place.passage, tail.noun.end, "staff");
    let first = |value: &str| place.passage.hits_in("figures", rest).find(|(_, rule)| rule.value == value);
    let acts = first("acts").map(|(hit, _)| hit.span.start);
    let suffers = first("suffers").map(|(hit, _)| hit.span.start);
    let stated = place.passage.words(tail.noun);
    let mailbox = contains(stated, &["アカウント", "メールボックス"]) && staff;
    if reads(place, tail) || judged(place, tail) || staff && punished(place, tail) || took(place, tail, staff)
    {
        return true;
    }
    match tail.particle {
        // 「職員310名の情報が閲覧できる状態」: what could be looked at is theirs.
        Particle::Subject if staff && !place.in_data(scene) => {
            few(place)
                || !data_in(place, tail.noun) && suffers.is_none_or(|at| acts.is_some_and(|own| own < at))
        }
        Particle::Subject => {
            acts.is_some_and(|own| suffers.is_none_or(|at| own < at)) && !data_in(place, tail.noun)
        }
        Particle::Object if staff && !place.in_data(scene) => true,
        _ => mailbox || staff && few(place) && !place.in_data(scene) && !data_in(place, tail.noun),
    }
}

/// What befalls those who did it: 「減給2名、戒告3名」.
const PENALTIES: &[&str] = &[
    "戒告",
    "減給",
    "停職",
    "訓告",
    "免職",
    "口頭注意",
    "文書注意",
    "厳重注意",
    "けん責",
    "譴責",
    "出勤停止",
    "降格",
];

/// They left, and took data along: 「元社員4名が、…名簿を不正に持ち出していた」, 「元社員のうち3名については、…漏えいし」.
fn took(place: &Place<'_>, tail: &Tail, staff: bool) -> bool {
    let some = ["社員らのうち", "社員のうち", "職員らのうち", "職員のうち", "従業員らのうち", "従業員のうち"];
    let left = staff && place.passage.words(place.noun()).contains('元')
        || some.iter().any(|some| place.before().ends_with(some));
    let sentence = place.passage.sentences.get(place.sentence).map(|own| own.span).unwrap_or_default();
    let rest = place.passage.words(Span::new(tail.rest.start.min(sentence.end), sentence.end));
    let does = ["持ち出し", "持出し", "不正に取得し", "不正に閲覧し", "漏えいし", "漏洩し", "漏えいさせ"];
    let subject = tail.particle == Particle::Subject || place.behind().starts_with("については");
    let suffers = [
        "対象",
        "含まれ",
        "持ち出された",
        "が漏えい",
        "が漏洩",
        "が流出",
        "攻撃者",
        "第三者",
        "何者",
        "不正アクセス",
    ];
    left && subject && !data_in(place, tail.noun) && contains(rest, &does) && !contains(rest, &suffers)
}

/// They are punished in the figure's own clause, and nothing is said of their data: 「職員3名を戒告とした」.
fn punished(place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let behind = Span::new(place.number.span.end.min(clause.end), clause.end);
    // 「3人の職員にそれぞれ、戒告、口頭注意の処分を行った」
    let near_by = near(place, tail.rest);
    let listed =
        tail.particle == Particle::To && contains(place.passage.words(near_by), &["処分", "戒告", "訓告"]);
    (listed || contains(place.passage.words(behind), &["戒告", "訓告", "注意処分", "懲戒", "停職", "減給"]))
        && !data_in(place, tail.noun)
        && !place.has("leak", behind)
}

/// All a contractor tells of, of which the sentence goes on to tell the writer's own: 「企業など40社に係る約300万件の情報が
/// 持ち出された。このうち当社のお客様に関するものは1万2千人分」.
pub(super) fn of_clients(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let passage = place.passage;
    let Some(sentence) = passage.sentences.get(place.sentence) else { return false };
    let next = passage.sentences.get(place.sentence + 1).map_or(sentence.span, |next| next.span);
    let end = boundary(passage.text(), next.start + SHARE).min(next.end);
    let head = Span::new(sentence.span.start, place.number.span.end);
    let from = boundary(passage.text(), place.number.span.start.saturating_sub(OWN)).max(sentence.span.start);
    let near_by = Span::new(from, place.number.span.start);
    (passage.stands("phrases", "affected.clients", head) || of_all(place, end))
        && !passage.stands("organizations", "self", near_by)
        && shares(place, Span::new(place.number.span.end, end.max(place.number.span.end)))
}

/// Whether it is told of all, and the writer's share behind it: 「全体で150万件に上りますが、当社分は11,482件」.
fn of_all(place: &Place<'_>, end: usize) -> bool {
    let behind = Span::new(place.number.span.end, end.max(place.number.span.end));
    let mut own = place.passage.hits_in("organizations", behind).filter(|(_, rule)| rule.value == "self");
    contains(closing(place.before(), NEAR), &["全体で", "全社で", "合計で", "全国で"])
        && own.any(|(hit, _)| {
            place.passage.text().get(hit.span.end..).is_some_and(|rest| rest.starts_with('分'))
        })
}

/// How far before such a figure it is said that it is of all, in characters.
const NEAR: usize = 12;

/// How far before a figure its owner stands, in bytes (15 characters): 「当社のお客様9,000名」.
const OWN: usize = 45;

/// How far into the next sentence the writer's own share is looked for, in bytes (40 characters).
const SHARE: usize = 120;

/// Whether it is the writer's own share of what a contractor tells of.
pub(in crate::fields::affected) fn own_share(place: &Place<'_>) -> bool {
    let last = place.passage.numbers_in(place.before).last().map_or(place.before.start, |last| last.span.end);
    shares(place, Span::new(last, place.before.end.max(last)))
}

/// Whether `span` tells of the writer's own share: 「このうち当社のお客様」.
fn shares(place: &Place<'_>, span: Span) -> bool {
    let text = place.passage.text();
    let mut own = place.passage.hits_in("organizations", span).filter(|(_, rule)| rule.value == "self");
    own.any(|(hit, _)| {
        let before = text.get(span.start..hit.span.start).unwrap_or("").trim_end_matches(['、', ' ']);
        before.ends_with("うち") || text.get(hit.span.end..).is_some_and(|rest| rest.starts_with('分'))
    })
}

/// They looked or could look: 閲覧した従業員 計40名, 友人ら40人が閲覧できる状態.
fn reads(place: &Place<'_>, tail: &Tail) -> bool {
    let noun = place.passage.words(place.noun());
    let looked = [
        "閲覧した",
        "アクセスした",
        "ダウンロードした",
        "受信した",
        "受信された",
        "受け取った",
        "受け取られた",
        "利用した",
        "投稿した",
        "持ち出した",
    ];
    let adverbs = ["実際に", "すでに", "既に"];
    let own = noun.trim_start_matches(is_mark);
    let own = adverbs.iter().find_map(|adverb| own.strip_prefix(adverb)).unwrap_or(own);
    let doers = looked.iter().any(|word| own.starts_with(word))
        || contains(
            noun,
            &[
                "を利用した",
                "を閲覧した",
                "にアクセスした",
                "を受信した",
                "を受け取った",
                "て受信された",
                "に関与した",
                "に関わった",
                "したと回答した",
                "したと回答された",
                "したと申告した",
                "を持ち出した",
                "を投稿した",
            ],
        );
    let rest = place.passage.words(tail.rest);
    let could = ["閲覧でき", "閲覧可能", "閲覧し", "アクセスでき", "確認でき"]
        .iter()
        .any(|word| rest.starts_with(word));
    // 「ある顧客1名が、他の顧客の情報をパソコンの画面で見られる状態」
    let could = could
        || tail.particle == Particle::Subject
            && few(place)
            && ["、他の", "、別の", "他の", "別の", "、ほかの"].iter().any(|other| rest.starts_with(other))
            && contains(rest, &["見られる状態", "閲覧できる状態", "閲覧可能な状態", "見ることができる状態"]);
    watched(place, tail)
        || doers && !contains(noun, &["された"])
        || contains(noun, &["受信された", "受け取られた", "回答された"]) && !data_in(place, tail.noun)
        || tail.particle == Particle::Subject && could && !data_in(place, tail.noun)
}

/// Those who could look, of whom some did: 「閲覧可能だった生徒90人のうち2人のアカウントに閲覧履歴があった」.
fn watched(place: &Place<'_>, tail: &Tail) -> bool {
    let noun = place.passage.words(place.noun()).trim_start_matches(is_mark);
    let could = [
        "閲覧可能だった",
        "閲覧できた",
        "閲覧可能な",
        "閲覧できる",
        "アクセスできた",
        "アクセス可能だった",
        "アクセス可能な",
    ];
    let did = ["閲覧履歴", "閲覧記録", "アクセス履歴", "アクセス記録"];
    let rest = place.passage.words(near(place, place.behind));
    let theirs = contains(rest, &["アカウント", "端末"]) && !contains(rest, &["情報", "データ"]);
    let some = place.before().ends_with("のうち") && contains(place.before(), &could);
    contains(rest, &did)
        && theirs
        && (some || tail.particle == Particle::Among && could.iter().any(|word| noun.starts_with(word)))
}

/// The figure is told of others than these: 20名以外のお客様.
pub(super) fn besides(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    // 「お客様1,200名以外に、従業員80名の個人情報が漏えい」
    let both = ["以外に、", "以外にも、"].iter().any(|word| place.behind().starts_with(word))
        && place.passage.numbers_in(place.behind).iter().any(|number| number.counter.is_some());
    tail.particle == Particle::Except && !both
        || ["以外の", "中の", "この", "その", "同じ"].iter().any(|word| place.before().ends_with(word))
}

/// What befell only some of those before: 「対象者1,933名のうち、別の方に配信されたもの」.
const ASTRAY: &[&str] = &["別の方に", "別人に", "別の宛先に", "誤って", "誤送", "誤配", "誤封入", "誤交付"];

/// How far behind such a whole the word stands, in bytes (20 characters).
const NEXT: usize = 60;

/// Whether the part told next went astray, and the whole did not.
fn of_astray(place: &Place<'_>, tail: &Tail) -> bool {
    let end = boundary(place.passage.text(), tail.rest.start + NEXT).min(tail.rest.end);
    let rest = place.passage.words(Span::new(tail.rest.start, end.max(tail.rest.start)));
    tail.particle == Particle::Among
        && contains(rest, ASTRAY)
        && place.passage.numbers_in(tail.rest).iter().any(|number| number.counter.is_some())
}

/// They were asked what they saw: 「14名への聞き取りの結果」.
pub(super) fn asked(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let asked = ["聞き取り", "聴き取り", "聞取り", "ヒアリング", "事情聴取", "聴取"];
    let rest = ["への", "に対する", "からの"].iter().find_map(|to| place.behind().strip_prefix(to));
    persons(place.counter()) && rest.is_some_and(|rest| asked.iter().any(|word| rest.starts_with(word)))
}

/// The whole of which a part is told: お客様9万人のうち.
pub(super) fn whole(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(tail.rest);
    let part = rest.trim_start_matches('の').starts_with("一部");
    let of_so_many =
        place.behind().strip_prefix('中').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    of_so_many
        || of_astray(place, tail)
        || tail.particle == Particle::Among && !part && !place.has("leak", place.noun()) && !place.targeted()
        || place.noun_is("population") && !place.has("leak", place.noun()) && !concerned(place)
}

/// Whether the words before a number of members say that these are the ones concerned: 「不正ログインが成立した会員数」.
fn concerned(place: &Place<'_>) -> bool {
    let before = place.before();
    let from = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let near = before.get(from..).unwrap_or("");
    contains(near, &["対象", "該当", "不正", "被害", "影響", "漏え", "漏洩", "流出", "成立", "記載", "掲載"])
}
