//! Archives: each document in one is filed by itself.

use super::{Arrival, Payload};
use crate::Error;
use crate::decode;
use crate::input;
use crate::rules::Rules;
use crate::stages::Kind;

/// What is to be filed, and what could not be taken out.
pub(in crate::casebook) struct Taken {
    pub arrivals: Vec<Arrival>,
    pub problems: Vec<Error>,
}

/// What `arrival` brings: itself, or of a ZIP archive its documents. An archive that came over HTTP is kept as it came, unread,
/// before them; of one that came as a file its documents are kept.
pub(in crate::casebook) fn taken(mut arrival: Arrival, rules: &Rules) -> Taken {
    let is_new = arrival.records.is_empty();
    if !is_new || arrival.kind() != Kind::Zip {
        return Taken { arrivals: vec![arrival], problems: Vec::new() };
    }
    let found = decode::unpacked(arrival.content(), rules);
    let problems = input::problems(&arrival.label, &found.problems, found.members.is_empty());
    let mut arrivals = Vec::with_capacity(found.members.len() + 1);
    let name = arrival.name.clone();
    let url = arrival.url.clone();
    for member in found.members {
        let named = |before: &str| format!("{before}/{}", member.name);
        arrivals.push(Arrival {
            label: named(&arrival.label),
            name: name.as_deref().map(named),
            // The part of the address behind `#` tells the member.
            url: url.as_deref().map(|url| format!("{url}#{}", super::percent::encoded(&member.name))),
            at: arrival.at,
            given: arrival.given.clone(),
            payload: Payload::File(member.bytes),
            records: Vec::new(),
        });
    }
    if let Payload::Answer(answer) = &mut arrival.payload {
        answer.is_unread = true;
        arrivals.insert(0, arrival);
    }
    Taken { arrivals, problems }
}
