//! The forms that report headings have, as data (`data/headings.toml` says what each key means).

mod name;
mod pattern;

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

pub(crate) use pattern::{Parts, Pattern};

use crate::width::{longer_than, trim};

static BUILTIN: LazyLock<HeadingForms> =
    LazyLock::new(|| HeadingForms::parse(include_str!("../../data/headings.toml")).unwrap_or_default());

/// How report headings look: forms in order of preference, and the words that tell names from titles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadingForms {
    pub(crate) forms: Vec<Form>,
    pub(crate) inside: Vec<Pattern>,
    pub(crate) words: Words,
}

/// One form of a heading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) pattern: Pattern,
    pub(crate) blank_before: usize,
    pub(crate) blank_after: usize,
    pub(crate) or_before: Option<usize>,
    pub(crate) title_at_least: usize,
    pub(crate) sure_name: bool,
    pub(crate) title_ends: Vec<String>,
    pub(crate) title_has: Vec<String>,
    pub(crate) not_named: Vec<String>,
    pub(crate) another: bool,
    pub(crate) article: bool,
}

/// The words that tell an organisation's name, a title and a signature apart.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) legal_forms: Vec<String>,
    pub(crate) name_ends: Vec<String>,
    pub(crate) nameless: Vec<String>,
    pub(crate) latin_things: Vec<String>,
    pub(crate) not_in_name: Vec<String>,
    pub(crate) title_ends: Vec<String>,
    pub(crate) not_title: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) section_starts: Vec<String>,
    pub(crate) section_ends: Vec<String>,
}

/// Why a file of heading forms cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormsError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What was expected there, and what was found.
    pub message: String,
}

impl fmt::Display for FormsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for FormsError {}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawForms {
    form: Vec<RawForm>,
    inside: Vec<RawInside>,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    /// For readers of the file; not kept.
    #[serde(default, rename = "name")]
    _name: String,
    pattern: Spanned<String>,
    #[serde(default)]
    blank_before: usize,
    #[serde(default)]
    blank_after: usize,
    or_before: Option<usize>,
    #[serde(default)]
    title_at_least: usize,
    #[serde(default)]
    sure_name: bool,
    #[serde(default)]
    title_ends: Vec<String>,
    #[serde(default)]
    title_has: Vec<String>,
    #[serde(default)]
    not_named: Vec<String>,
    #[serde(default)]
    another: bool,
    #[serde(default)]
    article: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInside {
    pattern: Spanned<String>,
}

impl HeadingForms {
    /// The forms that come with jikenbo.
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// Reads forms from a file's text, in the shape of `data/headings.toml`.
    ///
    /// # Errors
    /// Names the line, what was expected and what was found.
    ///
    /// ```
    /// use jikenbo_document::HeadingForms;
    /// let own = "[[form]]\npattern = '■{date} {organization} {title}'";
    /// assert!(HeadingForms::parse(own).is_ok());
    /// let error = HeadingForms::parse("[[form]]\npattern = '■{day}'").unwrap_err();
    /// assert_eq!(error.line, 2);
    /// ```
    pub fn parse(text: &str) -> Result<Self, FormsError> {
        let raw: RawForms = toml::from_str(text).map_err(|error| FormsError {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().replace('\n', " "),
        })?;
        let form = |raw: RawForm| {
            let pattern = pattern(text, &raw.pattern)?;
            Ok(Form {
                pattern,
                blank_before: raw.blank_before,
                blank_after: raw.blank_after,
                or_before: raw.or_before,
                title_at_least: raw.title_at_least,
                sure_name: raw.sure_name,
                title_ends: raw.title_ends,
                title_has: raw.title_has,
                not_named: raw.not_named,
                another: raw.another,
                article: raw.article,
            })
        };
        Ok(Self {
            forms: raw.form.into_iter().map(form).collect::<Result<_, _>>()?,
            inside: raw
                .inside
                .iter()
                .map(|inside| pattern(text, &inside.pattern))
                .collect::<Result<_, _>>()?,
            words: raw.words,
        })
    }

