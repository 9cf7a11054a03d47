//! Facts in words: each field's values as a person reads them, with their proof. The only place that knows how an
//! object of a list looks; terminal and page follow it.

use std::collections::BTreeMap;

use jikenbo_model::schema::{self, Type};
use jikenbo_model::{
    Actor, Affected, ClientHit, Consequence, DocumentRef, EarlierReport, Event, FIELDS, Facts, Field, Help,
    PartialDate, Quote, Reading, Shape,
};
use serde_json::{Value, json};

use crate::words::Words;
use jikenbo_figures::grouped;

/// A field that the report gives, with its values.
pub(super) struct Shown<'a> {
    pub field: &'static Field,
    pub values: Vec<ShownValue<'a>>,
}

/// One value in words and the words that prove it.
pub(super) struct ShownValue<'a> {
    pub text: String,
    /// Each place once, in the order of the text.
    pub quotes: Vec<&'a Quote>,
    /// How deep a part it is of a figure before it: 0 for a total.
    pub depth: usize,
}

/// Every field of `reading` that has a value, in the order of [`FIELDS`].
pub(super) fn shown<'a>(reading: &'a Reading, words: &Words) -> Vec<Shown<'a>> {
    let json = serde_json::to_value(&reading.facts).unwrap_or_default();
    let of = |field: &'static Field| Shown { field, values: values(reading, &json, field, words) };
    FIELDS.iter().map(of).filter(|shown| !shown.values.is_empty()).collect()
}

/// The values of one field by themselves, in words.
pub(super) fn said(name: &str, value: &Value, words: &Words) -> Vec<String> {
    let facts = serde_json::from_value(json!({ name: value })).unwrap_or_default();
    let reading = alone(facts, BTreeMap::new());
    let texts = shown(&reading, words).into_iter().flat_map(|shown| shown.values).map(|value| value.text);
    texts.collect()
}

/// Facts as a reading of no document.
pub(super) fn alone(facts: Facts, evidence: BTreeMap<String, Vec<Quote>>) -> Reading {
    let document = DocumentRef { sha256: String::new(), start: 0, end: 0 };
    Reading { facts, evidence, document, warnings: Vec::new() }
}

fn values<'a>(
    reading: &'a Reading,
    json: &Value,
    field: &'static Field,
    words: &Words,
) -> Vec<ShownValue<'a>> {
    let value = &json[field.name];
    match field.shape {
        Shape::Scalar if value.is_null() => Vec::new(),
        Shape::Scalar => vec![plain(reading, single(field, value, &reading.facts, words), field.name)],
        Shape::Set => {
            let items = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            items
                .map(|word| plain(reading, of_word(field, word, words), &format!("{}.{word}", field.name)))
                .collect()
        }
        Shape::List => {
            let texts = list(field, &reading.facts, words);
            let path = |index| format!("{}[{index}]", field.name);
            let mut shown: Vec<_> = texts
                .into_iter()
                .enumerate()
                .map(|(index, text)| plain(reading, text, &path(index)))
                .collect();
            if field.name == "affected" {
                shown.iter_mut().enumerate().for_each(|(index, value)| {
                    value.depth = depth(&reading.facts.affected, index);
                });
            }
            shown
        }
    }
}

fn plain<'a>(reading: &'a Reading, text: String, path: &str) -> ShownValue<'a> {
    ShownValue { quotes: quotes(reading, path), text, depth: 0 }
}

/// The proofs of the fact at `path` and of its parts.
fn quotes<'a>(reading: &'a Reading, path: &str) -> Vec<&'a Quote> {
    let of_part = |key: &str| {
        key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let mut quotes: Vec<&Quote> = reading
        .evidence
        .iter()
        .filter(|(key, _)| of_part(key))
        .flat_map(|(_, quotes)| quotes)
        .filter(|quote| quote.start < quote.end)
        .collect();
    quotes.sort_by_key(|quote| (quote.start, quote.end));
    quotes.dedup_by_key(|quote| (quote.start, quote.end));
    quotes
}

/// How many figures stand above `index`; bounded, should figures name each other.
pub(super) fn depth(affected: &[Affected], index: usize) -> usize {
    const DEEPEST: usize = 8;
    let above = |at: &usize| affected.get(*at).and_then(|figure| figure.part_of);
    std::iter::successors(above(&index), above).take(DEEPEST).count()
}

