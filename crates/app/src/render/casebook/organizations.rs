//! Organisations: a line each, or one with its cases.

use std::io::{self, Write};

use jikenbo_casebook::organizations::Organization;
use serde_json::{Value as Json, json};

use super::pieces::{case_name, case_words};
use crate::casebook::organizations::OrganizationView;
use crate::render::columns::{padded, tame};
use crate::render::facts::Say;
use crate::render::laid::paragraph;
use crate::render::terminal::Style;
use crate::words::Words;

/// Columns of an id and of labels.
const ID: usize = 8;
const LABEL: usize = 18;

/// Writes an organisation as a line: id, name, kind, sector, corporate number.
///
/// # Errors
/// What the writer returns.
pub fn line(out: &mut dyn Write, organization: &Organization, style: Style) -> io::Result<()> {
    let (about, words) = (&organization.about, style.words);
    let known = [
        about.kind.as_deref().map(|kind| words.organization_kind(kind).to_owned()),
        about.sector.as_deref().map(|letter| sector(letter, words)),
        about.corporate_number.clone(),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    let id = padded(&organization.id.to_string(), ID);
    let line = format!("{id}{}  {}", tame(&about.name), style.dim(&known.join("  ")));
    writeln!(out, "{}", line.trim_end())
}

/// `J 金融業、保険業`.
fn sector(letter: &str, words: &Words) -> String {
    format!("{letter} {}", words.sector(letter))
}

/// Writes an organisation for people.
///
/// # Errors
/// What the writer returns.
pub fn organization(out: &mut dyn Write, view: &OrganizationView, style: Style) -> io::Result<()> {
    let (about, words) = (&view.organization.about, style.words);
    let labels = words.view();
    let name = format!("{} {}", view.organization.id, tame(&about.name));
    writeln!(out, "{}", style.strong(&name))?;
    let names = tame(&view.names.join(&words.separator));
    let parent = view.parent.as_ref().map(|(id, name)| format!("{id} {}", tame(name)));
    for (label, value) in [
        (&labels.organization_names, Some(names)),
        (
            &labels.organization_kind,
            about.kind.as_deref().map(|kind| words.organization_kind(kind).to_owned()),
        ),
        (&labels.organization_sector, about.sector.as_deref().map(|letter| sector(letter, words))),
        (&labels.organization_number, about.corporate_number.clone()),
        (&labels.organization_parent, parent),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "  {}{value}", style.label(&padded(label, LABEL)))?;
        }
    }
    writeln!(out, "  {}", style.label(&labels.organization_cases))?;
    for (line, roles) in &view.cases {
        let roles: Vec<String> = roles.iter().map(|role| role_words(role, words)).collect();
        paragraph(out, style, 4, &format!("{} ({})", case_words(line, words), roles.join(&words.separator)))?;
    }
    Ok(())
}

/// What an organisation is to an incident: a role, a relation of the chain, or a client.
fn role_words(role: &str, words: &Words) -> String {
    if role == "client" {
        return words.view().client.clone();
    }
    let say = Say { words };
    let of_role = say.word("organization_role", role);
    if of_role == role { say.word("relation", role).to_owned() } else { of_role.to_owned() }
}

/// Writes an organisation as a line of JSON.
///
/// # Errors
/// What the writer returns.
pub fn line_json(out: &mut dyn Write, organization: &Organization) -> io::Result<()> {
    writeln!(out, "{}", Json::Object(json(organization)))
}

fn json(organization: &Organization) -> serde_json::Map<String, Json> {
    let about = &organization.about;
    let json = json!({
        "id": organization.id,
        "name": about.name,
        "kind": about.kind,
        "sector": about.sector,
        "corporate_number": about.corporate_number,
        "parent": about.parent,
    });
    json.as_object().cloned().unwrap_or_default()
}

/// Writes an organisation as one object.
///
/// # Errors
/// What the writer returns.
pub fn organization_json(out: &mut dyn Write, view: &OrganizationView) -> io::Result<()> {
    let mut json = json(&view.organization);
    json.insert("names".to_owned(), json!(view.names));
    let case = |(line, roles): &(jikenbo_casebook::show::CaseLine, Vec<String>)| json!({"id": line.case.id, "number": line.case.number, "name": case_name(&line.case), "roles": roles});
    json.insert("cases".to_owned(), view.cases.iter().map(case).collect());
    writeln!(out, "{}", Json::Object(json))
}
