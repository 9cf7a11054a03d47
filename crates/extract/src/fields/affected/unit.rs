//! The unit of a figure: by the thing counted, not by the counter.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Unit;
use jikenbo_text::numbers::Sense;

use super::deny::data_in;
use super::grammar::Tail;
use super::place::{Place, ends_with};
use super::scene::Scene;
use crate::lists::contains;

/// Fewer files or pictures than this carry the data rather than being what is counted: ファイル1件を添付した.
const CARRIERS: u64 = 10;

/// Words that begin a counter, and what they count whatever stands beside them.
const COUNTERS: &[(&str, Unit)] = &[
    ("名義", Unit::Accounts),
    ("名", Unit::People),
    ("人", Unit::People),
    ("ユーザ", Unit::People),
    ("会員", Unit::People),
    ("家族", Unit::Households),
    ("世帯", Unit::Households),
    ("家庭", Unit::Households),
    ("戸", Unit::Households),
    ("社", Unit::Organizations),
    ("事業者", Unit::Organizations),
    ("事業所", Unit::Organizations),
    ("法人", Unit::Organizations),
    ("企業", Unit::Organizations),
    ("団体", Unit::Organizations),
    ("自治体", Unit::Organizations),
    ("機関", Unit::Organizations),
    ("アカウント", Unit::Accounts),
    ("ID", Unit::Accounts),
    ("口座", Unit::Accounts),
    ("アドレス", Unit::Addresses),
    ("メールアドレス", Unit::Addresses),
    ("カード", Unit::Cards),
    ("ファイル", Unit::Files),
    ("レコード", Unit::Records),
    ("データ", Unit::Records),
    ("者", Unit::People),
    ("患者", Unit::People),
    ("顧客", Unit::People),
    ("契約", Unit::Records),
    ("組", Unit::Records),
];

/// Units that a noun gives to 件, the closest noun first.
const NOUNS: &[(&str, Unit)] = &[
    ("cards", Unit::Cards),
    ("addresses", Unit::Addresses),
    ("accounts", Unit::Accounts),
    ("messages", Unit::Messages),
    ("files", Unit::Files),
    ("households", Unit::Households),
];

/// Endings of a noun that leave what it names as it is: クレジットカード*情報*.
const ENDINGS: &[&str] = &[
    "情報",
    "データ",
    "等",
    "など",
    "の",
    "数",
    "件数",
    "枚数",
    "番号",
    "総数",
    "のべ",
    "延べ",
    "最大",
    "対象",
    "合計",
    "を",
    "は",
    "が",
    "漏えい",
    "漏洩",
    "流出",
    "紛失",
];

