//! Hiragana in a name with a legal form: 仮設みんなネット, つくし堂, 仮設の杜. Particles, verbs and adverbs around a name are
//! written in the same letters; a run of hiragana is one of a name where it does not read as those.

use std::sync::LazyLock;

use super::extent::{LONGEST, hiragana_in_name, joins_next, latin_around, part_of_name, supplies, trimmed};
use jikenbo_model::Span;
use jikenbo_text::words::{closing, opening};

/// Words that stand behind a name or lead on from it: particles, conjunctions, the copula, verbs, what the joins to it.
const BEHIND: &str = "は が を に へ で と も の から より まで など ほか だけ のみ ごと あて さま \
    さん こそ また または および ならびに かつ かどうか あるいは もしくは である であり \
    であっ です でし だっ なる なり なっ ない なく において における におきまして によ \
    による により によって によると によれば につき について につきまして とともに として \
    としまして といたしまして といった という いう いわく いる いた いずれ いただ いたし \
    おいて おける おり おきまして する した して され させ しか しており しました \
    します くださ くらい ある あり あっ この これ こと こちら その それ そちら そこ \
    すべて すでに さらに まだ いまだ ただちに あくまで あわせて ともに きちんと ほとんど \
    およそ のお のご のうち のため のもの のもと のとおり のほう のほか のなか のよう \
    のこと のおかげ のみなさま のそれぞれ のまとめ のとりまとめ のいわゆる";

/// Words of hiragana that stand before a name: particles, verbs' endings, adverbs, pointing words.
const AHEAD: &str = "は が を に へ で と も の や か から より まで など また または および \
    ならびに かつ あるいは もしくは このたび この その これ それ なお さらに ただし \
    する した して している していた しております しておりました しておる いる いた \
    います いました おり おります おりました される された されて されている されていた \
    させる である であった であり となる となった という といった による における \
    において にかかる に対する にあたる ある なる なった すでに いわゆる ほか ため \
    そのため";

/// Words of which names are made, written in hiragana, where the last or first letter may pass for a particle.
const NOUNS: &str = "こども くらし まちづくり ものづくり もり さと ふるさと まち いえ こころ まごころ \
    みらい ひかり つばさ ゆめ そら うみ やま かわ はな はなまる はーと はまなす \
    はばたき はぐくみ みち みどり しずく たね いのち きずな ちから しごと すまい ことば \
    かぜ にわ にじ ほし おうち おひさま おもちゃ ひと くに やまと やすらぎ とまと \
    ともだち もみじ もも きもの かに ことぶき かながわ かがやき かもめ なごみ なでしこ \
    なかま なにわ よつば みやこ まこと ほっと でんき がっこう りんご たまご あすか \
    いずみ のぞみ さかい しあわせ おきなわ さいたま みやざき いわき つくば ひろば \
    つながり ささえあい たすけあい ふれあい ちいき けんこう えがお きらり つどい ゆうあい \
    いきがい";

/// Kanji that の joins to a name's first part: 友の会, 仮設の杜.
const JOINED: &str =
    "森里郷家丘杜湯国花空風木星町街島海山川宿館庭実種泉蔵音輪会詩窓樹華葉光虹夢月鳥灯匠技園城宮村京";

/// Words that alone are no firm's name: behind a legal form the name goes on over の, 株式会社みんなのれいじ, 株式会社保険のれいじ.
const COMMON: &str = "みんな みなさん おうち ほけん すまい くらし からだ わたし あなた ぼく おかね きもの \
    しごと 保険 相続 介護 不動産 暮らし 住まい お金";

/// What behind a firm's name and の is something of the firm's: its people, its machines, its work.
const BELONGINGS: &[&str] = &[
    "社員",
    "従業",
    "職員",
    "担当",
    "作業",
    "業務",
    "委託",
    "サーバ",
    "システム",
    "ネットワーク",
    "パソコン",
    "端末",
    "ホームページ",
    "ウェブ",
    "Web",
    "サイト",
    "顧客",
    "お客",
    "会員",
    "運転",
    "配達",
    "配送",
    "調査",
    "報告",
    "監視",
    "代表",
    "取締",
    "子会社",
    "元",
    "本社",
    "支店",
    "営業",
    "車",
    "技術者",
    "スタッフ",
    "管理",
    "個人情報",
    "ミス",
    "誤",
    "不",
];

