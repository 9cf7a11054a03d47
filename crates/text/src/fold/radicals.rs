//! CJK radicals that PDF fonts give in place of the kanji that they look like.
//!
//! Compatibility normalisation folds the Kangxi radicals (U+2F00 to U+2FD5) but only two of the supplement; the
//! others go to the kanji that a Japanese reader sees.

/// U+2E80 to U+2EF3, in order; where nothing fits, the radical itself.
const SUPPLEMENT: [char; 116] = [
    '⺀', '厂', '乛', '乚', '乙', '亻', '冂', '几', '刀', '刂', '卜', '㔾', '小', '小', '兀',
    '尣', // 2E80
    '尢', '尣', '巳', '幺', '彑', '彐', '忄', '㣺', '扌', '攵', '\u{2E9A}', '旡', '日', '月', '歹',
    '母', // 2E90
    '民', '氵', '氺', '灬', '爫', '爫', '丬', '牛', '犭', '王', '疋', '罒', '示', '礻', '竹',
    '糹', // 2EA0
    '纟', '罓', '罒', '网', '网', '网', '羊', '羊', '羊', '耂', '聿', '聿', '肉', '臼', '艹',
    '艹', // 2EB0
    '艹', '虎', '衤', '覀', '西', '见', '角', '角', '讠', '贝', '足', '车', '辶', '辶', '辶',
    '阝', // 2EC0
    '钅', '長', '镸', '长', '门', '阜', '阝', '雨', '青', '韦', '页', '风', '飞', '食', '飠',
    '飠', // 2ED0
    '饣', '首', '马', '骨', '鬼', '鱼', '鸟', '卤', '麦', '黄', '黾', '斉', '齐', '歯', '齿',
    '竜', // 2EE0
    '龙', '亀', '亀', '龟', // 2EF0
];

/// The kanji that stands for a radical of the supplement.
pub(super) fn kanji(radical: char) -> Option<char> {
    let index = u32::from(radical).checked_sub(0x2E80)?;
    SUPPLEMENT.get(usize::try_from(index).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_radicals() {
        for (radical, expected) in
            [('⻑', '長'), ('⻘', '青'), ('⺠', '民'), ('⻄', '西'), ('⻝', '食'), ('⻲', '亀'), ('⻳', '龟')]
        {
            assert_eq!(kanji(radical), Some(expected));
        }
        assert_eq!(kanji('長'), None);
        assert_eq!(kanji('⼀'), None, "Kangxi radicals are left to normalisation");
    }
}
