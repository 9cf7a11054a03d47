//! The month's column: counted items in, sections of figures with their proofs out; and how they look as text.
//!
//! Owns: what counts and what not ([`Item`], [`Excluded`]), the arithmetic (shares half up, places with ties), the schemes
//! of causes ([`Scheme`], tables in `data/`), the sections of a [`Digest`], its forms ([`render`]) and how an editor's words
//! are kept over re-runs ([`keep_slots`]); what changed since a month's figures were published ([`corrections`]); and the lenses
//! over any span ([`lenses`], one file each in `lens/`). Knows nothing of the store: months, counts and items are given by the caller.
//! Start reading at [`digest`], then `sections/`, one file a section.
//!
//! Pure: the same items in the same order give the same bytes on every machine; no figure is ever a floating-point number.

mod corrections;
mod digest;
mod item;
mod lens;
mod month;
mod place;
mod quoted;
mod render;
mod scheme;
mod sections;
mod share;
mod slots;
mod value;
mod words;

pub use corrections::{Changed, Corrections, Frozen, ItemChanged, Made, Withdrawn, corrections};
pub use digest::{Digest, LeftOut, Line, Options, Period, Rank, Section, SectionKind, counted, digest};
pub use item::{About, Counted, Earlier, Excluded, Ground, Item, Origin};
pub use lens::{Lens, LensKind, Lenses, Theme, lens, lenses, organization_kind, sector, themes};
pub use month::{Month, NoSuchMonth};
pub use place::{first_places, placed};
pub use quoted::{Quoted, QuotedPart};
pub use render::{
    Form, Lang, Template, TemplateError, Told, ToldPart, ToldTable, bars, fill_lens_template, fill_template,
    grouped, is_markup, markdown_line, markdown_link, markdown_words, render, render_lenses, render_span,
    told_lenses,
};
pub use scheme::{Bilingual, Mapping, Scheme};
pub use share::Share;
pub use slots::keep_slots;
pub use value::{Name, Row, Sentence, Table, Value};
