//! Values in one line of text, without the names of their fields: what each build reads again of thousands of cases is soon read so. For
//! people it is no form, nor for other programs: fields come in the order in which the program has them.
//!
//! Fields follow each other. A figure ends with `;`, of a list first comes how many it has, so ended too. Words begin with how many bytes
//! they are and `:`, or, where line breaks in them are written as `\n`, with `~`. `t` and `f` are true and false, `-` is nothing, and `+`
//! stands before what may be nothing. A value of a vocabulary is its word.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

use std::fmt::Display;

/// What cannot be written so, or is not written so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotPacked(String);

impl NotPacked {
    fn new(what: impl Display) -> Self {
        Self(what.to_string())
    }
}

impl serde::ser::Error for NotPacked {
    fn custom<T: Display>(what: T) -> Self {
        Self::new(what)
    }
}

impl serde::de::Error for NotPacked {
    fn custom<T: Display>(what: T) -> Self {
        Self::new(what)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeSet;

    use jikenbo_figures::Item;
    use jikenbo_model::Facts;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Held<'h> {
        #[serde(borrow)]
        words: Cow<'h, str>,
        figure: i64,
        letter: Option<char>,
        some: Vec<(bool, String)>,
        kind: Kind,
        own: BTreeSet<u8>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Plain,
        Row(char),
    }

    #[test]
    fn a_value_is_one_line_in_the_order_of_its_fields() {
        let held = Held {
            words: "件\n\\数".into(),
            figure: -7,
            letter: Some('é'),
            some: vec![(true, String::new()), (false, "b ".to_owned())],
            kind: Kind::Row('か'),
            own: [3, 12].into(),
        };
        let line = write(&held).unwrap();
        assert_eq!(line, r"10~件\n\\数-7;+2:é2;t0:f2:b 3:Row3:か2;3;12;");
        assert_eq!(read(&line), Ok(held));
        let plain = Held { words: "件数".into(), letter: None, kind: Kind::Plain, ..read(&line).unwrap() };
        let line = write(&plain).unwrap();
        let read: Held<'_> = read(&line).unwrap();
        assert!(matches!(read.words, Cow::Borrowed("件数")), "nothing is copied");
        assert_eq!(read, plain);
    }

    #[test]
    fn what_is_none_is_not_read() {
        for line in ["", "3;", "3:é", "x", "1:", "9:é", "1;2:é", "99999999999999999999;", "2~\\x", "-", "-1;"]
        {
            assert!(read::<(u8, String)>(&format!("1;{line}")).is_err(), "{line}");
        }
        assert_eq!(read::<(u8, String)>("1;2:é"), Ok((1, "é".to_owned())));
        assert!(read::<(u8, String)>("1;2:é ").is_err(), "something is left");
        assert!(read::<u8>("256;").is_err() && read::<u8>("+1;").is_err() && read::<u8>(";").is_err());
        assert!(read::<Vec<u8>>("900000000000;1;").is_err(), "no room is taken for what is not there");
        assert!(read::<Kind>("5:Other").is_err());
        assert!(write(&1.5).is_err(), "no figure is one of floating point");
    }

    #[test]
    fn what_a_report_says_is_read_as_it_was() {
        let facts = serde_json::json!({
            "case_number": "2025-513",
            "organization": "株式会社例示",
            "published": "2025-09-10",
            "kind": "disclosure",
            "methods": ["account_takeover", "spam_relay"],
            "affected": [{"count": 7, "unit": "people", "qualifier": "exact", "status": "confirmed"}],
            "chain": [{"name": null, "relation": "processor"}],
            "events": [{"date": "2025-09", "event": "attack"}, {"date": "2025-09-09", "event": "regulator", "to": "ppc"}],
            "help": [{"kind": "phone", "value": "0000", "hours": "平日\n9時から"}],
            "consequences": [{"type": "arrest", "date": "2025"}],
        });
        let facts: Facts = serde_json::from_value(facts).unwrap();
        for item in
            [Item::new(1, facts), Item { about: Default::default(), ..Item::new(2, Facts::default()) }]
        {
            let line = write(&item).unwrap();
            assert_eq!(read(&line), Ok(item), "{line}");
            for at in (0..line.len()).filter(|at| line.is_char_boundary(*at)) {
                assert!(read::<Item>(&line[..at]).is_err(), "cut at {at}: {line}");
            }
        }
    }

    proptest! {
        #[test]
        fn all_words_and_figures_come_back(all in proptest::collection::vec((any::<String>(), any::<i64>(), any::<Option<u64>>()), 0..4)) {
            let line = write(&all).unwrap();
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(read(&line), Ok(all));
        }

        #[test]
        fn nothing_read_is_a_panic(line in "[0-9;:~+tf\\\\né-]{0,40}") {
            _ = read::<Vec<(String, Option<u64>, bool)>>(&line);
        }
    }
}
