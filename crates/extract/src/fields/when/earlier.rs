//! `earlier_reports`: releases of the same incident by the same organisation that the report names.

use crate::Draft;

pub(super) fn read(_draft: &mut Draft<'_>) {}
