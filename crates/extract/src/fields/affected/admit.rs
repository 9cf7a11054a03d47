//! What makes a figure one of the ledger: it is tied to data, to the leak, or to a list or section of what leaked.

use jikenbo_model::Span;

use super::deny::{all_of, data_in, own_share, persons};
use super::grammar::{Particle, Tail, near};
use super::hit::{attributed, shown_to_all};
use super::joined;
use super::place::{Place, is_mark};
use super::scene::Scene;
use super::turn::is_timed;
use crate::lists::contains;
use crate::passage::Role;

/// The largest figure that needs more than a word of the leak in its clause: one or two persons do all sorts of things.
const FEW: u64 = 2;

/// Whether the text ties the figure to data that leaked or may have.
///
/// `part` says that it is a part (うち) of a figure taken shortly before.
pub(super) fn admitted(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail, part: bool) -> bool {
    if joined::with_next(place) || own_share(place) && place.has("leak", place.before) {
        return true;
    }
    let few = place.number.value.whole().is_none_or(|count| count <= FEW);
    if few && !part {
        return few_tied(scene, place, tail);
    }
    if adds_up(scene, place) {
        return true;
    }
    if part || own_data(place, tail) || captioned(scene, place) || in_list(scene, place) || tally(place) {
        return true;
    }
    let ranged = ["が影響範囲", "が対象と", "が対象で", "が該当", "から申し込み", "から申込", "から応募"];
    if ranged.iter().any(|word| place.behind().starts_with(word)) && !data_less(scene, place) {
        return true;
    }
    if open_recipients(scene, place) || all_of(place) || attributed(place) || shown_to_all(place, tail) {
        return true;
    }
    in_section(scene, place) || told_of(place, tail)
}

/// How many lines a list of figures has at most that its last one adds up.
const LINES: usize = 24;

/// Whether it ends a line of a list that ends in a line with their sum: 「名簿A 140人 / 名簿B 35人 / 計175人」.
fn adds_up(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let off = ["measures", "cause_and_measures", "performance", "history", "contact"];
    if !place.ends_line() || !persons(place.counter()) || off.iter().any(|topic| place.about(topic)) {
        return false;
    }
    let last = (place.sentence..place.sentence + LINES).take_while(|&at| lone(place, at).is_some()).last();
    let Some(last) = last.filter(|&last| is_sum(place.passage.sentence(last))) else { return false };
    let first = last.saturating_sub(LINES);
    let above = (first..last)
        .rev()
        .map_while(|at| lone(place, at))
        .fold((0u64, 0usize), |(sum, lines), own| (sum.saturating_add(own), lines + 1));
    above.1 > 1 && lone(place, last) == Some(above.0) && is_led_in(scene, place, last - above.1)
}

/// Whether the line above the list that begins at line `first` ties it to the leak, or its section does; and the line counts nothing
/// that was only done.
fn is_led_in(scene: &Scene<'_>, place: &Place<'_>, first: usize) -> bool {
    let done = ["済", "不能", "出席", "回答", "対応状況"];
    let above =
        first.checked_sub(1).and_then(|above| place.passage.sentences.get(above)).map(|line| line.span);
    let tied = above.is_some_and(|above| place.has("leak", above));
    (tied || place.in_data(scene) || scene.is_listed(place.sentence)) && !contains(place.before(), &done)
}

/// The one figure of persons that ends line `number`.
fn lone(place: &Place<'_>, number: usize) -> Option<u64> {
    let line = place.passage.sentences.get(number)?;
    let mut counted = place
        .passage
        .numbers_in(line.span)
        .iter()
        .filter(|own| own.counter.is_some_and(|counter| persons(place.passage.words(counter))));
    let own = counted.next().filter(|_| counted.next().is_none())?;
    let ends =
        place.passage.words(Span::new(own.span.end, line.span.end.max(own.span.end))).trim().is_empty();
    own.value.whole().filter(|_| ends)
}

/// Whether a line begins with a word for a sum.
fn is_sum(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| is_mark(c) || c == '(');
    ["計", "合計", "総計", "総数"].iter().any(|sum| line.starts_with(sum))
}

/// Whether what is in range is told of where nothing of data is: 「3校が対象と」.
fn data_less(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let entered = place.behind().starts_with("から");
    entered && !place.in_data(scene) || !persons(place.counter()) && !place.counter().starts_with('件')
}

