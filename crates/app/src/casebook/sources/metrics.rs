//! Figures of the sources in the text form that Prometheus reads.

use std::fmt::Write;

use jiff::Timestamp;

use super::health::Health;
use super::status::Status;

/// What is told of each source: the metric's name, its kind, what it is, and the lines of a source.
type Metric = (&'static str, &'static str, &'static str, fn(&Status) -> Vec<(String, String)>);

const METRICS: [Metric; 8] = [
    ("jikenbo_source_looks_total", "counter", "Looks at a source.", |one| plain(one.looks)),
    ("jikenbo_source_failed_looks_total", "counter", "Looks at a source that failed.", |one| {
        plain(one.faults)
    }),
    ("jikenbo_source_pages_total", "counter", "Pages that a source led to, by what came of them.", |one| {
        [("new", one.found), ("changed", one.changed), ("failed", one.unread)]
            .map(|(word, count)| (format!(",outcome=\"{word}\""), count.to_string()))
            .to_vec()
    }),
    ("jikenbo_source_items", "gauge", "Items that a source had at the last look.", |one| plain(one.items)),
    ("jikenbo_source_look_seconds", "gauge", "How long the last look at a source took.", |one| {
        vec![(String::new(), format!("{}.{:03}", one.took / 1000, one.took % 1000))]
    }),
    ("jikenbo_source_last_look_timestamp_seconds", "gauge", "When a source was looked at last.", |one| {
        at(one.looked)
    }),
    (
        "jikenbo_source_last_success_timestamp_seconds",
        "gauge",
        "When a look at a source did not fail last.",
        |one| at(one.succeeded),
    ),
    (
        "jikenbo_source_alarm",
        "gauge",
        "Whether a source fails, is silent, moved or changed its layout.",
        |one| plain(u64::from(one.health.is_alarm())),
    ),
];

fn plain(count: u64) -> Vec<(String, String)> {
    vec![(String::new(), count.to_string())]
}

fn at(moment: Option<Timestamp>) -> Vec<(String, String)> {
    moment.map(|at| (String::new(), at.as_second().to_string())).into_iter().collect()
}

/// The figures of the sources; each metric with its help and kind, the sources in the order in which they come.
///
/// ```
/// use jikenbo_app::casebook::sources::metrics::prometheus;
/// assert!(prometheus(&[]).starts_with("# HELP jikenbo_sources "));
/// ```
pub fn prometheus(all: &[Status]) -> String {
    let mut out = String::new();
    heading(&mut out, ("jikenbo_sources", "gauge", "Sources by how they are."));
    for health in Health::ALL {
        let count = all.iter().filter(|one| one.health == health).count();
        // Writing to a text does not fail.
        let _ = writeln!(out, "jikenbo_sources{{health=\"{}\"}} {count}", health.word());
    }
    for (name, kind, help, lines) in METRICS {
        heading(&mut out, (name, kind, help));
        for one in all {
            let source = escaped(&one.name);
            for (labels, value) in lines(one) {
                let _ = writeln!(out, "{name}{{source=\"{source}\"{labels}}} {value}");
            }
        }
    }
    out
}

fn heading(out: &mut String, (name, kind, help): (&str, &str, &str)) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// A label's value: the form knows three escapes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::sources::Source;
    use crate::casebook::sources::status::told;
    use jikenbo_casebook::sources::State;

    fn status(name: &str, state: Option<State>) -> Status {
        let source = Source { name: name.to_owned(), ..Source::default() };
        told(&source, state.as_ref(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn each_line_is_in_the_form() {
        let state = State {
            looked: "2025-12-06T00:00:00Z".parse().unwrap(),
            took: 1_234,
            failures: 1,
            looks: 7,
            faults: 2,
            found: 3,
            ..State::default()
        };
        let text = prometheus(&[status("例\"示\\", Some(state)), status("new", None)]);
        for line in [
            "jikenbo_sources{health=\"failing\"} 1",
            "jikenbo_sources{health=\"ok\"} 0",
            "jikenbo_source_looks_total{source=\"例\\\"示\\\\\"} 7",
            "jikenbo_source_pages_total{source=\"例\\\"示\\\\\",outcome=\"new\"} 3",
            "jikenbo_source_look_seconds{source=\"例\\\"示\\\\\"} 1.234",
            "jikenbo_source_last_look_timestamp_seconds{source=\"例\\\"示\\\\\"} 1764979200",
            "jikenbo_source_alarm{source=\"new\"} 0",
        ] {
            assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
        }
        assert!(!text.contains("last_success_timestamp_seconds{"), "{text}");
        let mut kind = String::new();
        for line in text.lines() {
            match line.strip_prefix("# ").map(|rest| rest.split(' ').collect::<Vec<_>>()) {
                Some(words) if words[0] == "TYPE" => kind = words[1].to_owned(),
                Some(words) => assert_eq!(words[0], "HELP"),
                None => {
                    let (name, rest) = line.split_once('{').unwrap();
                    assert_eq!(name, kind);
                    let (_, value) = rest.rsplit_once("} ").unwrap();
                    assert!(value.parse::<f64>().is_ok(), "{line}");
                }
            }
        }
    }
}