fn single(field: &Field, value: &Value, facts: &Facts, words: &Words) -> String {
    let text = value.as_str().unwrap_or_default();
    match schema::type_of(field.name).0 {
        Type::Date => dated(text.parse().ok(), words),
        Type::Word(_) => of_word(field, text, words),
        Type::Object(_) => {
            let total = facts.affected_total;
            total.map(|total| words.figure(total.count, total.unit, total.qualifier)).unwrap_or_default()
        }
        _ => text.to_owned(),
    }
}

fn of_word(field: &Field, word: &str, words: &Words) -> String {
    match schema::type_of(field.name).0 {
        Type::Word(vocabulary) => words.value(vocabulary, word).to_owned(),
        _ => word.to_owned(),
    }
}

fn list(field: &Field, facts: &Facts, words: &Words) -> Vec<String> {
    let say = Say { words };
    match field.name {
        "affected" => facts.affected.iter().map(|figure| say.affected(figure)).collect(),
        "chain" => {
            facts.chain.iter().map(|link| say.named("relation", link.relation.word(), &link.name)).collect()
        }
        "clients_hit" => facts.clients_hit.iter().map(|client| say.client(client)).collect(),
        "services" => facts.services.clone(),
        "events" => facts.events.iter().map(|event| say.event(event)).collect(),
        "help" => facts.help.iter().map(|help| say.help(help)).collect(),
        "indicators" => facts
            .indicators
            .iter()
            .map(|trace| format!("{} {}", say.word("indicator_type", trace.kind.word()), trace.value))
            .collect(),
        "earlier_reports" => facts.earlier_reports.iter().map(|report| say.earlier(report)).collect(),
        "actors" => facts.actors.iter().map(|actor| say.actor(actor)).collect(),
        "consequences" => facts.consequences.iter().map(|what| say.consequence(what)).collect(),
        _ => Vec::new(),
    }
}

fn dated(date: Option<PartialDate>, words: &Words) -> String {
    date.map(|date| words.date(date)).unwrap_or_default()
}

/// Objects of lists in words.
pub(super) struct Say<'a> {
    pub words: &'a Words,
}

impl Say<'_> {
    /// The name of a vocabulary's word.
    pub(super) fn word<'a>(&'a self, vocabulary: &str, word: &'a str) -> &'a str {
        let found = schema::VOCABULARIES.iter().find(|found| found.name == vocabulary);
        found.map_or(word, |vocabulary| self.words.value(vocabulary, word))
    }

    fn named(&self, vocabulary: &str, word: &str, name: &Option<String>) -> String {
        format!("{} {}", self.word(vocabulary, word), name.as_deref().unwrap_or(&self.words.unnamed))
    }

    fn affected(&self, figure: &Affected) -> String {
        let count = self.words.figure(figure.count, figure.unit, figure.qualifier);
        let about: Vec<&str> = figure
            .subject
            .as_deref()
            .into_iter()
            .chain([self.word("status", figure.status.word())])
            .collect();
        format!("{count} ({})", about.join(&self.words.separator))
    }

    fn client(&self, client: &ClientHit) -> String {
        match client.affected_total {
            Some(total) => {
                format!("{} {}", client.name, self.words.figure(total.count, total.unit, total.qualifier))
            }
            None => client.name.clone(),
        }
    }

    /// What happened and whom the organisation told, without the day.
    pub(super) fn happening(&self, event: &Event) -> String {
        let what = self.word("event", event.event.word());
        match event.to {
            Some(to) => format!("{what} ({})", self.word("reported_to", to.word())),
            None => what.to_owned(),
        }
    }

    fn event(&self, event: &Event) -> String {
        format!("{} {}", self.words.date(event.date), self.happening(event))
    }

    fn help(&self, help: &Help) -> String {
        let place = format!("{} {}", self.word("help_kind", help.kind.word()), help.value);
        match &help.hours {
            Some(hours) => format!("{place} ({hours})"),
            None => place,
        }
    }

    fn earlier(&self, report: &EarlierReport) -> String {
        let date = report.date.map(|date| self.words.date(date));
        [date, report.url.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn actor(&self, actor: &Actor) -> String {
        let kind = self.word("actor_kind", actor.kind.word()).to_owned();
        let parts =
            [Some(kind), actor.name.clone(), actor.country.as_ref().map(|country| format!("({country})"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn consequence(&self, what: &Consequence) -> String {
        let amount = what.amount.map(|amount| {
            format!("{} {}", grouped(amount), what.currency.as_deref().unwrap_or_default())
                .trim_end()
                .to_owned()
        });
        let kind = self.word("consequence_type", what.kind.word()).to_owned();
        let parts = [what.date.map(|date| self.words.date(date)), Some(kind), amount];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
