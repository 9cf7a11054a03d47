//! Facts in words: each value of a field as a person reads it.

use jikenbo_model::schema::{self, Type};
use jikenbo_model::{
    Actor, Affected, ClientHit, Consequence, EarlierReport, Event, Facts, Field, Help, Shape,
};
use serde_json::Value as Json;

use crate::words::{Words, fill};
use jikenbo_figures::grouped;

/// A value in words.
pub(crate) struct Value {
    /// The words.
    pub(crate) text: String,
    /// The day in ISO 8601, where it is one.
    pub(crate) date: Option<String>,
}

/// The values of `field`, whose JSON is `json` and which stands in `facts`.
pub(crate) fn values(field: &'static Field, json: &Json, facts: &Facts, words: &Words) -> Vec<Value> {
    let plain = |text: String| Value { text, date: None };
    match (field.shape, json) {
        (Shape::Scalar, Json::Null) => Vec::new(),
        (Shape::Scalar, _) => {
            let text = json.as_str().unwrap_or_default();
            let date = matches!(schema::type_of(field.name).0, Type::Date).then(|| text.to_owned());
            vec![Value { text: single(field, text, facts, words), date }]
        }
        (Shape::Set, _) => {
            let items = json.as_array().into_iter().flatten().filter_map(Json::as_str);
            let named = |word| vocabulary(field).map_or(word, |name| words.value(name, word)).to_owned();
            items.map(|word| plain(named(word))).collect()
        }
        (Shape::List, _) => list(field.name, facts, &Say { words }).into_iter().map(plain).collect(),
    }
}

fn vocabulary(field: &Field) -> Option<&'static str> {
    match schema::type_of(field.name).0 {
        Type::Word(vocabulary) => Some(vocabulary.name),
        _ => None,
    }
}

fn single(field: &Field, text: &str, facts: &Facts, words: &Words) -> String {
    match schema::type_of(field.name).0 {
        Type::Date => text.parse().map_or_else(|_| text.to_owned(), |date| words.date(date)),
        Type::Word(vocabulary) => words.value(vocabulary.name, text).to_owned(),
        Type::Object(_) => facts.affected_total.map(|total| words.figure(total)).unwrap_or_default(),
        _ => text.to_owned(),
    }
}

fn list(name: &str, facts: &Facts, say: &Say<'_>) -> Vec<String> {
    match name {
        "affected" => facts.affected.iter().map(|figure| say.affected(figure)).collect(),
        "chain" => {
            let link = |link: &jikenbo_model::Chain| say.named("relation", link.relation.word(), &link.name);
            facts.chain.iter().map(link).collect()
        }
        "clients_hit" => facts.clients_hit.iter().map(|client| say.client(client)).collect(),
        "services" => facts.services.clone(),
        "events" => facts.events.iter().map(|event| say.event(event)).collect(),
        "help" => facts.help.iter().map(|help| say.help(help)).collect(),
        "indicators" => facts.indicators.iter().map(|one| one.value.clone()).collect(),
        "earlier_reports" => facts.earlier_reports.iter().map(|report| say.earlier(report)).collect(),
        "actors" => facts.actors.iter().map(|actor| say.actor(actor)).collect(),
        "consequences" => facts.consequences.iter().map(|what| say.consequence(what)).collect(),
        _ => Vec::new(),
    }
}

/// Objects of lists in words.
pub(crate) struct Say<'w> {
    /// In these.
    pub(crate) words: &'w Words,
}

impl Say<'_> {
    fn named(&self, vocabulary: &str, word: &str, name: &Option<String>) -> String {
        let name = name.as_deref().unwrap_or(&self.words.said.unnamed);
        format!("{} {name}", self.words.value(vocabulary, word))
    }

    fn affected(&self, figure: &Affected) -> String {
        let count = self.words.counted(figure.count, figure.unit, figure.qualifier);
        let status = self.words.value("status", figure.status.word());
        let about: Vec<&str> = figure.subject.as_deref().into_iter().chain([status]).collect();
        format!("{count} ({})", about.join(&self.words.said.separator))
    }

    fn client(&self, client: &ClientHit) -> String {
        match client.affected_total {
            Some(total) => format!("{} {}", client.name, self.words.figure(total)),
            None => client.name.clone(),
        }
    }

    /// What happened and whom the organisation told, without the day.
    pub(crate) fn happening(&self, event: &Event) -> String {
        let what = self.words.value("event", event.event.word());
        match event.to {
            Some(to) => format!("{what} ({})", self.words.value("reported_to", to.word())),
            None => what.to_owned(),
        }
    }

    fn event(&self, event: &Event) -> String {
        format!("{} {}", self.words.date(event.date), self.happening(event))
    }

    fn help(&self, help: &Help) -> String {
        let place = format!("{} {}", self.words.value("help_kind", help.kind.word()), help.value);
        match &help.hours {
            Some(hours) => format!("{place}{}", fill(&self.words.said.hours, &[("hours", hours)])),
            None => place,
        }
    }

    fn earlier(&self, report: &EarlierReport) -> String {
        let date = report.date.map(|date| self.words.date(date));
        [date, report.url.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn actor(&self, actor: &Actor) -> String {
        let kind = self.words.value("actor_kind", actor.kind.word()).to_owned();
        let country = actor.country.as_ref().map(|country| format!("({country})"));
        [Some(kind), actor.name.clone(), country].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn consequence(&self, what: &Consequence) -> String {
        let amount = what.amount.map(|amount| {
            let amount = grouped(amount);
            match what.currency.as_deref() {
                Some("JPY") => fill(&self.words.said.yen, &[("amount", &amount)]),
                currency => format!("{amount} {}", currency.unwrap_or_default()).trim_end().to_owned(),
            }
        });
        let kind = self.words.value("consequence_type", what.kind.word()).to_owned();
        let date = what.date.map(|date| self.words.date(date));
        [date, Some(kind), amount].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
