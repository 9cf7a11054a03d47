//! Figures that go back to one told before: some of those are taken up again, or were really hit.

use super::place::Place;
use crate::lists::contains;

/// Whether the sentence begins with the figure and goes on about those: 「159人分については、氏名も載っていた」.
pub(super) fn taken_up(place: &Place<'_>) -> bool {
    let before = place.before().trim_start().trim_start_matches(['約', '計', '※']);
    let lead = ["なお、", "ただし、", "ただ、"].iter().find_map(|lead| before.strip_prefix(lead));
    let about = ["については", "につきましては", "に関しては", "分については", "分につきましては"];
    lead.unwrap_or(before).is_empty() && about.iter().any(|word| place.behind().starts_with(word))
}

/// Whether those are told something who are new among those told of before: 「新たに対象となられた21人の方には、書面を」.
pub(super) fn newly_told(place: &Place<'_>) -> bool {
    let before = place.before().trim_end_matches(['約', '計', ' ']);
    let clause = before.rsplit(['、', '。']).next().unwrap_or(before);
    let new = ["対象となった", "対象となられた", "判明した", "加わった", "加わられた"];
    let told = ["の方には", "の方に", "の皆様に", "の方々に", "様には", "には"];
    clause.contains("新たに")
        && new.iter().any(|end| clause.ends_with(end))
        && told.iter().any(|word| place.behind().starts_with(word))
}

/// Whether the words before say that these were hit, and not only within reach: 「ログを調べたところ、閲覧されたユーザーは7人」.
pub(super) fn hit_before(place: &Place<'_>) -> bool {
    let before = place.before().trim_end_matches(['約', '計', '、', ' ']);
    let Some(subject) = before.strip_suffix('は') else { return false };
    let clause = subject.rsplit(['、', '。']).next().unwrap_or(subject);
    let hit = [
        "閲覧された",
        "閲覧がされた",
        "表示された",
        "ダウンロードされた",
        "参照された",
        "開封された",
        "アクセスされた",
    ];
    let within_reach = ["可能性", "おそれ", "恐れ", "状態", "得る", "うる", "できる"];
    contains(clause, &hit) && !contains(clause, &within_reach)
}
