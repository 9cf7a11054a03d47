//! Mentions of somebody that put nothing at his: what was sent to him by mistake (「委託先に誤って送信」), whose data lay on the
//! writer's own machines (「当社サーバーが攻撃を受け、子会社のお客様の情報が」), who only noticed it (「監視センターが異常を検知」).

use jikenbo_text::words::{closing, opening};

use super::place::STAFF;
use crate::fields::organization::other;
use crate::lists::contains;
use crate::passage::Passage;

/// Whether the words behind byte `end`, where somebody's name or relation ends, put nothing at his.
pub(super) fn is_aside(passage: &Passage<'_>, end: usize) -> bool {
    let tail = other::after(passage.text(), end);
    let tail = opening(tail, REACH);
    let tail = tail.split('。').next().unwrap_or(tail);
    is_receiver(passage, end, tail) || (is_owner_of_data(tail) || only_notices(tail)) && own_struck(passage)
}

/// So far behind somebody it is looked for what he is told of, in characters: about two clauses.
const REACH: usize = 60;

/// How something is sent or given, in the writing of each verb.
const SENDS: &[&str] = &[
    "送信",
    "送付",
    "配信",
    "転送",
    "郵送",
    "発送",
    "送っ",
    "送り",
    "交付",
    "渡し",
    "手渡",
    "添付",
    "開示",
    "FAX",
    "メール",
];

/// Whether it was he to whom something went by mistake: 「業務委託先である株式会社例示に誤って送信」.
fn is_receiver(passage: &Passage<'_>, end: usize, tail: &str) -> bool {
    let to = |rest: &&str| {
        ["宛てに", "宛に", "あてに", "に対して", "に対し", "に", "へ"]
            .iter()
            .find_map(|to| rest.strip_prefix(to))
            .is_some()
    };
    let staff = STAFF.iter().filter_map(|staff| tail.strip_prefix(staff));
    let Some(rest) = staff.into_iter().find(to) else { return false };
    let clause = opening(rest, SENT);
    let clause = clause.split('、').next().unwrap_or(clause);
    let Some(sent) = SENDS.iter().filter_map(|verb| clause.find(verb)).min() else { return false };
    let (before, behind) = clause.split_at(sent);
    let head = closing(super::parties::head(passage, end), REACH);
    let wrongly = before.contains('誤') || contains(head, &["誤って", "誤り"]);
    wrongly
        && !contains(clause, &["依頼", "委託", "指示"])
        && !contains(behind, &["ところ", "べき", "予定", "際", "代わり"])
}

/// So far behind the receiver the sending is told, in characters.
const SENT: usize = 24;

/// People whose data a company holds.
const WHOSE: &[&str] = &[
    "お客様",
    "お客さま",
    "顧客",
    "会員",
    "従業員",
    "社員",
    "職員",
    "利用者",
    "取引先",
    "患者",
    "契約者",
    "ご契約者",
];

/// Whether what is told of him is data of his: 「子会社のお客様120名の氏名が」. Deeds of his people are none.
fn is_owner_of_data(tail: &str) -> bool {
    let Some(rest) = tail.strip_prefix('の') else { return false };
    let near = opening(rest, 12);
    WHOSE.iter().filter_map(|who| near.find(who).map(|at| at + who.len())).any(|at| {
        let behind = rest.get(at..).unwrap_or("");
        let deed = behind.starts_with(['が', 'は', 'に', 'へ', 'で', '、', 'と']);
        let data = opening(behind, 30);
        !deed
            && contains(data, &["氏名", "情報", "データ", "アドレス", "住所"])
            && contains(data, &["漏", "流出", "閲覧", "窃取", "対象", "含"])
    })
}

/// Whether he is only told to have noticed: 「運用を委託している株式会社例示の監視センターが異常を検知」.
fn only_notices(tail: &str) -> bool {
    let near = opening(tail, 16);
    let Some((who, _)) = near.split_once('が') else { return false };
    let noticer = who.is_empty()
        || who.strip_prefix('の').is_some_and(|who| {
            ["センター", "担当者", "担当", "社員", "技術者", "部門", "チーム"]
                .iter()
                .any(|end| who.ends_with(end))
        });
    let behind = tail.get(who.len() + 'が'.len_utf8()..).unwrap_or("");
    let clause = opening(behind, 20).split('、').next().unwrap_or("");
    noticer
        && contains(clause, &["異常", "不審", "アラート"])
        && contains(clause, &["検知", "発見", "気付", "気づ", "把握", "確認"])
}

/// What of the writer's own is attacked.
const OWN: &[&str] =
    &["サーバ", "システム", "ネットワーク", "ウェブサイト", "Webサイト", "ホームページ", "パソコン", "端末"];

/// No more of the words by which the writer calls himself are looked at.
const MOST: usize = 24;

/// Whether the text puts the incident at the writer's own machines: 「当社サーバーが不正アクセスを受け」, 「当社の端末はウイルスに感染し」.
fn own_struck(passage: &Passage<'_>) -> bool {
    passage.finds("organizations", "self").take(MOST).any(|hit| {
        let tail = passage.text().get(hit.span.end..).unwrap_or("");
        let near = opening(tail, 14);
        let Some((at, thing)) = OWN.iter().filter_map(|thing| near.find(thing).map(|at| (at, thing))).min()
        else {
            return false;
        };
        let between = near.get(..at).unwrap_or("");
        let others = ["子会社", "委託", "グループ", "先", "利用", "提供", "契約", "は", "、", "。", "て"];
        let struck = opening(tail.get(at + thing.len()..).unwrap_or(""), 24);
        let struck = struck.split('。').next().unwrap_or(struck);
        !contains(between, &others)
            && contains(struck, &["不正アクセス", "攻撃", "ランサム", "感染", "侵入"])
            && !contains(struck, &["影響", "ではな", "先"])
    })
}
