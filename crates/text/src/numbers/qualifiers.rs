//! Words before and behind a figure that limit it.

use super::Qualifier;

/// A limit as one word says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    About,
    Estimate,
    /// 以上
    Min,
    /// 以下
    Max,
    /// 超, より多い: the figure itself is not included.
    Above,
    /// 未満, より少ない
    Below,
    /// 延べ
    Cumulative,
}

/// Words before a figure by their last character, the longer of those with one ending first.
const BEFORE: [(char, &[(&str, Limit)]); 18] = [
    ('そ', &[("おおよそ", Limit::About), ("およそ", Limit::About), ("凡そ", Limit::About)]),
    ('ね', &[("おおむね", Limit::About), ("概ね", Limit::About)]),
    ('ぼ', &[("ほぼ", Limit::About)]),
    ('約', &[("約", Limit::About)]),
    (
        'も',
        &[
            ("最大でも", Limit::Max),
            ("多くても", Limit::Max),
            ("少なくとも", Limit::Min),
            ("少なくても", Limit::Min),
            ("最低でも", Limit::Min),
        ],
    ),
    (
        'で',
        &[
            ("最大で", Limit::Max),
            ("最多で", Limit::Max),
            ("最低で", Limit::Min),
            ("最小で", Limit::Min),
            ("推計値で", Limit::Estimate),
            ("推計で", Limit::Estimate),
            ("推定で", Limit::Estimate),
            ("延べで", Limit::Cumulative),
        ],
    ),
    ('が', &[("最大が", Limit::Max)]),
    ('大', &[("最大", Limit::Max)]),
    ('多', &[("最多", Limit::Max)]),
    ('て', &[("多くて", Limit::Max)]),
    ('限', &[("上限", Limit::Max)]),
    ('低', &[("最低", Limit::Min)]),
    ('小', &[("最小", Limit::Min)]),
    ('少', &[("最少", Limit::Min)]),
    ('値', &[("推計値", Limit::Estimate)]),
    ('計', &[("推計", Limit::Estimate)]),
    ('定', &[("推定", Limit::Estimate)]),
    ('べ', &[("延べ", Limit::Cumulative), ("のべ", Limit::Cumulative)]),
];

/// Kanji that make a word with 約 behind them: 契約13件 is no 約13件.
const CONTRACTS: &str = "契規条予公制集要節解成誓婚倹特盟確先密協旧新簡売破口";

/// Words behind a figure or its counter by their first character, the longer of those with one beginning first.
const BEHIND: [(char, &[(&str, Limit)]); 22] = [
    ('も', &[("もしくはそれ以上", Limit::Min)]),
    (
        'ま',
        &[
            ("またはそれ以上", Limit::Min),
            ("までではない", Limit::Below),
            ("まではない", Limit::Below),
            ("までもない", Limit::Below),
            ("まで", Limit::Max),
        ],
    ),
    ('、', &[("、あるいは以上", Limit::Min)]),
    ('以', &[("以上", Limit::Min), ("以下", Limit::Max), ("以内", Limit::Max)]),
    ('未', &[("未満", Limit::Below)]),
    ('に', &[("に満たない", Limit::Below)]),
    ('超', &[("超過", Limit::Above), ("超え", Limit::Above), ("超", Limit::Above)]),
    (
        'を',
        &[
            ("を超えて", Limit::Above),
            ("を超える", Limit::Above),
            ("を超えた", Limit::Above),
            ("を超え", Limit::Above),
            ("をこえる", Limit::Above),
            ("を上回る", Limit::Above),
            ("を上回っ", Limit::Above),
            ("を上回り", Limit::Above),
            ("を下回る", Limit::Below),
            ("を下回っ", Limit::Below),
            ("を下回り", Limit::Below),
            ("を上限", Limit::Max),
        ],
    ),
    ('が', &[("が上限", Limit::Max)]),
    (
        'よ',
        &[
            ("より大きくなく", Limit::Max),
            ("より大きくない", Limit::Max),
            ("より小さくなく", Limit::Min),
            ("より小さくない", Limit::Min),
            ("より少なくない", Limit::Min),
            ("より多くない", Limit::Max),
            ("より大きい", Limit::Above),
            ("より大きく", Limit::Above),
            ("より多い", Limit::Above),
            ("より多く", Limit::Above),
            ("より高い", Limit::Above),
            ("より小さいか等しい", Limit::Max),
            ("より小さい", Limit::Below),
            ("より小さく", Limit::Below),
            ("より少ない", Limit::Below),
            ("より少なく", Limit::Below),
            ("より低い", Limit::Below),
        ],
    ),
    ('大', &[("大なり", Limit::Above)]),
    ('程', &[("程度", Limit::About)]),
    ('余', &[("余り", Limit::About), ("余", Limit::About)]),
    ('あ', &[("あまり", Limit::About)]),
    ('前', &[("前後", Limit::About)]),
    ('ほ', &[("ほど", Limit::About)]),
    ('く', &[("くらい", Limit::About)]),
    ('ぐ', &[("ぐらい", Limit::About)]),
    ('近', &[("近く", Limit::About)]),
    ('強', &[("強", Limit::About)]),
    ('弱', &[("弱", Limit::About)]),
    ('(', &[("(推計)", Limit::Estimate)]),
];

