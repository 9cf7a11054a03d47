//! The month's column: the items of a month from the store, its digest from `figures`.

mod by_report;
mod frozen;
mod items;
mod lenses;
mod many;
mod proofs;
mod reads;
mod threads;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

pub use frozen::{freeze, thaw};
use jiff::tz::Offset;
use jikenbo_casebook::list::{self, Filter};
use jikenbo_collect::browser;
pub use jikenbo_figures::{
    Counted, Digest, Form, Lang, LensKind, Lenses, Month, NoSuchMonth, Options, Period, Rank, Scheme, render,
    render_lenses, render_span,
};
use jikenbo_figures::{
    Item, Template, TemplateError, counted, fill_lens_template, fill_template, keep_slots,
};
use jikenbo_model::Scope;
pub use lenses::over;
pub use reads::{Reads, reads, unknown};

use super::Casebook;
use crate::settings::Settings;
use crate::{Error, output};

/// What digest is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Of which months.
    pub period: Period,
    /// How it is made.
    pub options: Options,
    /// Whether what no editor has published counts too.
    pub draft: bool,
    /// How often items were read.
    pub reads: Reads,
    /// Only what belongs to cases that this lets through.
    pub filter: Filter,
    /// As it is known now, even where the month's figures were published.
    pub as_now: bool,
}

impl Wanted {
    /// What is published of all cases.
    pub fn of(period: Period, options: Options) -> Self {
        Self { period, options, draft: false, reads: Reads::new(), filter: Filter::default(), as_now: false }
    }
}

/// A digest, and the items that it was made of. Of very many their end takes as long as a part of the column: who ends anyway may
/// [forget](std::mem::forget) both.
#[derive(Debug)]
pub struct Made {
    /// The digest.
    pub digest: Digest,
    /// Held until its end.
    _parts: frozen::Parts,
}

/// The digest of what is published and public; with `draft` of all that the worker may see. That of a month whose figures were
/// published ([`freeze`]) is given as of then, with what was corrected since.
///
/// # Errors
/// [`Error::Casebook`].
pub fn digest(casebook: &mut Casebook, wanted: &Wanted) -> Result<Made, Error> {
    let frozen = frozen::published(casebook, wanted)?;
    looking(casebook, wanted.draft, |casebook| match frozen {
        Some(frozen) => {
            let (digest, parts) = frozen::as_published(casebook, wanted, &frozen)?;
            Ok(Made { digest, _parts: parts })
        }
        None => {
            let parts = frozen::made(casebook, wanted, items::Figures::Column)?;
            let mut digest = parts.digest(wanted);
            if wanted.options.counted == Counted::Reports {
                many::name(casebook, &mut digest)?;
            }
            Ok(Made { digest, _parts: parts })
        }
    })
}

/// How many of what `wanted` asks for are left out, as no editor has published them; none for those who may not see them.
///
/// # Errors
/// [`Error::Casebook`].
pub fn unpublished(casebook: &mut Casebook, wanted: &Wanted) -> Result<u64, Error> {
    if wanted.draft {
        return Ok(0);
    }
    Ok(digest(casebook, &Wanted { draft: true, ..wanted.clone() })?.digest.drafts)
}

/// From the first month in which something counts to the present one (Asia/Tokyo).
///
/// # Errors
/// [`Error::Casebook`].
pub fn whole_period(casebook: &mut Casebook, draft: bool) -> Result<Period, Error> {
    let today = Offset::constant(9).to_datetime(casebook.means().now()).date();
    let month = u8::try_from(today.month()).ok().and_then(|month| Month::new(today.year(), month));
    let first = looking(casebook, draft, first_month)?;
    let to = month.or(first).ok_or_else(|| no_month(&today.to_string()))?;
    Ok(Period { from: first.filter(|first| *first <= to).unwrap_or(to), to })
}

fn no_month(got: &str) -> Error {
    Error::NotThat { expected: "a month such as `2025-09`", got: got.to_owned() }
}

/// The month in which the most reports count, the latest of equals; `None` where none does.
///
/// # Errors
/// [`Error::Casebook`].
pub fn busiest(casebook: &mut Casebook, draft: bool) -> Result<Option<Month>, Error> {
    let wanted = Wanted { draft, ..Wanted::of(whole_period(casebook, draft)?, Options::default()) };
    looking(casebook, draft, |casebook| {
        let mut months: BTreeMap<Month, usize> = BTreeMap::new();
        let all = items::all(casebook, wanted.options.counted, items::Figures::Column)?;
        for (month, _) in items::items(casebook, &wanted, &all, wanted.period)? {
            *months.entry(month).or_default() += 1;
        }
        Ok(months.into_iter().max_by_key(|(month, count)| (*count, *month)).map(|(month, _)| month))
    })
}

