//! Figures that count no persons and no data: mails, attempts, machines, hands.

use jikenbo_model::Span;
use jikenbo_text::words::{closing, find};

use super::{data_in, few, persons};
use crate::fields::affected::grammar::{Particle, Tail, near};
use crate::fields::affected::hit::shown_to_all;
use crate::fields::affected::place::{Place, ends_with};
use crate::fields::affected::scene::Scene;
use crate::lists::contains;

/// It counts mails, attempts, machines …: 迷惑メール 300通, 3件のお問い合わせ.
pub(super) fn other_thing(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let counted = [Span::new(place.behind.start, near(place, place.behind).end), tail.noun];
    let begins = counted.iter().any(|&span| begins_with(place, span, "never"));
    let named = !tail.noun.is_empty()
        && ends_with(place.passage, tail.noun.end, "never")
        && !data_in(place, tail.noun);
    let open = scene.open_recipients && contains(place.before(), &["送信", "配信", "メール"]);
    // 「取引300件の口座番号」: the figure's own data behind it make it one of the ledger.
    let own = data_in(place, tail.noun) && place.noun_end_in(&["取引", "契約", "請求", "購入", "商品"]);
    let noun = place.noun_is("never") && !of_attempts(place);
    let before = noun && !persons(place.counter()) && !open && !own;
    let total = noun && !data_in(place, place.clause());
    (begins && !persons(place.counter())) || named || before || total
}

/// Whether it is accounts among what was tried: 「4万回のログイン試行のうち、27アカウントで」.
fn of_attempts(place: &Place<'_>) -> bool {
    ["アカウント", "ID", "口座"].iter().any(|word| place.counter().starts_with(word))
        && place.before().trim_end_matches('、').ends_with("のうち")
}

/// Mails and letters that came back: 「うち宛先不明で返送されたもの3件」.
pub(super) fn returned(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let noun = place.passage.words(place.noun());
    let back = ["宛先不明", "宛て先不明", "あて先不明", "宛所不明", "不達", "送信エラー", "エラーで返"];
    contains(noun, &back) && !contains(noun, &["漏", "流出", "紛失"])
}

/// So many for each one: 「1アカウントにつき約80通」.
pub(super) fn rate(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let before = place.before().trim_end_matches(['約', ' ']);
    let each = ["につき", "あたり", "当たり", "ごとに"].iter().find_map(|each| before.strip_suffix(each));
    let noun = each.and_then(|head| closing(head, EACH).rsplit(['、', '。', ' ', 'の']).next());
    // 「11月分につき」, 「1期につき」 only say which.
    noun.and_then(|noun| noun.strip_prefix(['1', '一']))
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || "月年日期回次".contains(c)))
}

/// How long the words are at most that name the one of which there are so many, in characters.
const EACH: usize = 10;

/// All that was gone through to find what is lost: 調査の対象とした全口座数は5,874千口座.
pub(super) fn searched(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let start = place.clause().start.min(place.number.span.start);
    let head = place.passage.words(Span::new(start, place.number.span.start));
    let whole = head.rfind('全').and_then(|at| head.get(at..)).is_some_and(|total| {
        ["数は", "数が", "数:", "数"].iter().any(|end| total.ends_with(end)) && !total.contains(['、', 'を'])
    });
    // 「点検の対象とした4,210件の…のうち」
    let meant = ["対象とした", "対象とする", "対象となった"].iter().any(|end| head.ends_with(end));
    (whole || meant) && contains(head, &["調査", "点検", "確認", "照合"]) && head.contains("対象")
}

/// What holds nothing of persons: 「ひな形のファイル(6件)もあったが、個人を特定できる情報は含まれない」; or where the same fault was found
/// too: 「別の資料4件にも同様の」.
pub(super) fn without_data(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    if persons(place.counter()) {
        return false;
    }
    let rest = place.passage.words(place.behind);
    let named = ["個人を識別できる情報は", "個人を特定できる情報は", "個人を識別する情報は", "個人情報は"];
    let none = named.iter().filter_map(|named| rest.split_once(named)).any(|(_, said)| {
        ["含まれない", "含まれません", "含まれておりません", "含まれていない", "含まれていません", "含まない"]
            .iter()
            .any(|denied| said.starts_with(denied))
    });
    let elsewhere = ["に同様の", "にも同様の", "でも同様の", "に同じ誤り", "にも同じ誤り"];
    none || elsewhere.iter().any(|word| rest.starts_with(word))
}

/// It counts those who got in touch: ご連絡は23件いただいております.
pub(super) fn contact(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
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
    let listed = contains(place.passage.words(head), &["連絡先", "連絡網", "連絡票"]);
    // 「なりすましによる被害が4件発生しています」
    let harmed = place.counter().starts_with('件')
        && ["による被害が", "による被害は", "の被害が", "の被害は"]
            .iter()
            .any(|end| place.before().ends_with(end))
        && ["発生", "確認", "報告", "あり", "あっ", "生じ"].iter().any(|came| rest.starts_with(came));
    misused
        || harmed
        || calls(place)
        || is_back(place)
        || came.iter().any(|word| rest.starts_with(word)) && place.has("contacted", head) && !listed
}

