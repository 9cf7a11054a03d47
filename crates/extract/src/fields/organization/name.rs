//! Where an organisation's name begins and ends.

use jikenbo_model::Span;

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
    "観光局",
    "交通局",
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
    if let Some(span) = legal.and_then(|form| around(passage, form)).filter(|span| span.end + 6 >= end) {
        return Some(Span::new(span.start, end));
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
    let words = words.strip_suffix("管理").or_else(|| words.strip_suffix("職員")).unwrap_or(words);
    let kind = KINDS.iter().any(|kind| words.ends_with(kind) && words.len() > kind.len());
    (kind && !words.starts_with(['当', '本', '弊'])).then(|| Span::new(start, start + words.len()))
}

/// The name in a line that is only a name, or a name with an office behind it.
pub(super) fn signature(passage: &Passage<'_>, line: Span) -> Option<Span> {
    let text = passage.text();
    let words = line.of(text)?.trim();
    if words.len() > 180 || words.contains(['。', '、', ':']) || words.contains("各位") {
        return None;
    }
    let start = line.start + line.of(text)?.find(words)?;
    let office = OFFICES.iter().filter_map(|office| words.find(office)).filter(|&at| at > 0).min();
    let name = words.get(..office.unwrap_or(words.len()))?.trim_end();
    let span = Span::new(start, start + name.len());
    let legal = passage.hits_in("organizations", span).find(|(_, rule)| rule.value == "legal_form");
    let parts: Vec<&str> = name.split(' ').filter(|part| !part.is_empty()).collect();
    if let ([_, of], Some(_)) = (parts.as_slice(), legal) {
        let institution = KINDS.iter().any(|kind| of.ends_with(kind) && of.len() > kind.len());
        if institution && of.chars().all(part_of_name) {
            return Some(span);
        }
    }
    if let Some((hit, _)) = legal {
        return around(passage, hit.span)
            .filter(|around| around.len() + 12 >= span.len() || office.is_some());
    }
    let institution = KINDS.iter().any(|kind| name.ends_with(kind) && name.len() > kind.len());
    let one_word = name.chars().all(part_of_name);
    (institution && one_word && name.len() <= 75).then_some(span)
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
        let joined = matches!(character, ' ' | ',') && latin_around(text, end, character);
        let kana = ('ぁ'..='ん').contains(&character);
        end += match (kana, joined || part_of_name(character)) {
            (true, _) => match hiragana_in_name(rest) {
                0 => break,
                run => run,
            },
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

/// Whether the space or comma at `at` stands between Latin letters, as in `Example Technology` or `EXAMPLE, INC.`.
fn latin_around(text: &str, at: usize, character: char) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + 1..).unwrap_or("");
    let after = if character == ',' { after.trim_start() } else { after };
    let upper = after.chars().next().is_some_and(|c| c.is_ascii_uppercase());
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',')) && upper
}

/// `span` without words before a name that are no part of it.
fn trimmed(text: &str, span: Span) -> Span {
    let Some(words) = span.of(text) else { return span };
    let cut = BEFORE.iter().filter_map(|word| words.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
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
    let closed = words.ends_with('社') || tail.starts_with(['(', ')', '」']);
    let plain = common.iter().any(|word| words.starts_with(word)) || words.ends_with("会社");
    let kana = ('ァ'..='ヴ').contains(&first) || ('一'..='龠').contains(&first);
    let foreign = latin || (kana && closed);
    (foreign && !plain && words.chars().count() >= 2 && words.len() <= LONGEST).then(|| Span::new(start, end))
}
