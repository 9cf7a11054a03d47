//! Sections of a report: what its headings say that the text under them is about.

use jikenbo_model::Span;

use super::{Role, Sentence};
use crate::lists::{Hit, Lists};

/// What a section is about, as its heading says (`data/sections.toml`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    /// The words of `sections.toml` that its heading holds.
    pub(crate) topics: Vec<String>,
    /// The heading, in the folded text.
    pub(crate) heading: Option<Span>,
}

pub(super) static NONE: Section = Section { topics: Vec::new(), heading: None };

impl Section {
    /// Whether the heading says that it is about `topic`.
    pub(crate) fn is(&self, topic: &str) -> bool {
        self.topics.iter().any(|own| own == topic)
    }
}

/// What comes only after something was told: above the first sentence such words stand in the report's own title
/// (不正ログインのご報告とパスワード変更のお願い), which says nothing of what the text under it is.
const AFTERWARDS: &[&str] = &["advice", "persons"];

/// Makes a section of each heading, by the finds of `sections.toml`, and gives each sentence its own. Section 0 is what stands before any heading.
pub(super) fn of(text: &str, sentences: &mut [Sentence], hits: &[Hit], lists: &Lists) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut spoken = false;
    for sentence in sentences {
        if sentence.role == Role::Heading {
            let mut own = topics(sentence.span, hits, lists);
            own.retain(|topic| spoken || !AFTERWARDS.contains(&topic.as_str()));
            // 「流出のお詫びと再発防止策について」 above all sentences heads the whole report.
            if !spoken && own.iter().any(|topic| topic == "measures") {
                own.push("outline".to_owned());
            }
            let dated = own.is_empty() && is_date(text, sentence.span);
            let topics = match sections.last() {
                Some(above) if own.is_empty() || dated => above.topics.clone(),
                _ => own,
            };
            sections.push(Section { topics, heading: Some(sentence.span) });
        }
        spoken |= sentence.span.of(text).is_some_and(|words| words.trim_end().ends_with('。'));
        sentence.section = sections.len() - 1;
    }
    sections
}

fn topics(span: Span, hits: &[Hit], lists: &Lists) -> Vec<String> {
    let from = hits.partition_point(|hit| hit.span.start < span.start);
    let within = hits.get(from..).unwrap_or(&[]).iter().take_while(|hit| hit.span.start < span.end);
    let mut topics: Vec<String> = within.map(|hit| lists.rule(hit).value.clone()).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// Whether a heading is a date only, as in a chronology: such a heading goes on with the section above.
fn is_date(text: &str, span: Span) -> bool {
    span.of(text)
        .is_some_and(|words| words.contains(['月', '日']) && words.chars().any(|c| c.is_ascii_digit()))
}