    /// These forms, then those of `others`; the words of both.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.forms.extend(others.forms);
        self.inside.extend(others.inside);
        self.words.extend(others.words);
        self
    }

    /// The forms that come with jikenbo, not copied.
    pub(crate) fn builtin_ref() -> &'static Self {
        &BUILTIN
    }

    /// The words that [`builtin`](Self::builtin) has.
    pub(crate) fn builtin_words() -> &'static Words {
        &BUILTIN.words
    }
}

impl Form {
    /// What this form reads from `line`, whatever stands around it.
    pub(crate) fn fit(&self, line: &str, words: &Words) -> Option<Parts> {
        let parts = self.pattern.fit(line, words, self.sure_name)?;
        let title = parts.title.and_then(|span| span.of(line)).unwrap_or_default();
        let core = without_brackets(title);
        let ends =
            self.title_ends.is_empty() || self.title_ends.iter().any(|end| core.ends_with(end.as_str()));
        let has =
            self.title_has.is_empty() || self.title_has.iter().any(|word| title.contains(word.as_str()));
        let name = parts.organization.and_then(|span| span.of(line)).unwrap_or_default();
        let named = !self.not_named.iter().any(|end| name.ends_with(end.as_str()));
        let long = title.chars().take(self.title_at_least).count() >= self.title_at_least;
        (ends && has && named && long).then_some(parts)
    }
}

impl Words {
    fn extend(&mut self, others: Self) {
        self.legal_forms.extend(others.legal_forms);
        self.name_ends.extend(others.name_ends);
        self.nameless.extend(others.nameless);
        self.latin_things.extend(others.latin_things);
        self.not_in_name.extend(others.not_in_name);
        self.title_ends.extend(others.title_ends);
        self.not_title.extend(others.not_title);
        self.labels.extend(others.labels);
        self.section_starts.extend(others.section_starts);
        self.section_ends.extend(others.section_ends);
    }

    /// Whether `line` ends as titles do, brackets behind the title aside.
    pub(crate) fn ends_like_title(&self, line: &str) -> bool {
        let core = without_brackets(line);
        self.title_ends.iter().any(|end| core.ends_with(end.as_str()))
    }

    /// Whether `line` addresses, signs, dates or closes a release.
    pub(crate) fn is_no_title(&self, line: &str) -> bool {
        let bare: String = line.chars().filter(|&c| !crate::width::is_space(c)).take(120).collect();
        self.not_title.iter().any(|word| match word.chars().count() {
            1 | 2 => bare == *word || bare.chars().count() < 20 && bare.ends_with(word.as_str()),
            _ => names(&bare, word) && !self.ends_like_title(line) || bare.starts_with(word.as_str()),
        })
    }

    /// Whether `line` is nothing but the name of whoever signs: a legal form, and no particle, figure or word of a title.
    pub(crate) fn is_bare_name(&self, line: &str) -> bool {
        let line = trim(line);
        let formed = self
            .legal_forms
            .iter()
            .any(|form| line.starts_with(form.as_str()) || line.ends_with(form.as_str()));
        let told =
            |c: char| crate::width::is_space(c) || c.is_numeric() || "でがのをには、。「」".contains(c);
        formed && !longer_than(line, NAME) && !line.chars().any(told) && !self.ends_like_title(line)
    }

    /// Whether `line` speaks to its readers of the writer, as a section of a report does: 「当会を装う電話がかかってきた皆さまへのお願い」.
    pub(crate) fn is_addressed(&self, line: &str) -> bool {
        let own =
            ["当会", "当社", "弊社", "当院", "本学", "当校", "本校", "本会", "本市", "当市", "当店", "当行"];
        let to = ["方へ", "様へ", "さまへ", "皆さんへ"];
        own.iter().any(|own| line.starts_with(own)) && to.iter().any(|to| line.contains(to))
    }

