//! What each ground adds to a score, in permille. A pair of reports is certainly of one case from [`CERTAIN`] on, and a
//! suggestion from [`SUGGEST`] on.
//!
//! Calibrated on the invented noise of `tests/noise` (seeds 101 to 103, looked at again on 1 to 8), in which reports are
//! made from what happened, with days, titles, figures and spellings left out or changed; the figures that came out
//! stand in `docs/linking.md`. A point by itself means little: what counts is which grounds together reach the bounds.
//! Organisation and stage, with nothing else known, stay below both.

pub(crate) const CERTAIN: i16 = 720;
/// From here on even where nothing tells the incident from the organisation's others but that none is as near.
pub(crate) const CERTAIN_ALONE: i16 = 780;
pub(crate) const SUGGEST: i16 = 500;

pub(super) const OTHER_NUMBER: i16 = -600;
pub(super) const NAMED_URL: i16 = 700;
pub(super) const NAMED_DATE: i16 = 350;
pub(super) const NAMED_OTHER_DATE: i16 = -100;
pub(super) const LINKED_PAGE: i16 = 250;
pub(super) const SAME_ORGANIZATION: i16 = 300;
pub(super) const ALIAS_ORGANIZATION: i16 = 280;
pub(super) const RELATED_ORGANIZATION: i16 = 120;
pub(super) const FOLLOW_UP_STAGE: i16 = 150;
pub(super) const NEXT_IN_ROW: i16 = 60;
pub(super) const SAME_IN_ROW: i16 = -200;
pub(super) const BOTH_FIRST: i16 = -300;
pub(super) const ONLY_EARLIER_INCIDENT: i16 = 120;
/// How much nearer a case must be than the organisation's next one.
pub(super) const MARGIN: i16 = 100;
pub(super) const SAME_TITLE: i16 = 250;
pub(super) const LIKE_TITLE: i16 = 150;
pub(super) const PLAIN_TITLE: i16 = 60;
pub(super) const OTHER_TITLE: i16 = -200;
pub(super) const UNLIKE_TITLE: i16 = -60;
pub(super) const SAME_OCCURRENCE: i16 = 200;
pub(super) const NEAR_OCCURRENCE: i16 = 80;
pub(super) const OTHER_OCCURRENCE: i16 = -250;
pub(super) const SAME_DISCOVERY: i16 = 200;
pub(super) const NEAR_DISCOVERY: i16 = 60;
pub(super) const OTHER_DISCOVERY: i16 = -200;
/// With the other named: a later finding's day.
pub(super) const OTHER_DISCOVERY_NAMED: i16 = -60;
pub(super) const FOUND_AFTER_NAMED: i16 = -150;
pub(super) const FOUND_AFTER_REPORT: i16 = -500;
pub(super) const SAME_CAUSE: i16 = 80;
pub(super) const NEAR_CAUSE: i16 = -100;
pub(super) const OTHER_CAUSE: i16 = -250;
pub(super) const SAME_METHODS: i16 = 60;
pub(super) const OTHER_METHODS: i16 = -80;
pub(super) const SAME_SERVICES: i16 = 200;
pub(super) const OTHER_SERVICES: i16 = -150;
pub(super) const SAME_PLACE: i16 = 150;
pub(super) const OTHER_PLACE: i16 = -150;
pub(super) const SAME_FIGURE: i16 = 200;
pub(super) const ROUND_FIGURE: i16 = 80;
pub(super) const SAME_DATA: i16 = 50;
pub(super) const SAME_TRACE: i16 = 250;
pub(super) const MOST_WORDS: i16 = 80;
pub(super) const MANY_WORDS: i16 = 30;
pub(super) const SAME_TIME: i16 = 60;
pub(super) const LONG_TIME: i16 = -80;
pub(super) const VERY_LONG_TIME: i16 = -250;
pub(super) const SAME_ADDRESS: i16 = 150;