/// Words that begin like one of [`BEHIND`] and are none.
const NOT_BEHIND: [&str; 28] = [
    "強制",
    "強化",
    "強固",
    "強い",
    "強く",
    "強調",
    "強み",
    "強盗",
    "強要",
    "強行",
    "弱点",
    "弱性",
    "弱い",
    "弱者",
    "余剰",
    "余地",
    "余裕",
    "余罪",
    "余分",
    "までに",
    "以下のと",
    "以下の通",
    "以下のよ",
    "以下の項",
    "以下の内",
    "以下の情",
    "以下の対",
    "以下の点",
];

/// The word before `at`: where it begins and what it says.
pub(super) fn before(text: &str, floor: usize, at: usize) -> Option<(usize, Limit)> {
    let head = text.get(floor..at)?;
    let last = head.chars().next_back()?;
    let (_, words) = BEFORE.iter().find(|(ending, _)| *ending == last)?;
    let (word, limit) = words.iter().find(|(word, _)| head.ends_with(word))?;
    let start = at - word.len();
    let is_contract = *word == "約"
        && text.get(..start).and_then(|head| head.chars().next_back()).is_some_and(|c| CONTRACTS.contains(c));
    (!is_contract).then_some((start, *limit))
}

/// The word at `at`: where it ends and what it says.
pub(super) fn behind(text: &str, at: usize) -> Option<(usize, Limit)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (_, words) = BEHIND.iter().find(|(beginning, _)| *beginning == first)?;
    let (word, limit) = words.iter().find(|(word, _)| rest.starts_with(word))?;
    let is_other = NOT_BEHIND.iter().any(|other| rest.starts_with(other));
    (!is_other).then_some((at + word.len(), *limit))
}

/// What the words before and behind say together: qualifier, and whether the lower and the upper end are left out.
///
/// A bound says more than an estimate, an estimate more than 約; the word behind outweighs the one before.
pub(super) fn together(before: &[Limit], behind: Option<Limit>) -> (Qualifier, bool, bool) {
    let said = |limits: &[Limit]| behind.iter().chain(before).find(|limit| limits.contains(limit)).copied();
    match said(&[Limit::Min, Limit::Max, Limit::Above, Limit::Below]) {
        Some(Limit::Min) => (Qualifier::Min, false, false),
        Some(Limit::Above) => (Qualifier::Min, true, false),
        Some(Limit::Max) => (Qualifier::Max, false, false),
        Some(_) => (Qualifier::Max, false, true),
        None if said(&[Limit::Estimate]).is_some() => (Qualifier::Estimate, false, false),
        None if said(&[Limit::About]).is_some() => (Qualifier::About, false, false),
        None => (Qualifier::Exact, false, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before() {
        assert_eq!(before("対象は約", 0, 12), Some((9, Limit::About)));
        assert_eq!(before("対象は契約", 0, 15), None);
        assert_eq!(before("最大で", 0, 9), Some((0, Limit::Max)));
        assert_eq!(before("合計", 0, 6), None);
    }

    #[test]
    fn words_behind() {
        assert_eq!(behind("以上", 0), Some((6, Limit::Min)));
        assert_eq!(behind("を超える", 0), Some((12, Limit::Above)));
        assert_eq!(behind("強の", 0), Some((3, Limit::About)));
        assert_eq!(behind("強制", 0), None);
        assert_eq!(behind("以下のとおり", 0), None);
        assert_eq!(behind("までに", 0), None);
    }

    #[test]
    fn all_words_are_reached() {
        for (word, limit) in BEHIND.iter().flat_map(|(_, words)| *words) {
            assert_eq!(behind(word, 0), Some((word.len(), *limit)), "{word}");
        }
        for (word, limit) in BEFORE.iter().flat_map(|(_, words)| *words) {
            assert_eq!(before(word, 0, word.len()), Some((0, *limit)), "{word}");
        }
    }
}