/// One kanji before の that a set name begins with, and what such a name goes on with: 日の丸, 西の丸, 道の駅, 森の里.
const SET_FIRST: &str = "日西東南北道山海川森里花虹星月風空木竹松梅桜菊緑天夢二三本";
const SET_SECOND: &str = "丸駅里森杜宮国子葉実橋台原谷湯館庭";

/// Words of hiragana, each taken out of its list once, in the order of their letters.
type Listed = LazyLock<Vec<&'static str>>;

static BEHIND_WORDS: Listed = LazyLock::new(|| listed(BEHIND));
static AHEAD_WORDS: Listed = LazyLock::new(|| listed(AHEAD));
static NOUN_WORDS: Listed = LazyLock::new(|| listed(NOUNS));
static JOIN_WORDS: Listed = LazyLock::new(|| listed(JOINS));
static COMMON_WORDS: Listed = LazyLock::new(|| listed(COMMON));

fn listed(words: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = words.split(' ').collect();
    words.sort_unstable();
    words
}

/// Those of `words` that `text` begins with.
fn beginnings<'w>(text: &str, words: &'w [&'static str]) -> impl Iterator<Item = &'w &'static str> {
    let first = opening(text, 1);
    let near = words.get(words.partition_point(|word| *word < first)..).unwrap_or_default();
    near.iter().take_while(move |word| word.starts_with(first)).filter(move |word| text.starts_with(**word))
}

fn is_noun(run: &str) -> bool {
    NOUN_WORDS.contains(&run)
}

/// Whether `run` is made of `words` only; so is nothing at all.
fn reads_as(run: &str, words: &[&'static str]) -> bool {
    let mut reached = vec![false; run.len() + 1];
    reached[0] = true;
    for at in 0..run.len() {
        let Some(rest) = run.get(at..).filter(|_| reached[at]) else { continue };
        for word in beginnings(rest, words) {
            reached[at + word.len()] = true;
        }
    }
    reached[run.len()]
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c)
}

/// Where the run of hiragana at the start of `rest` ends; a long vowel's mark behind hiragana belongs to it.
fn run(rest: &str) -> &str {
    let rest = opening(rest, MOST);
    let end = rest.char_indices().find(|&(at, c)| !(is_hiragana(c) || c == 'ー' && at > 0));
    rest.get(..end.map_or(rest.len(), |(at, _)| at)).unwrap_or("")
}

/// No longer run of hiragana is looked at, in letters.
const MOST: usize = 20;

/// The bytes of hiragana at the start of `rest` that go on a name; `first`: right behind the legal form.
fn goes_on(rest: &str, first: bool) -> usize {
    let run = run(rest);
    let behind = rest.get(run.len()..).unwrap_or("");
    if let Some(noun) = run.strip_prefix('の').filter(|_| !first) {
        return joined(noun, behind).map_or(0, |length| 'の'.len_utf8() + length);
    }
    let next_form =
        ["株式会社", "有限会社", "合同会社", "一般", "公益"].iter().any(|form| behind.starts_with(form));
    let run = run.strip_suffix(['や', 'か']).filter(|_| next_form).unwrap_or(run);
    let closed = behind.is_empty() || behind.starts_with(['\n', ' ', '(', '」', '』']);
    let whole = is_noun(run) || closed && !JOIN_WORDS.iter().any(|join| run.ends_with(join));
    let name = if whole { run } else { before_particles(run) };
    if is_noun(name) || first && whole && name.chars().count() >= 2 && !reads_as(name, &BEHIND_WORDS) {
        return name.len();
    }
    let least = if first || behind.chars().next().is_some_and(part_of_name) { 2 } else { 3 };
    let led = beginnings(name, &BEHIND_WORDS).next().is_some();
    if led || name.chars().count() < least { hiragana_in_name(rest) } else { name.len() }
}

/// What a run of hiragana in front of a bracket or at a line's end may close with and be no name for it.
const JOINS: &str = "および または ならびに ほか など より から では です との への である は が を \
    に";

/// The shortest beginning of a run behind which only particles and the like stand; a noun as a whole.
fn before_particles(run: &str) -> &str {
    let ends = || run.char_indices().map(|(at, c)| at + c.len_utf8());
    let split = |end: &usize| reads_as(run.get(*end..).unwrap_or(""), &BEHIND_WORDS);
    let noun =
        ends().rev().filter(split).find(|&end| NOUN_WORDS.iter().any(|noun| run[..end].ends_with(noun)));
    let end = noun.or_else(|| ends().skip(1).find(split)).unwrap_or(0);
    run.get(..end).unwrap_or("")
}

