//! How the owner of a name stands to the writer by his trade or his work: 「販売代理店である株式会社例示」, 「加盟店(有限会社例示)」,
//! 「システムを構築した株式会社例示」, 「当社のサイトに出店している株式会社例示」.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;

use super::parties;
use crate::passage::Passage;

/// What those are called who sell or do the writer's work, bear his brand, or advise him.
const TRADES: &[(&str, Relation)] = &[
    ("代理店", Relation::Processor),
    ("特約店", Relation::Processor),
    ("取次店", Relation::Processor),
    ("協力会社", Relation::Processor),
    ("協力企業", Relation::Processor),
    ("加盟店", Relation::Member),
    ("加盟店様", Relation::Member),
    ("出店者", Relation::Member),
    ("出店者様", Relation::Member),
    ("当社の顧問", Relation::Vendor),
    ("弊社の顧問", Relation::Vendor),
];

/// What those do who make the writer's system, or take part in his market.
const WORKS: &[(&str, Relation)] = &[
    ("を開発した", Relation::Vendor),
    ("を構築した", Relation::Vendor),
    ("を制作した", Relation::Vendor),
    ("を設計した", Relation::Vendor),
    ("を納入した", Relation::Vendor),
    ("に出店している", Relation::Member),
    ("に出店する", Relation::Member),
    ("に出店していた", Relation::Member),
    ("に加盟している", Relation::Member),
    ("に加盟する", Relation::Member),
];

/// The relation that the words right before the name at `span` tell.
pub(super) fn relation(passage: &Passage<'_>, span: Span) -> Option<Relation> {
    let head = parties::head(passage, span.start);
    let bare = head.trim_end_matches(['「', '『', '(']);
    let does = WORKS.iter().find(|(work, _)| bare.ends_with(work));
    if let Some((_, relation)) = does {
        return Some(*relation);
    }
    let bare =
        ["である", "であった", "の", "、"].iter().find_map(|joint| bare.strip_suffix(joint)).unwrap_or(bare);
    TRADES.iter().find(|(trade, _)| bare.ends_with(trade)).map(|(_, relation)| *relation)
}