/// Data belong to what is counted: 30名の患者様の氏名, 個人情報 12件, 1名分.
fn own_data(place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let comes_to =
        ["にあた", "に当た", "に相当", "に上", "にのぼ"].iter().any(|word| place.behind().starts_with(word));
    let shares = place.counter().ends_with('分')
        && (data_in(place, clause) || comes_to && data_in(place, sentence(place)));
    let owned = data_in(place, tail.noun);
    let noun = place.noun();
    let named = place.noun_is("data")
        || place.noun_is("addresses")
        || place.noun_is("cards")
        || place.passage.hits_in("data_types", noun).any(|(hit, _)| hit.span.end == noun.end);
    shares || owned || named
}

/// The words before the colon, the column or the line above say that this is the number of those concerned.
fn captioned(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let column = place.headings().0;
    let columns = ["件数", "人数", "者数", "対象", "数", "件", "人", "規模"];
    let caption =
        place.caption.is_some_and(|caption| place.has("caption", caption) || place.has("leak", caption));
    let column = !column.is_empty() && columns.iter().any(|word| column.contains(word));
    let own = place.noun_is("caption")
        || place.has("caption", Span::new(place.noun().start, place.number.span.start));
    let label = place.passage.words(place.caption.unwrap_or_default());
    let bare = caption
        && label.trim_start_matches(is_mark) == "件数"
        && !place.in_data(scene)
        && !place.has("subject", place.noun());
    !bare && !place.captions_other() && (caption || column || own)
}

/// A list that the report announces as that of what leaked.
fn in_list(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let counts = place.has("subject", sentence(place)) || data_in(place, sentence(place));
    // 「第2報 740名 / 第3報 830名」
    let timed = || persons(place.counter()) && place.ends_line() && is_timed(place);
    scene.is_listed(place.sentence) && (counts || timed())
}

/// A section of the data or of those concerned, with the words of a person, an organisation or data in the sentence.
fn in_section(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let section = place.in_data(scene);
    let own = with_last(place);
    section
        && (place.has("subject", own)
            || data_in(place, own)
            || place.role() != Role::Text
            || place.ends_line())
}

/// Recipients whose addresses the others could see.
fn open_recipients(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let mailing = ["送信", "配信", "送付", "宛先", "送信先", "配信先", "送信件数", "配信件数", "一斉送信"];
    let told = place.has("sends", place.clause()) && place.has("open_recipients", sentence(place));
    let label = place.passage.words(place.caption.unwrap_or_default());
    let labelled =
        contains(label, &["送信先", "送信人数", "配信先", "配信人数", "宛先", "受信者", "送信者数"]);
    scene.open_recipients && (told || labelled || place.noun_end_in(&mailing))
}

/// A sentence that is nothing but persons and how many of each there are: 「会員 300名、講師 12名、職員 8名。」.
fn row(place: &Place<'_>) -> bool {
    let span = sentence(place);
    let numbers = place.passage.numbers_in(span);
    let (Some(last), true) = (numbers.last(), numbers.len() > 1) else { return false };
    let mut from = span.start;
    let listed = numbers.iter().all(|number| {
        let noun = Span::new(from, number.span.start.max(from));
        from = number.span.end;
        let words = place.passage.words(noun);
        number.counter.is_some()
            && words.len() <= NOUN
            && !words.contains(['は', 'が', 'を', 'に', 'で', 'も', 'と', 'し', '。', ':'])
            && place.has("subject", noun)
            && !place.has("staff", noun)
    });
    let tail = place.passage.words(Span::new(last.span.end, span.end.max(last.span.end)));
    listed && tail.trim_end().trim_start_matches('。').is_empty()
}

/// The longest noun before a figure of a row, in bytes: 18 characters.
const NOUN: usize = 54;

/// A line that names persons, or a share, and ends in the figure: お客様 300名.
fn tally(place: &Place<'_>) -> bool {
    let described = place.noun_end_in(&["方", "者", "もの", "様", "さま", "さん", "員", "生", "客", "人"]);
    let off =
        ["measures", "cause_and_measures", "performance", "history"].iter().any(|topic| place.about(topic));
    let named = place.noun_is("subject") || described || place.counter().ends_with('分');
    (place.ends_line() && named && (!place.noun_is("staff") || closed_by_leak(place)) || row(place)) && !off
}