    /// Whether `line` begins with a label and its colon: 「差出人:」.
    pub(crate) fn is_labelled(&self, line: &str) -> bool {
        let labelled = |label: &String| {
            line.strip_prefix(label.as_str()).is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
        };
        self.labels.iter().any(labelled)
    }

    /// Whether `line` is an officer with his name: 「例示市長 例示 太郎」.
    pub(crate) fn is_officer(&self, line: &str) -> bool {
        let Some((office, name)) = line.split_once(crate::width::is_space) else { return false };
        let head = ["長", "知事", "総裁", "代表取締役"].iter().any(|end| office.ends_with(end));
        head && !longer_than(name, OFFICER) && !name.contains(|c: char| ('ぁ'..='ん').contains(&c))
    }

    /// Whether one of the words of `line` looks like the name of an organisation or of a department.
    pub(crate) fn looks_like_name(&self, line: &str) -> bool {
        let is_name = |part: &str| {
            self.legal_forms
                .iter()
                .any(|form| part.starts_with(form.as_str()) || part.ends_with(form.as_str()))
                || self.name_ends.iter().any(|end| part.ends_with(end.as_str()))
                || ["課", "部", "係", "室"].iter().any(|end| part.ends_with(end))
        };
        line.split(crate::width::is_space).filter(|part| !part.is_empty()).any(is_name)
    }

    /// Whether `line` is the heading of a section such as `経緯`.
    pub(crate) fn is_section(&self, line: &str) -> bool {
        let core = without_brackets(line);
        let starts = || self.section_starts.iter().any(|start| core.starts_with(start.as_str()));
        let ends = || self.section_ends.iter().any(|end| core.ends_with(end.as_str()));
        !longer_than(core, 12) && ends() || !longer_than(core, 25) && starts()
    }
}

/// The longest name of an officer, a space within it included, in characters.
const OFFICER: usize = 8;

/// The longest name that signs a release, in characters.
const NAME: usize = 25;

/// `line` without brackets and closing signs at its end: `…について(第2報)` is `…について`.
fn without_brackets(line: &str) -> &str {
    let mut core = trim(line);
    while let Some(inner) = core.strip_suffix(CLOSING) {
        match opening(inner) {
            Some(open) if open > 0 => core = trim(core.get(..open).unwrap_or_default()),
            _ => return trim(inner),
        }
    }
    core
}

const OPENING: [char; 6] = ['(', '（', '【', '《', '＜', '<'];
const CLOSING: [char; 6] = [')', '）', '】', '》', '＞', '>'];

/// Where the bracket opens that closes behind `inner`: 「(令和6(2024)年|)」.
fn opening(inner: &str) -> Option<usize> {
    let mut within = 0_usize;
    for (at, c) in inner.char_indices().rev() {
        if CLOSING.contains(&c) {
            within += 1;
        } else if OPENING.contains(&c) {
            match within.checked_sub(1) {
                Some(fewer) => within = fewer,
                None => return Some(at),
            }
        }
    }
    None
}

fn pattern(text: &str, raw: &Spanned<String>) -> Result<Pattern, FormsError> {
    Pattern::parse(raw.get_ref())
        .map_err(|message| FormsError { line: line_of(text, raw.span().start), message })
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|&byte| byte == b'\n').count()
}

