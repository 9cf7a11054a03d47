//! Where an organisation's name begins and ends.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::{Choice, find, rfind};

use crate::passage::Passage;

/// The longest name in bytes (40 characters): the longest in the corporate number register's sample had 37.
const LONGEST: usize = 120;

/// Legal forms whose name follows them; a company's may stand on either side.
const LEADING: &[&str] = &["法人", "財団", "社団"];

/// Words that end an institution's name.
const KINDS: &[&str] = &[
    "大学",
    "大学院",
    "短期大学",
    "高等専門学校",
    "高等学校",
    "高校",
    "中学校",
    "小学校",
    "学園",
    "学院",
    "幼稚園",
    "保育園",
    "こども園",
    "病院",
    "医院",
    "クリニック",
    "診療所",
    "医療センター",
    "協会",
    "機構",
    "財団",
    "組合",
    "銀行",
    "金庫",
    "センター",
    "研究所",
    "委員会",
    "学会",
    "連盟",
    "連合会",
    "警察",
    "警察署",
    "県警察",
    "消防局",
    "消防本部",
    "公社",
    "事業団",
    "会議所",
    "商工会",
    "図書館",
    "博物館",
    "美術館",
    "ホテル",
    "財務局",
    "振興会",
    "推進機構",
    "基金",
    "市",
    "町",
    "村",
    "県",
    "府",
    "都",
    "区",
    "庁",
    "省",
    "水道局",
    "事務所",
    "大学校",
    "専門学校",
    "支援学校",
    "社会福祉協議会",
    "広域連合",
    "大学病院",
    "附属病院",
    "農協",
    "生協",
    "局",
    "署",
    "新聞社",
    "赤十字社",
    "企業団",
    "保健所",
    "協議会",
    "農業会議",
    "団体",
    "連合",
    "税関",
    "本部",
    "支部",
    "研究センター",
    "研究機構",
    "公民館",
    "児童館",
    "美術大学",
    "高専",
    "教委",
    "議会",
    "信託",
];

static ENDS: LazyLock<Choice> = LazyLock::new(|| Choice::new(KINDS.iter().copied()));

/// Kinds that a writer opens for inquiries: no organisations.
const DESKS: &[&str] = &[
    "コールセンター",
    "サポートセンター",
    "相談センター",
    "お客様センター",
    "問い合わせセンター",
    "サービスセンター",
    "データセンター",
    "受付センター",
    "カスタマーセンター",
];

/// What follows an institution's name without a particle and is no part of it.
const MEMBERS: &[&str] = &[
    "管理",
    "職員",
    "元職員",
    "会員",
    "教員",
    "学生",
    "社員",
    "元社員",
    "役職員",
    "教職員",
    "元教員",
    "患者",
    "利用者",
    "組合員",
    "公式",
    "所属",
    "主催",
    "様",
];

/// Offices that follow a name in a signature.
const OFFICES: &[&str] = &[
    "代表取締役",
    "取締役",
    "代表執行役",
    "代表理事",
    "理事長",
    "会長",
    "社長",
    "学長",
    "校長",
    "院長",
    "市長",
    "町長",
    "村長",
    "知事",
    "区長",
    "教育長",
    "総長",
    "所長",
    "館長",
    "園長",
    "組合長",
    "頭取",
    "支配人",
    "代表社員",
    "CEO",
    "局長",
    "委員長",
    "機構長",
    "病院長",
    "事務局",
];

/// Words before a name that are not part of it.
const BEFORE: &[&str] = &[
    "当社子会社",
    "弊社子会社",
    "連結子会社",
    "完全子会社",
    "子会社",
    "関連会社",
    "関係会社",
    "グループ会社",
    "親会社",
    "再委託先",
    "業務委託先",
    "委託先",
    "委託業者",
    "委託元",
    "受託者",
    "受託事業者",
    "当社",
    "弊社",
    "当該",
    "運営会社",
    "保守会社",
    "開発会社",
    "提供会社",
    "提供元",
    "運営元",
    "販売代理店",
    "代理店",
    "発注先",
    "取引先",
    "委託事業者",
    "及び",
    "並びに",
    "同社",
    "事業者",
    "ベンダー",
    "米国",
    "運営する",
    "会社",
];

/// A name without the reading that stands in brackets inside it: `例示(レイジ)株式会社`.
pub(super) fn without_reading(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    let mut depth = 0usize;
    for character in words.trim().chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            _ if depth == 0 => name.push(character),
            _ => {}
        }
    }
    if name.is_empty() || name.starts_with('株') { words.trim().to_owned() } else { name.trim().to_owned() }
}