/// Whether the list that the line stands in goes on with what happened to their data: 「顧客 300名 / 従業員 40名 / の個人情報が漏えい」.
fn closed_by_leak(place: &Place<'_>) -> bool {
    let end = (place.sentence..place.sentence + LINES).find(|&at| lone(place, at).is_none());
    let close = end.filter(|end| *end > place.sentence).and_then(|end| place.passage.sentences.get(end));
    close.is_some_and(|close| {
        let words = place.passage.words(close.span).trim_start();
        let points = ["の個人情報", "の情報", "以上の", "上記の", "の個人データ"];
        points.iter().any(|point| words.starts_with(point)) && place.has("leak", close.span)
    })
}

/// The clause tells of the leak.
fn told_of(place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let near_by = near(place, tail.rest);
    let meant = contains(place.passage.words(near_by), &["対象", "該当"])
        || persons(place.counter()) && names_concerned(place);
    let told = place.has("leak", clause) || meant;
    let named = !place.counter().is_empty() && !place.counter().starts_with('件');
    let things = ["accounts", "cards", "addresses"];
    let things = things.iter().any(|value| place.has(value, tail.noun) || place.noun_is(value));
    let counts = named || things || place.has("subject", clause) || data_in(place, clause);
    told && counts || place.targeted() && persons(place.counter())
}

/// Whether the sentence begins with those concerned: 「対象となる方は、氏名のみの方が12名、…」.
fn names_concerned(place: &Place<'_>) -> bool {
    let words = place.before().trim_start_matches(is_mark);
    let topic = words.split_once(['は', ':']).map_or("", |(topic, _)| topic);
    let who = ["方", "お客様", "お客さま", "皆様", "皆さま", "者", "会員様", "患者様", "人", "対象"];
    let short = topic.chars().count() <= TOPIC && !topic.contains(['、', '。']);
    short && topic.contains("対象") && who.iter().any(|who| topic.ends_with(who))
}

/// How long the words are at most that name those concerned, in characters.
const TOPIC: usize = 16;

/// One or two: theirs must be the data or the share.
fn few_tied(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let share = place.counter().ends_with('分');
    let line = place.role() != Role::Text || place.ends_line();
    let item = (in_section(scene, place) || captioned(scene, place) || in_list(scene, place))
        && line
        && tail.particle == Particle::None;
    let told = place.has("leak", sentence(place));
    let whole = place.counter().starts_with("世帯") && told && data_in(place, tail.noun);
    let hit = persons(place.counter())
        && (place.has("leak", near(place, place.behind)) || told && data_in(place, tail.noun));
    let listed = place.in_data(scene) && persons(place.counter()) && data_in(place, tail.noun);
    let concerned = [
        "対象は",
        "対象者は",
        "対象件数は",
        "該当者は",
        "該当は",
        "対象となるのは",
        "個人情報は",
        "した情報は",
    ];
    let before = place.before().trim_end_matches('、');
    // 「自由記述欄に氏名を記入されていたものが2件ございました」
    let there_were = ["ござい", "あり", "あった", "見つか", "含まれて", "確認され"];
    let found = ["ものが", "ものは"].iter().any(|word| before.ends_with(word))
        && there_were.iter().any(|word| place.behind().starts_with(word))
        && place.in_data(scene)
        && data_in(place, sentence(place));
    let concerned = concerned.iter().any(|word| before.ends_with(word))
        && (told || place.in_data(scene) || data_in(place, sentence(place)));
    share && (told || place.in_data(scene))
        || persons(place.counter()) && attributed(place)
        || whole
        || item
        || listed
        || concerned
        || found
        || hit && tail.particle != Particle::With
}

/// The sentence around the figure; with the one before it where the figure begins it: …のお客様。最大で300件です。
fn with_last(place: &Place<'_>) -> Span {
    let own = sentence(place);
    let last = place.sentence.checked_sub(1).and_then(|last| place.passage.sentences.get(last));
    let block = place.passage.sentences.get(place.sentence).map(|sentence| sentence.block);
    let last =
        last.filter(|last| place.before.len() <= 12 && Some(last.block) == block && last.span.len() <= 300);
    last.map_or(own, |last| last.span.join(own))
}

/// The sentence around the figure, as far as it is looked at.
fn sentence(place: &Place<'_>) -> Span {
    place.before.join(place.behind)
}