/// What a figure counts; `None` where it counts nothing of the ledger.
pub(super) fn unit(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> Option<Unit> {
    let counter = place.counter();
    let many = place.number.value.whole().is_some_and(|count| count >= CARRIERS);
    if place.number.sense == Sense::Bare {
        return bare(place);
    }
    if counter.starts_with("件") {
        let bodies = place.noun_end_in(&["事業所", "事業者", "団体", "法人", "企業"])
            && !data_in(place, place.noun())
            && !counts_bodies(place);
        let heads = [
            "会員数",
            "顧客数",
            "お客様数",
            "お客さま数",
            "利用者数",
            "患者数",
            "契約者数",
            "登録者数",
            "対象者数",
            "人数",
        ];
        let plain = match (bodies, place.noun_end_in(&heads)) {
            (true, _) => Unit::Organizations,
            (_, true) => Unit::People,
            // 「個人640件、法人12件」
            _ if place.passage.words(place.noun()).ends_with("個人") => Unit::People,
            _ => Unit::Records,
        };
        // Of mails that showed each recipient the others, 件 are addresses.
        let plain = if plain == Unit::Records && scene.open_recipients && !data_in(place, tail.noun) {
            Unit::Addresses
        } else {
            plain
        };
        let unit = by_noun(scene, place, tail).unwrap_or(plain);
        return Some(unit).filter(|&unit| unit != Unit::Files || many);
    }
    if counter.starts_with('枚') {
        return match by_noun(scene, place, tail) {
            Some(unit @ (Unit::Cards | Unit::Files)) => Some(unit).filter(|_| many),
            _ => papers(place, tail),
        };
    }
    if counter.starts_with('組') && place.before().ends_with('年') {
        // 「5年2組」 is a class.
        return None;
    }
    if counter.starts_with('者') && firms(place) {
        return Some(Unit::Organizations);
    }
    if counter.starts_with('通') {
        return letters(place, tail).or_else(|| papers(place, tail));
    }
    let found = COUNTERS.iter().find(|(word, _)| counter.starts_with(word)).map(|&(_, unit)| unit);
    found.filter(|&unit| unit != Unit::Files || many && place.has("leak", place.clause()))
}

/// Whether the word for bodies before the figure is the counter of another: 「委託元38社・団体 92,300件」.
fn counts_bodies(place: &Place<'_>) -> bool {
    let last = place.passage.numbers_in(place.before).last();
    last.is_some_and(|last| {
        let between = place.passage.text().get(last.figure.end..place.number.span.start).unwrap_or("");
        let counter =
            ["社", "団体", "事業者", "事業所", "企業", "法人"].iter().any(|word| between.starts_with(word));
        counter && between.chars().count() <= 8
    })
}

/// Whether the clause tells of firms, which 者 counts as well as persons: 「12者の情報(事業者名、…)」.
fn firms(place: &Place<'_>) -> bool {
    let words = place.passage.words(place.clause());
    let named = ["事業者", "業者", "企業", "団体", "会社"].iter().any(|word| words.contains(word));
    named && !["個人事業", "個人、", "個人と"].iter().any(|word| words.contains(word))
}

/// Papers and letters that went astray are records, one each: 「申込書17枚を紛失」, 「郵便物4通を誤って配達」; but not where the persons
/// are counted beside them.
fn papers(place: &Place<'_>, tail: &Tail) -> Option<Unit> {
    let kinds = [
        "書",
        "票",
        "伝票",
        "カルテ",
        "処方箋",
        "名刺",
        "郵便物",
        "はがき",
        "ハガキ",
        "葉書",
        "書類",
        "レセプト",
        "証",
        "手紙",
    ];
    let noun = place.passage.words(tail.noun);
    let paper = place.noun_end_in(&kinds) || kinds.iter().any(|kind| noun.ends_with(kind));
    let words = place.passage.words(place.clause());
    let astray = [
        "紛失",
        "誤って",
        "誤送",
        "誤配",
        "誤交付",
        "誤廃棄",
        "誤封入",
        "盗",
        "所在不明",
        "見当たら",
        "取り違え",
    ];
    let lot = ["したところ", "した際", "する際", "のうち", "お詫び"];
    let sentence = place.before.join(place.behind);
    let counts = |span: Span| super::deny::persons(place.passage.words(span));
    let persons = place.passage.numbers_in(sentence).iter().any(|number| number.counter.is_some_and(counts));
    (paper && contains(words, &astray) && !contains(words, &lot) && !persons).then_some(Unit::Records)
}

/// Letters and mails count only where their contents went.
fn letters(place: &Place<'_>, tail: &Tail) -> Option<Unit> {
    let words = place.passage.words(place.clause());
    let read = ["閲覧", "窃取", "盗", "流出", "漏え", "漏洩", "転送され", "読み"]
        .iter()
        .any(|word| words.contains(word));
    let mail = place.noun_is("messages") || ends_with(place.passage, tail.noun.end, "messages");
    let sent = ["送信され", "配信され", "届", "大量"].iter().any(|word| words.contains(word));
    (read && mail && !sent).then_some(Unit::Messages)
}

/// A figure without a counter: 対象者数 1,234, or a cell under 件数.
fn bare(place: &Place<'_>) -> Option<Unit> {
    let behind = place.passage.words(place.behind);
    if behind.starts_with('先')
        && !["先着", "先頭", "先月", "先日"].iter().any(|word| behind.starts_with(word))
    {
        let firms = ["取引先", "企業", "法人", "事業先"].iter().any(|word| place.before().contains(word));
        return Some(if firms { Unit::Organizations } else { Unit::People });
    }
    // 「129の官公庁・企業のお客様の情報」
    let bodies =
        ["企業", "団体", "法人", "自治体", "官公庁", "事業者", "機関", "市町村", "会社", "取引先", "組織"];
    let whose = behind.strip_prefix('の').unwrap_or("");
    if bodies.iter().any(|word| whose.starts_with(word)) {
        return Some(Unit::Organizations);
    }
    if place.before().trim_matches(|c: char| " (【[・".contains(c)).is_empty() {
        return None;
    }
    if ["事業所", "会社", "店舗", "施設"].iter().any(|word| behind.starts_with(word)) {
        return Some(Unit::Organizations);
    }
    let next = place.passage.text().get(place.number.span.end..).unwrap_or("");
    let column = place.headings().0;
    if column.is_empty()
        && !behind.is_empty()
        && !next.starts_with([' ', ')', '(', '、', '。', '※', '*', '\n', '|'])
    {
        return None;
    }
    let named = |words: &[&str]| {
        words.iter().any(|word| column.contains(word)) || column.is_empty() && place.noun_counts(words)
    };
    if named(&[
        "人数",
        "者数",
        "名数",
        "(人)",
        "(名)",
        "様の数",
        "さまの数",
        "会員数",
        "方の数",
        "（人）",
        "（名）",
    ]) {
        Some(Unit::People)
    } else if named(&["アカウント数", "ID数"]) {
        Some(Unit::Accounts)
    } else if named(&["世帯数"]) {
        Some(Unit::Households)
    } else if named(&["社数", "事業者数", "団体数", "企業数"]) {
        Some(Unit::Organizations)
    } else if named(&["件数", "データ数", "レコード数", "(件)", "（件）"]) {
        Some(Unit::Records)
    } else {
        None
    }
}

/// The unit that the nouns around a 件 give.
fn by_noun(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> Option<Unit> {
    let behind = named_at(place, tail.noun.end).filter(|_| !tail.noun.is_empty() && !holds(place, tail));
    // 10件のID counts IDs, whatever they are for.
    let ids = place.passage.words(tail.noun).ends_with("ID").then_some(Unit::Accounts);
    let behind = behind.or(ids);
    let remark = remark(place).or_else(|| spelt_out(place));
    let before = named_at(place, place.noun_end).filter(|_| alone(place) && !shared(place));
    let caption =
        place.caption.filter(|_| empty_noun(place)).and_then(|caption| named_at(place, caption.end));
    let heading = place.passage.section(place.sentence).heading.filter(|_| empty_noun(place));
    let heading = heading.and_then(|heading| named_at(place, heading.end));
    let noted = noted(place);
    let open = (scene.open_recipients && place.has("sends", place.clause())).then_some(Unit::Addresses);
    behind.or(remark).or(before).or(noted).or(caption).or(heading).or(open)
}

/// Whether the noun behind is only what holds the data that are counted: 「58件の顧客情報の記載されたファイル」.
fn holds(place: &Place<'_>, tail: &Tail) -> bool {
    let data = [
        "情報の記載",
        "情報が記載",
        "情報を記載",
        "情報の入",
        "情報が入",
        "情報を含",
        "情報が含",
        "情報の含",
    ];
    contains(place.passage.words(tail.noun), &data)
}

/// The unit whose noun ends at `end`, endings such as 情報 aside.
fn named_at(place: &Place<'_>, end: usize) -> Option<Unit> {
    let mut end = end;
    for _ in 0..4 {
        if let Some(&(_, unit)) = NOUNS.iter().find(|(value, _)| ends_with(place.passage, end, value)) {
            return Some(unit);
        }
        let words = place.passage.words(Span::new(end.saturating_sub(30).max(floor(place, end)), end));
        // 「例示ID」, but no word of letters that ends so.
        let own = words.strip_suffix("ID").filter(|own| !own.ends_with(|c: char| c.is_ascii_alphanumeric()));
        if own.is_some_and(|own| !own.is_empty()) {
            return Some(Unit::Accounts);
        }
        let cut = ENDINGS.iter().filter(|word| words.ends_with(*word)).map(|word| word.len()).max()?;
        end -= cut;
    }
    None
}

/// The first character boundary of the 30 bytes before `end`.
fn floor(place: &Place<'_>, end: usize) -> usize {
    super::place::boundary(place.passage.text(), end.saturating_sub(30))
}

/// Whether the noun before the figure stands alone, not last in a list of other data: 氏名及びメールアドレス.
fn alone(place: &Place<'_>) -> bool {
    let noun = place.noun();
    let words = place.passage.words(noun);
    let joined =
        ["及び", "および", "並びに", "ならびに", "・", "と", "や"].iter().find_map(|word| words.rfind(word));
    let first = Span::new(noun.start, joined.map_or(noun.start, |at| noun.start + at));
    let before = place.passage.words(Span::new(place.before.start, noun.start));
    let window =
        Span::new(super::place::boundary(place.passage.text(), noun.start.saturating_sub(60)), noun.start);
    let last = place.passage.hits_in("data_types", window).map(|(hit, _)| hit.span.end).max();
    let joined = |end: usize| {
        !place.passage.words(Span::new(end, noun.start)).contains(['を', 'が', 'は', 'に', 'し', '。'])
    };
    let listed = before.ends_with(['、', ',']) && last.is_some_and(joined);
    !listed && !data_in(place, first)
}

/// The unit that a remark at once behind the figure gives: 120件(カード番号).
fn remark(place: &Place<'_>) -> Option<Unit> {
    let rest = place.passage.text().get(place.number.span.end..)?;
    let close = rest.strip_prefix('(').and_then(|inner| inner.find(')')).filter(|&at| at <= 60)?;
    named_at(place, place.number.span.end + 1 + close).filter(|&unit| unit != Unit::Messages)
}

/// The unit that a bracket at once before the figure gives, where it spells out what the data are: 「個人情報(メールアドレス)約240件」.
fn spelt_out(place: &Place<'_>) -> Option<Unit> {
    let before = place.before().trim_end_matches(['約', ' ', '計']);
    let (data, inner) = before.strip_suffix(')')?.rsplit_once('(')?;
    let only =
        ["情報", "データ"].iter().any(|end| data.ends_with(end)) && !inner.contains(['、', '・', '等']);
    named_at(place, place.before.start + before.len() - 1).filter(|_| only)
}

/// Whether the persons follow whose documents are counted: メールアドレスが3件(8人分).
fn shared(place: &Place<'_>) -> bool {
    let rest = place.passage.text().get(place.number.span.end..).unwrap_or("");
    let inner: Option<&str> =
        rest.strip_prefix('(').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ','));
    inner.is_some_and(|rest| rest.starts_with("人分") || rest.starts_with("名分"))
}

/// Whether nothing but a label stands before the figure.
fn empty_noun(place: &Place<'_>) -> bool {
    let noun = place.noun();
    noun.len() <= 6 || place.noun_is("caption")
}

/// A note called at the noun says what the figures are: ※1 件数はアカウント数です.
fn noted(place: &Place<'_>) -> Option<Unit> {
    let before = place.before();
    let at = before.rfind(['※', '*'])?;
    let digits: String = before.get(at..)?.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let mark = before.get(at..)?.chars().next()?;
    let mark = format!("{mark}{digits}");
    let note = place.passage.sentences.iter().enumerate().skip(place.sentence + 1).take(60).find(
        |(_, sentence)| {
            let words = place.passage.words(sentence.span).trim_start();
            words
                .strip_prefix(mark.as_str())
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        },
    )?;
    let block = note.1.block;
    let own =
        place.passage.sentences.iter().skip(note.0).take(6).take_while(|sentence| sentence.block == block);
    own.into_iter().find_map(|sentence| {
        let words = place.passage.words(sentence.span);
        let counts = words.contains("件数") || words.contains("数は");
        (counts && words.contains("アカウント数")).then_some(Unit::Accounts)
    })
}