/// The bytes of a branch's name at the start of `tail`, behind a company's: `架空支店`.
pub(in crate::fields) fn branch(tail: &str) -> usize {
    const BRANCHES: &[&str] =
        &["支店", "営業所", "支社", "事業所", "支部", "支局", "出張所", "工場", "事務所"];
    let run = tail
        .char_indices()
        .find(|&(_, c)| !part_of_name(c) || ('ぁ'..='ん').contains(&c))
        .map_or(tail.len(), |(at, _)| at);
    let words = tail.get(..run).unwrap_or("");
    if BRANCHES.iter().any(|branch| words.ends_with(branch)) && words.len() <= 36 { run } else { 0 }
}

/// A company's name at `span` without the branch behind it, where the letters show where that begins: 株式会社サンプル架空支店.
pub(in crate::fields) fn without_branch(passage: &Passage<'_>, span: Span) -> Span {
    let words = passage.words(span);
    let kanji = |c: char| ('一'..='龠').contains(&c);
    let Some((at, last)) = words.char_indices().rev().find(|&(_, c)| !kanji(c)) else { return span };
    let end = at + last.len_utf8();
    let tail = words.get(end..).unwrap_or("");
    let named = words.get(..end).is_some_and(|name| name.len() > "株式会社".len());
    if named && last != ')' && tail.len() > 6 && branch(tail) == tail.len() {
        Span::new(span.start, span.start + end)
    } else {
        span
    }
}

/// Whether a legal form stands in `name`.
pub(in crate::fields) fn has_legal_form(name: &str) -> bool {
    ["会社", "法人", "㈱", "㈲", "(株)", "（株）", "(有)", "組合", "金庫"]
        .iter()
        .any(|form| name.contains(form))
}

/// Whether a name ends before `rest`.
pub(super) fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| !part_of_name(next) || ('ぁ'..='ん').contains(&next))
}

/// The name around a legal form at `form`.
pub(in crate::fields) fn around(passage: &Passage<'_>, form: Span) -> Option<Span> {
    let text = passage.text();
    let words = form.of(text)?;
    let before = backward(text, form.start);
    let after = forward(text, form.end);
    let short = words.starts_with('(') && !["(株)", "(有)", "(同)"].contains(&words);
    let institution = short || LEADING.iter().any(|kind| words.contains(kind));
    let led = trimmed(text, Span::new(before, form.start));
    let leads = after > form.end && (institution || led.is_empty());
    let span = match (leads, led.is_empty()) {
        (true, _) => Span::new(form.start, after),
        (false, false) => Span::new(led.start, form.end),
        (false, true) => return None,
    };
    (span.len() <= LONGEST && span.len() > form.len()).then_some(span)
}

/// The name that ends at byte `end`, where a bracket opens.
pub(in crate::fields) fn ending_at(passage: &Passage<'_>, end: usize) -> Option<Span> {
    let text = passage.text();
    let sentence = passage.sentences.get(passage.sentence_at(end))?.span;
    let legal = passage.hits_in("organizations", Span::new(sentence.start, end));
    let legal = legal.filter(|(_, rule)| rule.value == "legal_form").last().map(|(hit, _)| hit.span);
    if let Some(span) = legal.and_then(|form| around(passage, form)) {
        let between = text.get(span.end..end)?;
        if between.len() <= 6 {
            return Some(Span::new(span.start, end));
        }
        if branch(between) == between.len() {
            return Some(span);
        }
    }
    let start = backward(text, end).max(sentence.start);
    let span = trimmed(text, Span::new(start, end));
    (span.len() >= 6 && span.len() <= LONGEST).then_some(span)
}

/// A name such as 例示大学 at the start of `within`, before a particle.
pub(super) fn institution_at_start(passage: &Passage<'_>, within: Span) -> Option<Span> {
    let text = passage.text();
    let start = within.start + leading_brackets(within.of(text)?);
    let end = forward(text, start).min(within.end);
    let words = text.get(start..end)?;
    let words = MEMBERS
        .iter()
        .filter_map(|member| words.strip_suffix(member))
        .min_by_key(|bare| bare.len())
        .unwrap_or(words);
    is_institution(words).then(|| Span::new(start, start + words.len()))
}

