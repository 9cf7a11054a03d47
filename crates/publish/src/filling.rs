//! Templates, ready to be filled with what stands on a page.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::Error;
use crate::chart::escaped;
use crate::pages::Head;
use crate::templates::{SHIPPED, Templates};
use crate::words::Words;

/// What a template may name: what the page is given, and what the language of templates has itself.
const NAMES: [&str; 10] =
    ["page", "w", "loop", "self", "super", "caller", "range", "dict", "namespace", "debug"];

/// A figure or day of more letters may end a line inside: it would leave a phone's narrow columns half empty.
const SHORT: usize = 12;

/// Whether words hold a figure or a day in so few letters that no line is to end inside.
fn is_short_figure(words: &str) -> bool {
    words.chars().count() <= SHORT && words.chars().any(|letter| letter.is_numeric())
}

/// All templates.
pub(crate) struct Filling<'t> {
    environment: Environment<'t>,
    own: &'t Templates,
    words: &'static Words,
}

impl<'t> Filling<'t> {
    /// Those of the program, and `own` in their place: the program's are found behind them below `jikenbo/`.
    pub(crate) fn new(own: &'t Templates, words: &'static Words) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        let failed = |source| Error::Template { name: "syntax".to_owned(), line: None, source };
        environment.set_syntax(syntax.map_err(failed)?);
        environment.set_formatter(put);
        environment.add_global("w", Serde(&words.page));
        environment.add_test("short_figure", is_short_figure);
        let mut filling = Self { environment, own, words };
        for shipped in SHIPPED {
            filling.add(shipped.name, shipped.text)?;
            if !own.is_empty() {
                filling.add(shipped.behind, shipped.text)?;
            }
        }
        for (name, text) in own.own() {
            filling.add(name, text)?;
        }
        Ok(filling)
    }

    fn add(&mut self, name: &'t str, text: &'t str) -> Result<(), Error> {
        self.environment.add_template(name, text).map_err(|source| self.fault(name, source))
    }

    /// Whether one's own templates name only what there is, as far as that can be told without filling them: of a page its head, and
    /// the words.
    pub(crate) fn check(&self, head: &Head) -> Result<(), Error> {
        let head = serde_json::to_value(head).unwrap_or_default();
        let is_there = |path: &str| {
            let mut parts = path.split('.');
            match (parts.next(), parts.next(), parts.next()) {
                (Some("w"), Some(word), _) => self.words.page.contains_key(word),
                (Some("page"), Some("head"), Some(key)) => head.get(key).is_some(),
                (Some(name), _, _) => NAMES.contains(&name),
                (None, _, _) => true,
            }
        };
        for (name, _) in self.own.own() {
            let template = self.environment.get_template(name).map_err(|source| self.fault(name, source))?;
            let named = template.undeclared_variables(true);
            // The first by name, so that the same fault is told each time.
            if let Some(got) = named.into_iter().filter(|path| !is_there(path)).min() {
                return Err(Error::NoValue { name: name.to_owned(), got });
            }
        }
        Ok(())
    }

    /// The template `name` filled with `page`.
    pub(crate) fn fill(&self, name: &str, page: &impl Serialize) -> Result<String, Error> {
        let filled = self.environment.get_template(name);
        let filled = filled.and_then(|found| found.render(context! { page => Serde(page) }));
        filled.map_err(|source| self.fault(name, source))
    }

    /// What went wrong in the template `name`, or in one that it is made of, with the line.
    fn fault(&self, name: &str, source: minijinja::Error) -> Error {
        let name = source.name().unwrap_or(name).to_owned();
        let text = self.own.source(&name).unwrap_or_default();
        let line = source.line().and_then(|line| text.lines().nth(line.checked_sub(1)?));
        Error::Template { line: line.map(|line| line.trim().to_owned()), name, source }
    }
}

/// Writes a value into a page: words are escaped, unless a template or macro made them.
fn put(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let failed = |_| minijinja::Error::from(ErrorKind::WriteFailure);
    match value.as_str() {
        Some(words) if value.is_safe() => out.write_str(words).map_err(failed),
        Some(words) => out.write_str(&escaped(words)).map_err(failed),
        None => out.write_str(&escaped(&value.to_string())).map_err(failed),
    }
}