/// The bytes behind の that it joins to a name: one kanji of those that names have so, or a noun of hiragana.
fn joined(run: &str, behind: &str) -> Option<usize> {
    if run.is_empty() {
        let kanji = behind.chars().next().filter(|c| JOINED.contains(*c))?;
        let tail = behind.get(kanji.len_utf8()..)?;
        let end = tail.chars().next().is_none_or(|c| !part_of_name(c) || is_hiragana(c));
        let particle = tail.is_empty() || !tail.starts_with(is_hiragana) || ends_here(tail);
        return (end && particle).then_some(0);
    }
    let mut nouns: Vec<&str> = beginnings(run, &NOUN_WORDS).copied().collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    nouns.into_iter().find(|noun| reads_as(&run[noun.len()..], &BEHIND_WORDS)).map(str::len)
}

/// Whether the hiragana at the start of `tail` only lead on from a name.
fn ends_here(tail: &str) -> bool {
    let run = run(tail);
    ["は", "が", "を", "に", "へ", "で", "と", "も", "の", "から", "より", "まで"]
        .iter()
        .any(|word| run.starts_with(word))
}

/// Whether の, with which `rest` begins, goes on the name that `name` begins: `name` alone names no firm, and what follows の is
/// nothing that a firm has (株式会社みんな|のれいじ), or both make a set name (株式会社道|の駅).
fn goes_over(name: &str, rest: &str) -> bool {
    let Some(behind) = rest.strip_prefix('の') else { return false };
    let Some(next) = behind.chars().next().filter(|c| part_of_name(*c) && !is_hiragana(*c)) else {
        return false;
    };
    if COMMON_WORDS.contains(&name) {
        return !BELONGINGS.iter().any(|thing| behind.starts_with(thing));
    }
    let mut letters = name.chars();
    let first = letters.next().is_some_and(|c| SET_FIRST.contains(c)) && letters.next().is_none();
    first && SET_SECOND.contains(next)
}

/// Where the name that begins at `start`, right behind its legal form, ends.
pub(super) fn forward(text: &str, start: usize) -> usize {
    let mut end = start;
    while end - start <= LONGEST {
        let Some(rest) = text.get(end..) else { break };
        let Some(character) = rest.chars().next() else { break };
        if end > start && (supplies(rest) || joins_next(rest)) {
            break;
        }
        let joined = matches!(character, ' ' | ',') && latin_around(text, end, character);
        end += match (is_hiragana(character), joined || part_of_name(character)) {
            (true, _) if goes_over(text.get(start..end).unwrap_or(""), rest) => 'の'.len_utf8(),
            (true, _) => match goes_on(rest, end == start) {
                0 => break,
                length => length,
            },
            (false, true) => character.len_utf8(),
            (false, false) => break,
        };
    }
    end
}

/// Where the name whose legal form begins at `end` begins.
pub(super) fn backward(text: &str, end: usize) -> usize {
    let Some(before) = text.get(..end) else { return end };
    let mut start = end;
    while let Some(character) = before.get(..start).and_then(|head| head.chars().next_back()) {
        if end - start > LONGEST {
            break;
        }
        let latin_space = character == ' ' && latin_around(text, start - 1, ' ');
        // 「Example Sample, Inc.」, 「Example (Thailand) Co., Ltd.」, 「例示(上海)有限公司」
        let at_form = before.get(start..).is_some_and(|between| between.trim().is_empty());
        let comma = character == ',' && at_form && latin_around(text, start - 1, ',');
        let close = start - usize::from(character == ' ');
        let place =
            if at_form && matches!(character, ')' | ' ') { place_before(text, close, end) } else { None };
        if let Some(open) = place {
            start = open;
            continue;
        }
        if is_hiragana(character) || character == 'ー' && kana_before(before, start) {
            let (length, whole) = comes_before(before, start, end);
            start -= length;
            if length == 0 || !whole {
                break;
            }
        } else if latin_space || comma || part_of_name(character) {
            start -= character.len_utf8();
        } else {
            break;
        }
    }
    start
}

