use crate::Draft;

pub(super) fn read(_draft: &mut Draft<'_>) {}
