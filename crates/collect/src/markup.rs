//! Words out of HTML as feeds and pages carry it: no tree, one pass, time in proportion to length.

mod entity;
mod tags;
mod words;

pub(crate) use entity::unescaped;
pub(crate) use tags::{all_tags, tags};
pub(crate) use words::{is_inline, looks_like_html, plain, shortened};
