//! One figure of the ledger as it is found in the text.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Qualifier, Status, Unit};
use jikenbo_text::numbers;

/// A figure found, before those told twice are joined.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) count: u64,
    pub(super) unit: Unit,
    pub(super) qualifier: Qualifier,
    pub(super) subject: Option<String>,
    pub(super) status: Status,
    /// Another one found that it is part of.
    pub(super) part_of: Option<usize>,
    /// All its words, with qualifier and counter.
    pub(super) span: Span,
    pub(super) sentence: usize,
    /// The number of its section.
    pub(super) section: usize,
    /// 合計, 総数 and the like stand before it.
    pub(super) total: bool,
    /// 延べ: one may be counted several times.
    pub(super) cumulative: bool,
    /// 実人数: each person once, of the figure of cases before it.
    pub(super) by_head: bool,
    /// Where the bracket opens that it stands in.
    pub(super) opened: Option<usize>,
    /// うち and the like stand before it: it is part of another.
    pub(super) mark: Mark,
    /// The noun before のうち: whose part it is.
    pub(super) among: Option<String>,
    /// It counts those of whom one kind of data went: 住所が2件(5人分).
    pub(super) of_kind: bool,
    /// An organisation's name stands before it: its share.
    pub(super) of_client: bool,
    /// It ends its line, as in a list.
    pub(super) line: bool,
    /// What a numbered item of a list names, of which it counts: (2)申込書 16名分.
    pub(super) item: Option<String>,
    /// Its unit is that of 件 with nothing closer.
    pub(super) plain: bool,
    /// What makes it part of another by what is said of it.
    pub(super) hint: Hint,
}

/// What is said of a figure that makes others part of it, or it part of others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hint {
    /// It is all there are: 全町民約2万人.
    pub(super) all: bool,
    /// It comes to one told before: さらに1名分.
    pub(super) further: bool,
    /// 内訳は stands before it, or before a figure that it goes on from.
    pub(super) broken_down: bool,
    /// So many an insider passed on of what he took.
    pub(super) handed_on: bool,
    /// These were really hit: 9名分の情報にアクセスがあった.
    pub(super) really: bool,
    /// The number of the total that it says it is included in: 23名分(1,121名に含まれます).
    pub(super) within: Option<u64>,
    /// It is the figure before with others in it: 134名(保護者を含めると268名).
    pub(super) grown: bool,
    /// It adds up its own line only: 在校生 計63名 as an item among others.
    pub(super) local: bool,
    /// It is part of the part before it: うち210名は…、そのうち35名は.
    pub(super) of_last: bool,
}

/// How the text says that a figure is part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does not.
    None,
    /// うち, このうち, 内: part of what stands before.
    Of,
    /// Those of the ones before to whom something more happened, or of whom something lacks: part of a larger figure
    /// before, where there is one.
    Among,
    /// を含む: part of what it is included in.
    Included,
}

/// The vocabulary's word for a figure's limit.
pub(super) fn qualifier(limit: numbers::Qualifier) -> Qualifier {
    match limit {
        numbers::Qualifier::Exact => Qualifier::Exact,
        numbers::Qualifier::About => Qualifier::About,
        numbers::Qualifier::Max => Qualifier::Max,
        numbers::Qualifier::Min => Qualifier::Min,
        numbers::Qualifier::Estimate => Qualifier::Estimate,
    }
}

/// How loose a qualifier is: that of a sum is its loosest part's.
pub(super) fn looseness(qualifier: Qualifier) -> u8 {
    match qualifier {
        Qualifier::Exact => 0,
        Qualifier::Min => 1,
        Qualifier::Max => 2,
        Qualifier::About => 3,
        Qualifier::Estimate => 4,
    }
}
