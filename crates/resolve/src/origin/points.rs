//! What each ground adds when two cases are tied to one breach, in permille; calibrated as those of follow-ups are (see
//! `docs/linking.md`). A name in common is never enough by itself: time, cause and ways must go with it.

pub(super) const SAME_PLACE: i16 = 400;
/// A vendor's name is often only that of a tool in use.
pub(super) const SAME_VENDOR: i16 = 330;
/// Each further name that both chains have.
pub(super) const FURTHER_PLACE: i16 = 200;
pub(super) const PLACE_SPEAKS: i16 = 450;
pub(super) const NAMED_AS_CLIENT: i16 = 450;
pub(super) const OTHER_PLACE: i16 = -300;
pub(super) const NO_PLACE: i16 = -150;
pub(super) const SAME_FLAW: i16 = 350;
pub(super) const PLATFORM: i16 = 30;
pub(super) const OWN_ACCOUNT: i16 = -200;
pub(super) const ONE_CLIENT_MISTAKE: i16 = -300;
pub(super) const SAME_CAUSE: i16 = 100;
pub(super) const NEAR_CAUSE: i16 = -60;
pub(super) const OTHER_CAUSE: i16 = -400;
pub(super) const SAME_METHODS: i16 = 100;
pub(super) const OTHER_METHODS: i16 = -150;
pub(super) const SAME_OCCURRENCE: i16 = 250;
pub(super) const NEAR_OCCURRENCE: i16 = 120;
pub(super) const OTHER_OCCURRENCE: i16 = -400;
pub(super) const SAME_DISCOVERY: i16 = 150;
pub(super) const NEAR_DISCOVERY: i16 = 80;
pub(super) const OTHER_DISCOVERY: i16 = -200;
pub(super) const SAME_TIME: i16 = 80;
pub(super) const LONG_TIME: i16 = -120;
pub(super) const VERY_LONG_TIME: i16 = -400;
pub(super) const NAMED_BY_MANY: i16 = 120;