/// An account that was misused, not data that leaked: 教員1名のメールアカウントから迷惑メールが送信された.
pub(super) fn instrument(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
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
pub(super) fn batch(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.passage.words(near(place, tail.rest));
    let send = ["発送", "送付", "郵送", "配布", "送信", "配信", "交付"];
    let found = send.iter().filter_map(|word| find(rest, word).map(|at| at + word.len())).min();
    let when = found.and_then(|at| rest.get(at..)).unwrap_or("");
    // 「対象者62名に通知を送付したところ、そのうち8名に」
    let of_all = tail.particle == Particle::To
        && ["したところ、うち", "したところ、そのうち"].iter().any(|it| when.starts_with(it));
    !scene.open_recipients
        && !shown_to_all(place, tail)
        && (tail.particle == Particle::Object || of_all)
        && ["した際", "する際", "したところ", "したうち", "した中", "しましたところ", "しようと"]
            .iter()
            .any(|word| when.starts_with(word))
}

/// With so many hands: 2名で確認.
pub(super) fn hands(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = place.behind();
    let shift = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().take(3).any(|c| c == '組');
    tail.particle == Particle::With
        && tail.noun.is_empty()
        && !suffers(place, tail)
        && !logged_in(place, tail)
        || tail.particle == Particle::Each
        || shift
        || ["体制", "がかり", "ずつ", "一組", "以上で", "綴", "つづり"]
            .iter()
            .any(|word| rest.starts_with(word))
}

/// Whether it is those in whose case data got out: 「加入者2万1,098人で連絡先が閲覧された」.
fn suffers(place: &Place<'_>, tail: &Tail) -> bool {
    let rest = near(place, tail.rest);
    let Some((data, told)) = place.passage.words(rest).split_once('が') else { return false };
    let data = Span::new(rest.start, rest.start + data.len());
    let hit =
        ["閲覧", "漏えい", "漏洩", "流出", "表示され", "窃取され", "見られ", "第三者に閲覧", "第三者に漏"];
    let at_once = hit.iter().any(|hit| told.starts_with(hit)) && !told.contains("ないか");
    let crew =
        place.noun_is("staff") || ["チーム", "体制", "班"].iter().any(|crew| place.before().ends_with(crew));
    !few(place)
        && at_once
        && !crew
        && !place.passage.words(data).contains(['、', '。', 'を'])
        && data_in(place, data)
        && place.has("leak", Span::new(rest.end - told.len(), rest.end))
}

/// Whether it is accounts that somebody got into: 「うち27IDで実際にログインされ」.
fn logged_in(place: &Place<'_>, tail: &Tail) -> bool {
    let account =
        ["アカウント", "ID", "口座", "会員", "件"].iter().any(|word| place.counter().starts_with(word));
    let rest = place.passage.words(near(place, tail.rest));
    let rest = rest.trim_start_matches("実際に").trim_start_matches("不正に").trim_start_matches("不正");
    let into = [
        "ログインされ",
        "ログインが成功",
        "ログインが成立",
        "ログインに成功",
        "ログインが行われ",
        "ログインが確認",
    ];
    account && into.iter().any(|word| rest.starts_with(word))
}

/// Work on staff, goods or events: 従業員450名を対象とした教育.
pub(super) fn staff_work(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let rest = near(place, place.behind);
    place.has("drill", rest)
        && !data_in(place, tail.noun)
        && !place.in_data(scene)
        && !place.has("leak", place.noun())
}

fn begins_with(place: &Place<'_>, span: Span, value: &str) -> bool {
    let own = place.passage.hits_in("figures", span).take_while(|(hit, _)| hit.span.start == span.start);
    let own: Vec<_> = own.map(|(hit, rule)| (hit.span.len(), rule.value == value)).collect();
    let longest = own.iter().map(|&(length, _)| length).max();
    own.iter().any(|&(length, is)| is && Some(length) == longest)
}

/// Whether they are those who called: 「受信者2名の方から電話があり」.
fn calls(place: &Place<'_>) -> bool {
    let behind = place.behind();
    let rest = ["から", "の方から", "の方より", "様から", "のお客様から", "より"]
        .iter()
        .find_map(|from| behind.strip_prefix(from));
    let called = [
        "電話が",
        "連絡が",
        "指摘が",
        "通報が",
        "申し出が",
        "申出が",
        "問い合わせが",
        "問合せが",
        "情報提供が",
    ];
    persons(place.counter())
        && rest.is_some_and(|rest| {
            let clause = rest.split(['、', '。']).next().unwrap_or(rest);
            called.iter().any(|word| {
                clause.split_once(word).is_some_and(|(_, told)| {
                    ["あり", "寄せ", "入り", "入っ", "ござ"].iter().any(|came| told.starts_with(came))
                })
            })
        })
}

/// Whether they are those whose papers turned up again: 「7名分を紛失しました。5名分は全て発見しましたが、2名分は…」.
fn is_back(place: &Place<'_>) -> bool {
    let behind = place.behind();
    let clause = behind.split(['、', '。']).next().unwrap_or_default();
    let back = ["発見しましたが", "見つかりましたが", "回収しましたが", "回収できましたが", "回収済みですが"];
    let rest = behind.get(clause.len()..).unwrap_or_default();
    // The others are told of behind it.
    place.counter().ends_with('分')
        && back.iter().any(|end| clause.ends_with(end))
        && contains(rest, &["分は", "分については", "分が", "残る", "残り"])
}