/// Legal forms of other lands, before which a place may stand in brackets.
const ABROAD: &[&str] = &[
    "Co.",
    "Ltd",
    "Inc",
    "LLC",
    "GmbH",
    "Pte",
    "Sdn",
    "Corporation",
    "Limited",
    "有限公司",
    "股份",
    "有限责任公司",
];

/// The longest name of such a place, in characters.
const PLACE: usize = 12;

/// Where the bracket opens that closes at `at` and says in which place the firm is whose form begins at `end`.
fn place_before(text: &str, at: usize, end: usize) -> Option<usize> {
    let form = text.get(end..)?;
    if !ABROAD.iter().any(|abroad| form.starts_with(abroad)) {
        return None;
    }
    let inside = text.get(..at)?.strip_suffix(')')?;
    let near = closing(inside, PLACE + 1);
    let open = inside.len() - near.len() + near.rfind('(')?;
    let place = inside.get(open + 1..)?;
    let named = !place.is_empty() && place.chars().all(part_of_name);
    let head = text.get(..open)?;
    let firm = head.strip_suffix(' ').unwrap_or(head);
    (named && firm.ends_with(part_of_name)).then_some(firm.len())
}

/// Whether the long vowel's mark that ends at `end` stands behind hiragana.
fn kana_before(before: &str, end: usize) -> bool {
    before.get(..end).is_some_and(|head| head.chars().rev().find(|c| *c != 'ー').is_some_and(is_hiragana))
}

/// Of the hiragana that end at `at`: the bytes that are the name's, and whether the name may go on before them.
fn comes_before(before: &str, at: usize, end: usize) -> (usize, bool) {
    let head = before.get(..at).unwrap_or("");
    let start = head
        .char_indices()
        .rev()
        .take(MOST)
        .take_while(|&(_, c)| is_hiragana(c) || c == 'ー')
        .last()
        .map_or(at, |(start, _)| start);
    let run = head.get(start..).unwrap_or("");
    let joins = head.get(..start).and_then(|head| head.chars().next_back()).is_some_and(part_of_name);
    let behind = before.get(at..end).unwrap_or("");
    let kanji = behind.chars().count() == 1 && behind.starts_with(|c| JOINED.contains(c));
    let owner = head
        .get(..start)
        .is_some_and(|head| head.ends_with(['社', '先', '元', '者', '学', '院', '市', '県']));
    if run == "の" {
        if is_set(head.get(..start).unwrap_or(""), behind) {
            return (run.len(), true);
        }
        return if kanji && joins && !owner { (run.len(), true) } else { (0, false) };
    }
    // 「委託先のみんなの例示株式会社」
    let common = run.strip_suffix('の').and_then(|words| {
        let noun = COMMON_WORDS.iter().find(|noun| words.ends_with(**noun))?;
        reads_as(&words[..words.len() - noun.len()], &AHEAD_WORDS).then_some(noun.len() + 'の'.len_utf8())
    });
    if let Some(length) = common.filter(|_| !behind.is_empty()) {
        return (length, false);
    }
    let mut nouns: Vec<&str> = NOUN_WORDS.iter().filter(|noun| run.ends_with(**noun)).copied().collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    for noun in nouns {
        let led = &run[..run.len() - noun.len()];
        if led.is_empty() || led == "の" && joins && !owner {
            return (run.len(), joins);
        }
        if reads_as(led, &AHEAD_WORDS) {
            return (noun.len(), false);
        }
    }
    // A verb or adjective ends in these, and so does a particle.
    let leads = run.ends_with([
        'う', 'く', 'ぐ', 'す', 'つ', 'ぬ', 'ぶ', 'む', 'る', 'た', 'だ', 'い', 'な', 'の', 'が', 'を', 'に',
        'は', 'も', 'と', 'で', 'へ', 'ら', 'り', 'ず', 'て', 'し', 'き', 'け', 'ち', 'や', 'か', 'お', 'よ',
    ]);
    let verb = beginnings(run, &AHEAD_WORDS).map(|word| word.len()).max().unwrap_or(0);
    let own = run.get(verb..).filter(|own| !leads && own.chars().count() >= 2);
    own.map_or((0, false), |own| (own.len(), verb == 0 && joins))
}