/// Whether `word` is in `line`; a Latin one by itself, not within another (`TEL` in `HOTEL`).
fn names(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let apart = |at: usize| {
        let (before, behind) = (line.get(..at), line.get(at + word.len()..));
        !letter(before.and_then(|text| text.chars().next_back()))
            && !letter(behind.and_then(|text| text.chars().next()))
    };
    line.match_indices(word).any(|(at, _)| !word.is_ascii() || apart(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let forms = HeadingForms::builtin();
        let found = forms.forms.iter().find_map(|form| form.fit(line, &forms.words));
        let shown = found.map(|parts| {
            let of = |span: Option<jikenbo_text::Span>| {
                span.and_then(|span| span.of(line)).unwrap_or("-").to_owned()
            };
            let number = parts.number.map_or("-".to_owned(), |(number, _)| number.to_string());
            let date = parts.date.map_or("-".to_owned(), |(date, _)| date.to_string());
            format!("{number}|{}|{}|{date}", of(parts.organization), of(parts.title))
        });
        assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{line}");
    }

    #[test]
    fn numbered() {
        check(
            "【セキュリティ事件簿#2025-513】例示株式会社 不正アクセスについて",
            "2025-513|例示株式会社|不正アクセスについて|-",
        );
        check(
            "【 セキュリティ事件簿 ＃２０２５－５１３ 】例示市　誤送信について",
            "2025-513|例示市|誤送信について|-",
        );
        check(
            "【事件簿#2025-7】例示大学サーバにおける不正アクセス",
            "2025-007|-|例示大学サーバにおける不正アクセス|-",
        );
        check(
            "【事件簿#2025-7】例示大学サーバにおける障害 続報",
            "2025-007|-|例示大学サーバにおける障害 続報|-",
        );
    }

    #[test]
    fn names_with_spaces() {
        check(
            "株式会社Example Technology お知らせとお詫び 2024年5月1日",
            "-|株式会社Example Technology|お知らせとお詫び|2024-05-01",
        );
        check(
            "Example Foods株式会社 お知らせとお詫び 2024年5月1日",
            "-|Example Foods株式会社|お知らせとお詫び|2024-05-01",
        );
        check(
            "EXAMPLE WORKS 不正アクセスについて 2024年5月1日",
            "-|EXAMPLE WORKS|不正アクセスについて|2024-05-01",
        );
        check(
            "EXAMPLE VPN 機器への不正アクセスについて 2024年5月1日",
            "-|EXAMPLE|VPN 機器への不正アクセスについて|2024-05-01",
        );
        check(
            "学校法人 例示学園 紛失に関するお詫び 2024年5月1日",
            "-|学校法人 例示学園|紛失に関するお詫び|2024-05-01",
        );
        check("例示県 教育委員会 USBメモリの紛失 R6.5.1", "-|例示県 教育委員会|USBメモリの紛失|2024-05-01");
        check(
            "例示(れいじ)株式会社 不正アクセスについて 2024/5/1",
            "-|例示(れいじ)株式会社|不正アクセスについて|2024-05-01",
        );
    }

    #[test]
    fn no_heading() {
        check("例示市", "none");
        check("概要", "none");
    }

    #[test]
    fn builtin_is_read_and_errors_name_the_line() {
        assert!(HeadingForms::parse(include_str!("../../data/headings.toml")).is_ok());
        let unknown = HeadingForms::parse("\n[[form]]\npatern = 'x'").map_err(|error| error.line);
        assert_eq!(unknown, Err(3));
        let message = HeadingForms::parse("[[form]]\npattern = '{titel}'").map_err(|error| error.to_string());
        assert!(
            message.is_err_and(
                |text| text.starts_with("line 2: expected `{number}`") && text.contains("`{titel}`")
            )
        );
    }

    #[test]
    fn sections_and_signatures() {
        let words = HeadingForms::builtin_words();
        assert!(words.is_section("今後の対応") && !words.is_section("新しい守りの考え方の紹介"));
        assert!(words.is_no_title("お客様各位") && !words.is_no_title("不正アクセスについて(お詫び)"));
        assert!(words.ends_like_title("個人情報の漏えいについて（第２報）"));
        assert!(!words.is_no_title("HOTEL 例示の予約台帳に他人が入り込む"));
        assert!(words.is_no_title("例示町の総務グループ TEL 000-0000"));
    }
}
