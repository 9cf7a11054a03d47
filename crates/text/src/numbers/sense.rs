//! What kind of figure it is, from the words around it.

use super::Decimal;
use super::Sense;
use super::counters::Counter;
use super::words::is_kanji;

/// A figure among its words.
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    /// Where the figure begins, 第 and currency signs left aside.
    pub(super) start: usize,
    /// Where figure and counter end.
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) counter: Option<Counter>,
    pub(super) ordinal: bool,
    pub(super) ascii: bool,
    /// It lies in a calendar mention.
    pub(super) dated: bool,
    /// What the figure directly before it is.
    pub(super) last: Option<Sense>,
}

impl Around<'_> {
    /// The kind of figure.
    pub(super) fn sense(&self) -> Sense {
        let counter = self.counter.map(|counter| counter.sense);
        if self.ordinal {
            return self.row(counter);
        }
        match counter {
            Some(Sense::Clock | Sense::Duration | Sense::Date) => self.time(),
            _ if self.dated => Sense::Date,
            Some(Sense::Count) if self.is_heading() => Sense::Bare,
            Some(Sense::Age) if self.counter.is_some_and(|c| c.word == "代") && !self.is_decade() => {
                Sense::Bare
            }
            Some(Sense::LawArticle) if self.last != Some(Sense::LawArticle) && self.is_kanji_name() => {
                Sense::Bare
            }
            Some(sense) => sense,
            None => self.bare(),
        }
    }

    /// 第N…: an article of law, a numbered document, or a place in a row.
    fn row(&self, counter: Option<Sense>) -> Sense {
        let before = self.head().strip_suffix('第').unwrap_or_default().chars().next_back();
        let word = self.counter.map_or("", |counter| counter.word);
        match counter {
            Some(Sense::LawArticle) => Sense::LawArticle,
            _ if word == "号" && self.last == Some(Sense::LawArticle) => Sense::LawArticle,
            _ if word == "号" && before.is_some_and(|c| is_kanji(c) && c != '年' && c != '度') => {
                Sense::Identifier
            }
            _ => Sense::Ordinal,
        }
    }

    /// Dates, times of day and lengths of time share their counters.
    fn time(&self) -> Sense {
        let word = self.counter.map_or("", |counter| counter.word);
        let after_clock = self.last == Some(Sense::Clock);
        let whole = self.value.whole().unwrap_or(u64::MAX);
        match word {
            "分" | "秒" if after_clock => Sense::Clock,
            "年" if self.dated || whole >= 1000 || self.is_era() => Sense::Date,
            "年" => Sense::Duration,
            "日" if !self.dated && whole > 31 => Sense::Duration,
            "月" if !self.dated && whole > 12 => Sense::Bare,
            _ => self.counter.map_or(Sense::Bare, |counter| counter.sense),
        }
    }

    /// `1事案の概要`, `※5メールアドレス`: the number of a heading or a note, and then a noun that also counts.
    fn is_heading(&self) -> bool {
        let noun =
            self.counter.is_some_and(|counter| !counter.with_kanji && counter.word.chars().count() > 1);
        let head = self.head();
        let line = head.trim_end_matches([' ', '(', '<', '【', '■', '〇']);
        noun && self.ascii
            && self.value.whole().is_some_and(|n| n <= 20)
            && (line.is_empty() || line.ends_with('\n') || head.ends_with(['※', '*']))
    }

    /// An era name before the figure.
    fn is_era(&self) -> bool {
        ["令和", "平成", "昭和", "大正", "明治"].iter().any(|era| self.head().ends_with(era))
    }

    /// 20代, 60代: tens of years.
    fn is_decade(&self) -> bool {
        let rest = self.text.get(self.end..).unwrap_or_default();
        self.value.whole().is_some_and(|n| n % 10 == 0 && (10..=100).contains(&n))
            && !["表", "理", "目", "金", "行"].iter().any(|word| rest.starts_with(word))
    }

    /// 一条, 三項 in kanji: more often a name than an article.
    fn is_kanji_name(&self) -> bool {
        !self.ascii && !self.head().ends_with(['法', '則', '例', '令', '同'])
    }

    /// A figure without a counter.
    fn bare(&self) -> Sense {
        let head = self.head();
        let currency = ['¥', '\\', '$', '€', '£'];
        if head.ends_with(currency) {
            return Sense::Money;
        }
        if head.ends_with('#')
            || head.ends_with("番号")
            || head.ends_with("番号:")
            || self.is_document_number()
        {
            return Sense::Identifier;
        }
        let after_name =
            head.strip_suffix(' ').is_some_and(|head| head.ends_with(|c: char| c.is_ascii_alphabetic()));
        if head.ends_with("バージョン")
            || head.ends_with("バージョン ")
            || (after_name && self.value.scale > 0)
        {
            return Sense::Version;
        }
        Sense::Bare
    }

    /// `5例総第123号`: kanji and then 第 with a figure.
    fn is_document_number(&self) -> bool {
        let rest = self.text.get(self.end..).unwrap_or_default();
        let kanji =
            rest.chars().take(7).take_while(|&c| is_kanji(c) && c != '第').map(char::len_utf8).sum::<usize>();
        let behind = rest.get(kanji..).and_then(|rest| rest.strip_prefix('第'));
        kanji > 0 && behind.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn head(&self) -> &str {
        self.text.get(..self.start).unwrap_or_default()
    }
}