/// Does `work` as the public looks at the casebook, unless drafts are wanted.
pub(super) fn looking<T>(
    casebook: &mut Casebook,
    draft: bool,
    work: impl FnOnce(&mut Casebook) -> Result<T, Error>,
) -> Result<T, Error> {
    let own = casebook.worker.scope.clone();
    if !draft && matches!(own, Scope::Owner | Scope::Member { .. }) {
        casebook.worker.scope = Scope::Public;
    }
    let done = work(casebook);
    casebook.worker.scope = own;
    done
}

fn first_month(casebook: &mut Casebook) -> Result<Option<Month>, Error> {
    let first = list::first_month(&mut casebook.read()?)?;
    Ok(first.and_then(|month| month.parse().ok()))
}

/// How many counted in the months that are compared with: of one month those before and a year before, as far as the casebook
/// reaches back; of a longer period each of its months.
fn known(
    casebook: &mut Casebook,
    wanted: &Wanted,
    all: &items::All,
    items: &[(Month, Item)],
) -> Result<BTreeMap<Month, u64>, Error> {
    let (Period { from, to }, mut known) = (wanted.period, BTreeMap::new());
    if from == to {
        for month in [to.before(), to.year_before()] {
            if all.first.is_some_and(|first| first <= month) {
                let items = items::items(casebook, wanted, all, Period::month(month))?;
                let items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
                known.insert(month, counted(&items));
            }
        }
        return Ok(known);
    }
    let mut by_month: BTreeMap<Month, Vec<Item>> = BTreeMap::new();
    for (month, item) in items {
        by_month.entry(*month).or_default().push(item.clone());
    }
    let mut month = from;
    while month <= to {
        known.insert(month, by_month.get(&month).map_or(0, |items| counted(items)));
        let next = month.after();
        if next == month {
            break;
        }
        month = next;
    }
    Ok(known)
}

/// Prints a page to `path` as PDF, by Chromium; whole or not at all.
///
/// # Errors
/// [`Error::Collect`] where there is no browser, or it prints nothing; [`Error::Folder`], [`Error::Write`].
pub fn print(path: &Path, page: &str, settings: &Settings) -> Result<(), Error> {
    let pdf = browser::print(&settings.chromium(), page).map_err(Error::Collect)?;
    let name = path.display().to_string();
    output::whole(path, |sink| sink.write_all(&pdf).map_err(Error::writing(name)))
}

/// A digest in a form of one's own.
///
/// # Errors
/// [`Error::Read`] where the template cannot be read, [`Error::Template`] where it cannot be filled.
pub fn fill(digest: &Digest, lang: Lang, template: &Path) -> Result<String, Error> {
    with_template(template, |template| fill_template(digest, lang, template))
}

/// Lenses in a form of one's own.
///
/// # Errors
/// As [`fill`].
pub fn fill_lenses(lenses: &Lenses, lang: Lang, template: &Path) -> Result<String, Error> {
    with_template(template, |template| fill_lens_template(lenses, lang, template))
}

fn with_template(
    path: &Path,
    fill: impl FnOnce(Template<'_>) -> Result<String, TemplateError>,
) -> Result<String, Error> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|source| Error::Read { name: name.clone(), source })?;
    fill(Template { name: &name, text: &text }).map_err(Error::Template)
}

/// Writes a rendered digest to `path`, whole or not at all; an editor's words in the slots of the file that stands there are
/// kept.
///
/// # Errors
/// [`Error::Read`] where that file is no text; [`Error::Folder`], [`Error::Write`].
pub fn save(path: &Path, text: &str) -> Result<(), Error> {
    let name = path.display().to_string();
    let old = match fs::metadata(path) {
        Ok(found) if found.is_file() => {
            fs::read_to_string(path).map_err(|source| Error::Read { name: name.clone(), source })?
        }
        Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(Error::Read { name, source }),
        _ => String::new(),
    };
    let text = keep_slots(&old, text);
    output::whole(path, |sink| sink.write_all(text.as_bytes()).map_err(Error::writing(name)))
}
