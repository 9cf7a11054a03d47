//! What holds for a whole report: how it sent its mails, which sentences stand under an announced list.

use jikenbo_model::Span;

use super::place::boundary;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// The longest sentence, in bytes, that is looked at for the announcement of a list.
const LONG: usize = 600;

/// The longest line, in bytes, that is taken as a small heading.
const LINE: usize = 150;

/// A report's figures are read in the light of these.
pub(super) struct Scene<'a> {
    pub(super) passage: &'a Passage<'a>,
    /// Its mails showed each recipient the others: recipients are victims.
    pub(super) open_recipients: bool,
    /// Sentences that stand in a list of what leaked.
    listed: Vec<bool>,
    /// For each sentence the line in brackets that it stands under: <対象となるお客様>.
    under: Vec<Option<Span>>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(passage: &'a Passage<'a>) -> Self {
        let open_recipients = passage.finds("figures", "open_recipients").next().is_some();
        Self { passage, open_recipients, listed: listed(passage), under: under(passage) }
    }

    /// The line in brackets that sentence `number` stands under.
    pub(super) fn under(&self, number: usize) -> Option<Span> {
        self.under.get(number).copied().flatten()
    }

    /// Whether sentence `number` stands in a list that the report announces as that of what leaked.
    pub(super) fn is_listed(&self, number: usize) -> bool {
        self.listed.get(number).copied().unwrap_or(false)
    }
}

/// For each sentence the last line of its section that is all in brackets.
fn under(passage: &Passage<'_>) -> Vec<Option<Span>> {
    let mut last: Option<(usize, Span)> = None;
    let mut lines = Vec::with_capacity(passage.sentences.len());
    for sentence in &passage.sentences {
        let line = Span::new(sentence.span.start, sentence.span.end.min(sentence.span.start + LINE));
        let words = passage.words(line).trim();
        let whole = [('<', '>'), ('〈', '〉'), ('【', '】'), ('[', ']'), ('《', '》')]
            .iter()
            .any(|&(open, close)| words.starts_with(open) && words.ends_with(close));
        last = last.filter(|&(section, _)| section == sentence.section);
        lines.push(last.map(|(_, line)| line));
        if whole {
            last = Some((sentence.section, line));
        }
    }
    lines
}

/// For each sentence whether it stands under 以下の情報が漏えいしました and the like.
fn listed(passage: &Passage<'_>) -> Vec<bool> {
    let mut open = false;
    let mut listed = Vec::with_capacity(passage.sentences.len());
    for sentence in &passage.sentences {
        let end = boundary(passage.text(), sentence.span.start + LONG).min(sentence.span.end);
        let short = Span::new(sentence.span.start, end);
        let words = passage.words(short);
        let text = sentence.role == Role::Text && words.ends_with('。');
        let points = || contains(words, &["以下", "次の", "下記", "次に"]);
        let announces = passage.stands("figures", "leak", short) && (points() || names_data(words));
        open = match sentence.role {
            Role::Heading => open && passage.section(listed.len()).topics.is_empty(),
            _ if announces => true,
            _ => open && !text,
        };
        listed.push(open && !announces);
    }
    listed
}

/// Whether a short line without a figure only names what follows: 誤送信した個人情報の内容.
fn names_data(words: &str) -> bool {
    let words = words.trim_end_matches([' ', ':', ')', '】']);
    let ends = [
        "内容",
        "情報",
        "項目",
        "件数",
        "人数",
        "対象",
        "対象者",
        "データ",
        "の数",
        "もの",
        "名簿",
        "範囲",
        "詳細",
    ];
    words.len() <= LINE
        && ends.iter().any(|word| words.ends_with(word))
        && !words.contains(['件', '名', '。'])
        || words.len() <= LINE && words.ends_with("件数")
}