/// Whether `words` end in what an institution is called, and say which one it is.
pub(super) fn is_institution(words: &str) -> bool {
    let first = words.chars().next().map_or(0, char::len_utf8);
    // A kind alone names none.
    let kind = words.get(first..).is_some_and(|named| ENDS.ending(named, named.len()).is_some());
    let general = words.starts_with(['当', '本', '弊', '同', '各', '全', '他', '該']);
    kind && !general
        && !is_sort(words)
        && !DESKS.iter().any(|desk| words.ends_with(desk))
        && !words.is_ascii()
}

/// The name in a line that is only a name, or a name with an office behind it.
pub(super) fn signature(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let text = passage.text();
    let words = line.of(text)?.trim();
    let counted = words.starts_with(|c: char| c.is_ascii_digit() || "・•●○◆■□▼◇※[(【〔".contains(c));
    if words.len() > 180 || words.contains(['。', '、', ':']) || words.contains("各位") || counted {
        return None;
    }
    let start = line.start + line.of(text)?.find(words)?;
    let name = without_office(words);
    let span = Span::new(start, start + name.len());
    let legal = passage.hits_in("organizations", span).find(|(_, rule)| rule.value == "legal_form");
    let parts: Vec<&str> = name.split(' ').filter(|part| !part.is_empty()).collect();
    if let ([form, of], Some((hit, _))) = (parts.as_slice(), &legal) {
        let leads = hit.span.end <= start + form.len();
        let one_word = of.chars().all(part_of_name);
        let bare = hit.span.len() == form.len();
        if leads && one_word && (is_institution(of) || bare && of.chars().count() <= 20) {
            return Some(span);
        }
    }
    if let Some((hit, _)) = legal {
        return around(passage, hit.span)
            .filter(|around| around.len() + 12 >= span.len() || name.len() < words.len());
    }
    if let [first, office] = parts.as_slice() {
        let of_it =
            ["課", "部", "係", "室", "グループ", "担当", "班"].iter().any(|end| office.ends_with(end));
        if of_it && is_institution(first) && first.chars().all(part_of_name) {
            return Some(Span::new(start, start + first.len()));
        }
    }
    let one_word = name.chars().all(part_of_name);
    (is_institution(name) && one_word && name.len() <= 75).then_some(span)
}

/// `words` of a signature up to an office, and without a reading in brackets. An office may begin in the name: 架空市長.
fn without_office(words: &str) -> &str {
    let mut ends = OFFICES.iter().filter_map(|office| find(words, office).map(|at| (at, *office)));
    let within = ends.clone().find_map(|(at, office)| {
        let shared = at + office.chars().next().map_or(0, char::len_utf8);
        words.get(..shared).filter(|name| at > 0 && is_institution(name))
    });
    let first = ends.by_ref().map(|(at, _)| at).filter(|&at| at > 0).min();
    let name =
        within.unwrap_or_else(|| words.get(..first.unwrap_or(words.len())).unwrap_or(words)).trim_end();
    match name.split_once('(') {
        Some((bare, reading)) if reading.ends_with(')') && !bare.is_empty() => bare.trim_end(),
        _ => name,
    }
}

/// The sender in a line of a letterhead that gives also a day or what the paper is: `架空県(健康部)プレスリリース 4月1日`.
pub(super) fn letterhead(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let words = line.of(passage.text())?;
    let dated = !passage.dates_in(line).is_empty();
    if words.len() > 120
        || words.contains(['。', '、', '>'])
        || !(dated || PAPERS.iter().any(|paper| words.contains(paper)))
    {
        return None;
    }
    let mut start = line.start;
    words.split([' ', '(', ')']).find_map(|part| {
        let at = start;
        start += part.len() + 1;
        let bare = PAPERS.iter().find_map(|paper| part.strip_suffix(paper)).unwrap_or(part);
        let name = is_institution(bare)
            && bare.chars().all(part_of_name)
            && !bare.starts_with(|c: char| c.is_ascii_digit());
        name.then(|| Span::new(at, at + bare.len()))
    })
}

/// What a paper calls itself in its head.
const PAPERS: &[&str] = &[
    "プレスリリース",
    "ニュースリリース",
    "報道発表資料",
    "報道資料",
    "記者発表資料",
    "記者発表",
    "報道発表",
    "発表",
];

