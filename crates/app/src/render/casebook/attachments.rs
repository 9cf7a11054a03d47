//! Files that belong to reports' pages.

use std::io::{self, Write};

use jikenbo_casebook::attachments::Attachment;

use crate::casebook::attachments::Listed;
use crate::casebook::naming::report_name;
use crate::render::columns::tame;
use crate::render::laid::paragraph;
use crate::render::terminal::Style;
use crate::words::{Words, fill};

/// Writes files for people, each with its report.
///
/// # Errors
/// What the writer returns.
pub fn attachments(out: &mut dyn Write, listed: &[Listed], style: Style) -> io::Result<()> {
    if listed.is_empty() {
        return writeln!(out, "{}", style.words.view().files_none);
    }
    for Listed { report, file } in listed {
        writeln!(out, "{}", style.strong(&report.map_or_else(|| "-".to_owned(), report_name)))?;
        one(out, file, style, 2)?;
    }
    Ok(())
}

/// Writes files for programs: one object a line.
///
/// # Errors
/// What the writer returns.
pub fn attachments_json(out: &mut dyn Write, listed: &[Listed]) -> io::Result<()> {
    listed.iter().try_for_each(|one| {
        serde_json::to_writer(&mut *out, one)?;
        writeln!(out)
    })
}

/// The files of a report.
pub(super) fn files(out: &mut dyn Write, files: &[Attachment], style: Style) -> io::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    paragraph(out, style, 6, &style.words.view().files)?;
    files.iter().try_for_each(|file| one(out, file, style, 8))?;
    match files.iter().find(|file| file.is_read) {
        Some(file) => paragraph(out, style, 6, &fill(&style.words.view().file_read, &[("n", &file.number)])),
        None => Ok(()),
    }
}

fn one(out: &mut dyn Write, file: &Attachment, style: Style, indent: usize) -> io::Result<()> {
    let words = style.words;
    let number = match file.archive {
        Some(archive) => format!("{archive}.{}", file.number),
        None => file.number.to_string(),
    };
    let line = [
        ("n", &number as &dyn std::fmt::Display),
        ("state", &state(file, words)),
        ("words", &tame(&file.words)),
    ];
    paragraph(out, style, indent, fill(&words.view().file_line, &line).trim_end())?;
    let kept = file.capture.map(|capture| fill(&words.view().file_kept, &[("capture", &capture)]));
    let place = format!("{}  {}", tame(&file.url), kept.unwrap_or_default());
    paragraph(out, style, indent + 4, place.trim())
}

fn state(file: &Attachment, words: &Words) -> String {
    let state = words.of_casebook("attachment_state", file.state.word());
    match &file.reason {
        Some(reason) => {
            let reason = words.of_casebook("attachment_reason", reason);
            fill(&words.view().file_reason, &[("state", &state), ("reason", &reason)])
        }
        None => state.to_owned(),
    }
}
