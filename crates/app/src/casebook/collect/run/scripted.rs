//! Lists whose items come by scripts: read as a browser shows them.

use jikenbo_collect::browser;
use jikenbo_collect::fetch::Fetched;
use jikenbo_collect::kind::Kind;

use super::super::kinds::{Gave, Part, content, read};
use super::Run;
use crate::Error;
use crate::casebook::arrive::shown_list;
use crate::casebook::browsing::{answer_of, for_list};
use crate::casebook::conditional::{Before, whole};
use crate::casebook::fetching::NOT_MODIFIED;

/// What a part of a source holds; `None` as a fault where there is no answer.
type Read = Result<Gave, Option<Error>>;

impl Run<'_, '_> {
    /// What a list holds as the browser shows it, where one is to be asked; else what was `read` of the answer. A server that
    /// says that its page did not change says nothing of what scripts bring: it is looked at all the same.
    pub(super) fn shown(
        &mut self,
        (at, part): (usize, &Part),
        fetched: &Fetched,
        before: Option<&Before>,
        read_before: Read,
    ) -> Result<Read, Error> {
        let source = self.all[at].source.clone();
        let (Kind::List, Ok(gave), Some(answer)) = (source.kind, &read_before, fetched.answer()) else {
            return Ok(read_before);
        };
        let same = before.filter(|_| answer.status == NOT_MODIFIED);
        let same = same.map(|before| whole(self.casebook, before, answer)).transpose()?.flatten();
        let bytes = content(same.as_ref().unwrap_or(answer));
        let browser = for_list((source.browser, self.fetching), gave.entries.is_empty(), &bytes);
        let Some(browser) = browser else { return Ok(read_before) };
        let captured = match browser::capture(self.web, browser, &answer.url) {
            Ok(captured) => captured,
            Err(error) => return Ok(Err(Some(Error::Collect(error)))),
        };
        let now = self.casebook.means.now();
        let shown = read(&source, part, &answer_of(&captured), now).map_err(Some);
        let given = self.all[at].given.clone();
        self.gather(at, |sink| sink.page(shown_list(captured, given)))?;
        Ok(shown)
    }
}