/// A name behind a title on the same line: `…の紛失について 例示信用金庫`.
pub(super) fn behind_title(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let words = line.of(passage.text())?.trim_end();
    let (title, last) = words.rsplit_once(' ')?;
    let titled = ["について", "お詫び", "おわび", "お知らせ", "ご報告", "ご案内"]
        .iter()
        .any(|end| title.trim_end().ends_with(end));
    let span = Span::new(line.start + title.len() + 1, line.start + words.len());
    let name =
        is_institution(last) || has_legal_form(last) || passage.stands("organizations", "legal_form", span);
    (titled && name && last.chars().all(part_of_name)).then_some(span)
}

/// The name in a line whose letters stand apart: `例 示 大 学`.
pub(super) fn spaced(words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let letters = match parts.split_first() {
        Some((first, rest)) if has_legal_form(first) => rest,
        _ => &parts,
    };
    let apart = letters.len() >= 3 && letters.iter().all(|part| part.chars().count() == 1);
    let name: String = parts.concat();
    (apart && (is_institution(&name) || has_legal_form(&name))).then_some(name)
}

/// Whether `words` name a sort of institution only: 県立高等学校.
fn is_sort(words: &str) -> bool {
    const OWNED: &[&str] = &[
        "県立", "市立", "都立", "府立", "道立", "区立", "町立", "村立", "公立", "私立", "国立", "市内",
        "県内",
    ];
    OWNED.iter().filter_map(|owned| words.strip_prefix(owned)).any(|rest| KINDS.contains(&rest))
}

fn leading_brackets(words: &str) -> usize {
    if !words.starts_with('【') {
        return 0;
    }
    words.find('】').map_or(0, |at| at + '】'.len_utf8())
}

fn part_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '・' | 'ー' | '&' | '.' | '-' | '\'' | '々')
}

/// Where the characters of a name that ends at `end` begin; hiragana and punctuation are no part of it.
fn backward(text: &str, end: usize) -> usize {
    let Some(before) = text.get(..end) else { return end };
    let mut start = end;
    for (at, character) in before.char_indices().rev() {
        let latin_space = character == ' ' && latin_around(text, at, ' ');
        if !(latin_space || (part_of_name(character) && !('ぁ'..='ん').contains(&character)))
            || end - at > LONGEST
        {
            break;
        }
        start = at;
    }
    start
}

/// Where the characters of a name that begins at `start` end; a particle after it ends it. Hiragana may only begin it.
fn forward(text: &str, start: usize) -> usize {
    let Some(after) = text.get(start..) else { return start };
    let mut end = start;
    while end - start <= LONGEST {
        let Some(rest) = after.get(end - start..) else { break };
        let Some(character) = rest.chars().next() else { break };
        // 「(株式会社例示提供)」: what it does is no part of its name.
        if end > start && rest.starts_with("提供") {
            break;
        }
        let joined = matches!(character, ' ' | ',') && latin_around(text, end, character);
        let kana = ('ぁ'..='ん').contains(&character);
        end += match (kana, joined || part_of_name(character)) {
            (true, _) => {
                match hiragana_in_name(rest).max(if end == start { hiragana_alone(rest) } else { 0 }) {
                    0 => break,
                    run => run,
                }
            }
            (false, true) => character.len_utf8(),
            (false, false) => break,
        };
    }
    end
}

/// The bytes of hiragana at the start of `rest` that belong to a name: a run before kanji or katakana that is no particle.
fn hiragana_in_name(rest: &str) -> usize {
    const PARTICLES: &[char] = &[
        'は', 'が', 'の', 'に', 'を', 'と', 'で', 'へ', 'も', 'や', 'よ', 'か', 'ま', 'お', 'な', 'だ', 'し',
        'さ', 'い', 'ご', 'く', 'る', 'れ', 'す', 'き', 'っ', 'こ', 'あ', 'そ',
    ];
    let run = rest.find(|c: char| !('ぁ'..='ん').contains(&c)).unwrap_or(0);
    let next = rest.get(run..).and_then(|rest| rest.chars().next());
    let named = next.is_some_and(part_of_name) && !rest.starts_with(PARTICLES) && run <= 18;
    if named { run } else { 0 }
}

/// The bytes of a name all in hiragana that `rest` begins with: two letters at least, up to a line's end or a bracket.
fn hiragana_alone(rest: &str) -> usize {
    let run = rest.find(|c: char| !('ぁ'..='ん').contains(&c) && c != 'ー').unwrap_or(rest.len());
    let closed =
        rest.get(run..).is_none_or(|tail| tail.is_empty() || tail.starts_with(['\n', ' ', '(', '」', '』']));
    let joins =
        ["および", "または", "ならびに", "ほか", "など", "より", "から", "では", "です", "との", "への"];
    let words = rest.get(..run).unwrap_or("");
    let name = closed && (6..=30).contains(&run) && !joins.iter().any(|word| words.ends_with(word));
    if name { run } else { 0 }
}

