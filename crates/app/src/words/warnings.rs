//! What was noticed, in Japanese by its code (`warnings.ja.toml`); in English it is the warning's own sentence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jikenbo_model::Warning;

use super::Words;

/// Longer words are not quoted: they are hardly what the warning is about.
const QUOTED: usize = 120;

fn japanese() -> &'static BTreeMap<String, String> {
    static JA: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    // A test parses it.
    JA.get_or_init(|| toml::from_str(include_str!("warnings.ja.toml")).expect("the words are complete"))
}

impl Words {
    /// What was noticed in `text`, with the words that it is about.
    pub fn warning(&self, warning: &Warning, text: &str) -> String {
        let Some(japanese) =
            Some(&warning.code).filter(|_| self.lang == "ja").and_then(|code| japanese().get(code))
        else {
            return warning.message.clone();
        };
        let words = warning.span.of(text).map(str::trim).unwrap_or_default();
        match words.is_empty() || words.len() > QUOTED || words.contains(['\n', '\u{fffd}']) {
            true => japanese.clone(),
            false => format!("{}: {japanese}", self.quoted(words)),
        }
    }

    /// A warning on a line of its own, as it is told on the error output.
    pub fn warned(&self, told: &str) -> String {
        format!("{}: {told}", if self.lang == "ja" { &self.warnings } else { "warning" })
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Span;

    use super::*;
    use crate::settings::Lang;

    #[test]
    fn each_code_has_words() {
        let page = include_str!("../../../../docs/warnings.md");
        let codes = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let codes: Vec<&str> = codes.collect();
        assert!(codes.len() > 30, "{codes:?}");
        assert_eq!(codes.iter().filter(|code| !japanese().contains_key(**code)).count(), 0);
        assert_eq!(codes.len(), japanese().len(), "and no other code has");
    }

    #[test]
    fn a_warning_is_told_with_its_words() {
        let text = "公表日: 2025年12月8日(火)";
        let at = text.find("2025").unwrap();
        let warning = Warning::new("weekday_mismatch", "it is a 月曜日", Span::new(at, text.len()));
        let ja = Words::of(Lang::Ja);
        assert_eq!(ja.warning(&warning, text), "「2025年12月8日(火)」: 曜日が日付と合いません");
        assert_eq!(Words::of(Lang::En).warning(&warning, text), "it is a 月曜日");
        let nowhere = Warning::new("picture", "a picture", Span::default());
        assert_eq!(ja.warned(&ja.warning(&nowhere, "")), "注意: 画像のため、写っているものは読んでいません");
        let unknown = Warning::new("x", "something else", Span::default());
        assert_eq!(ja.warning(&unknown, text), "something else");
    }
}