/// Whether the kanji that `head` ends in, standing alone, and that which `behind` begins with make a set name over の: 日の丸運送.
fn is_set(head: &str, behind: &str) -> bool {
    let mut letters = head.chars().rev();
    let first = letters.next().is_some_and(|c| SET_FIRST.contains(c));
    let alone = letters.next().is_none_or(|c| !part_of_name(c) || is_hiragana(c));
    let day = ["その日", "この日", "ある日", "前の日", "次の日"].iter().any(|day| head.ends_with(day));
    first && alone && !day && behind.starts_with(|c| SET_SECOND.contains(c))
}

/// The part before a form that is the name's.
pub(super) fn led(text: &str, form: Span) -> Span {
    trimmed(text, Span::new(backward(text, form.start), form.start))
}

#[cfg(test)]
mod tests {
    use crate::fields::organization::name::around;
    use crate::passage::Passage;
    use crate::{Lists, testing};

    /// The name around the first legal form of `text`.
    fn check(text: &str, expected: &str) {
        let (document, report) = testing::document(text);
        let passage = Passage::new(&document, &report, Lists::builtin());
        let form = passage.finds("organizations", "legal_form").next().unwrap().span;
        let found = around(&passage, form).map(|span| passage.words(span).to_owned());
        assert_eq!(found.as_deref().unwrap_or(""), expected, "{text}");
    }

    #[test]
    fn hiragana_behind_a_form() {
        check("NPO法人仮設みんなネット", "NPO法人仮設みんなネット");
        check("業務は社会福祉法人仮設ひまわり会が担う。", "社会福祉法人仮設ひまわり会");
        check("株式会社つくし堂(以下「つくし堂」)", "株式会社つくし堂");
        check("株式会社つくしが運営する。", "株式会社つくし");
        check("株式会社つくしホームにおいて", "株式会社つくしホーム");
        check("一般社団法人仮設まちづくりから報告", "一般社団法人仮設まちづくり");
        check("株式会社仮設らーめん(本社:見本市)", "株式会社仮設らーめん");
        check("NPO法人仮設見守りネットが", "NPO法人仮設見守りネット");
        check("株式会社仮設すこやかが紛失した。", "株式会社仮設すこやか");
    }

    #[test]
    fn the_may_join_two_parts_of_a_name() {
        check("株式会社サンプルの杜は、", "株式会社サンプルの杜");
        check("株式会社仮設のくらしに委託した。", "株式会社仮設のくらし");
        check("株式会社仮設の社員が", "株式会社仮設");
        check("株式会社仮設の会員が", "株式会社仮設");
        check("株式会社仮設のおかげで", "株式会社仮設");
        check("株式会社仮設のサーバー", "株式会社仮設");
        check("株式会社みんなの見本が", "株式会社みんなの見本");
        check("株式会社保険の見本に委託した。", "株式会社保険の見本");
        check("株式会社くらしの社員が", "株式会社くらし");
        check("株式会社みんなのサーバーが", "株式会社みんな");
        check("株式会社海の駅仮設において", "株式会社海の駅仮設");
        check("株式会社空の社員が", "株式会社空");
    }

    #[test]
    fn hiragana_before_a_form() {
        check("仮設商店友の会株式会社", "仮設商店友の会株式会社");
        check("これは見本の湯株式会社から聞いた。", "見本の湯株式会社");
        check("南東わかば信用金庫の職員", "南東わかば信用金庫");
        check("当社が契約するわかば信用金庫の職員", "わかば信用金庫");
        check("委託先のみらい株式会社が", "みらい株式会社");
        check("委託先の南の丸商会株式会社が", "南の丸商会株式会社");
        check("その日の丸山株式会社の作業", "丸山株式会社");
        check("当市が委託するみんなの見本株式会社が", "みんなの見本株式会社");
    }

    #[test]
    fn forms_of_other_lands() {
        check("子会社であるExample Sample, Inc.のサーバー", "Example Sample, Inc.");
        check("子会社であるExample (Thailand) Co., Ltd.のサーバー", "Example (Thailand) Co., Ltd.");
        check("子会社の見本電材(上海)有限公司の社員", "見本電材(上海)有限公司");
    }

    #[test]
    fn words_around_a_name_are_no_part_of_it() {
        check("業務を委託している株式会社仮設が", "株式会社仮設");
        check("窓口を担う仮設株式会社は", "仮設株式会社");
        check("株式会社仮設および見本", "株式会社仮設");
        check("株式会社仮設あて送付した。", "株式会社仮設");
        check("このたび仮設株式会社より", "仮設株式会社");
        check("株式会社つくしやすらぎ", "株式会社つくしやすらぎ");
    }
}