/// Whether the space or comma at `at` stands between Latin letters, as in `Example Technology` or `EXAMPLE, INC.`.
fn latin_around(text: &str, at: usize, character: char) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + 1..).unwrap_or("");
    let after = if character == ',' { after.trim_start() } else { after };
    let upper = after.chars().next().is_some_and(|c| c.is_ascii_uppercase());
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',')) && upper
}

/// The name that ends at byte `end`: of a town without the prefecture and district before it.
pub(super) fn ending(passage: &Passage<'_>, end: usize) -> Option<Span> {
    let text = passage.text();
    let span = trimmed(text, Span::new(backward(text, end), end));
    let words = span.of(text)?;
    let place = words.ends_with(['市', '区', '町', '村']);
    let cut = words
        .char_indices()
        .filter(|&(at, c)| place && at + c.len_utf8() < words.len() && "都道府県郡".contains(c) && at > 3);
    let cut = cut.max().map_or(0, |(at, c)| at + c.len_utf8());
    let name = Span::new(span.start + cut, end);
    (name.len() <= 75 && name.len() > 3).then_some(name)
}

/// A proper name at the start of `within` that は makes its topic.
pub(super) fn proper_topic(passage: &Passage<'_>, within: Span) -> Option<Span> {
    let text = passage.text();
    let start = within.start + leading_brackets(within.of(text)?);
    let end = forward(text, start).min(within.end);
    let words = text.get(start..end)?;
    let written = text.get(end..)?;
    let tail = behind_bracket(written);
    let remarked = tail.len() < written.len();
    let foreign = remarked
        || words.chars().filter(|c| ('ァ'..='ヶ').contains(c) || c.is_ascii_uppercase()).count() >= 2;
    let general = words.starts_with(['同', '当', '本', '各']);
    (foreign && !general && tail.starts_with('は') && words.chars().count() >= 3)
        .then(|| Span::new(start, end))
}

/// `tail` without a remark in brackets at its start: `(本社・例示市)は`.
fn behind_bracket(tail: &str) -> &str {
    let inner = tail.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    inner.filter(|(remark, _)| remark.chars().count() <= 40).map_or(tail, |(_, behind)| behind)
}

/// `span` without words before a name that are no part of it.
fn trimmed(text: &str, span: Span) -> Span {
    let Some(words) = span.of(text) else { return span };
    let cut =
        BEFORE.iter().filter_map(|word| rfind(words, word).map(|at| at + word.len())).max().unwrap_or(0);
    Span::new(span.start + cut, span.end)
}

/// A proper name without a legal form at byte `start`: Latin letters or katakana, two characters at least, closed by
/// 社, a bracket or a particle.
pub(in crate::fields) fn proper_at(passage: &Passage<'_>, start: usize) -> Option<Span> {
    let text = passage.text();
    let end = forward(text, start);
    let words = text.get(start..end)?;
    let first = words.chars().next()?;
    let common = [
        "サーバ",
        "システム",
        "サイト",
        "パソコン",
        "ネットワーク",
        "メール",
        "クラウド",
        "データ",
        "コール",
        "ファイル",
        "ランサム",
        "マルウェア",
        "インターネット",
        "セキュリティ",
        "スマート",
        "アプリ",
        "PC",
        "USB",
        "VPN",
        "Web",
        "WEB",
        "IT",
        "EC",
        "OS",
        "AI",
        "SNS",
        "ID",
        "IP",
        "NAS",
        "LAN",
        "FAX",
        "HP",
        "DB",
        "担当",
        "従業",
        "個人",
        "情報",
        "不正",
    ];
    let latin = first.is_ascii_uppercase();
    let tail = text.get(end..)?;
    let kanji = words.chars().all(|c| ('一'..='龠').contains(&c));
    let closed = words.ends_with('社') || tail.starts_with('」') || !kanji && tail.starts_with(['(', ')']);
    let plain = common.iter().any(|word| words.starts_with(word)) || words.ends_with("会社");
    let kana = ('ァ'..='ヴ').contains(&first) || ('一'..='龠').contains(&first);
    let foreign = latin || (kana && closed);
    (foreign && !plain && words.chars().count() >= 2 && words.len() <= LONGEST).then(|| Span::new(start, end))
}
