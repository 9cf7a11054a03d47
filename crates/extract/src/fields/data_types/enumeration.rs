//! Words as items of an enumeration: 「氏名、住所及び電話番号」.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::Choice;

use crate::lists::Hit;
use crate::passage::Passage;

/// What joins the items of an enumeration.
const JOINTS: &[&str] = &[
    "、",
    "・",
    ",",
    "，",
    "/",
    "+",
    "及び",
    "および",
    "並びに",
    "ならびに",
    "または",
    "又は",
    "もしくは",
    "若しくは",
    "と",
    "や",
    "及",
    "か",
    "とその",
    "やその",
];

static JOINT: LazyLock<Choice> = LazyLock::new(|| Choice::new(JOINTS.iter().copied()));
static OPENING: LazyLock<Choice> = LazyLock::new(|| Choice::new(JOINTS.iter().copied().chain(["("])));
static HEAD: LazyLock<Choice> = LazyLock::new(|| Choice::new(HEADS.iter().copied()));
static END: LazyLock<Choice> = LazyLock::new(|| Choice::new(ENDS.iter().copied()));

/// Nouns so general that the word before them says what the data is: 検査の結果, 給与の額.
const HEADS: &[&str] = &[
    "に関する",
    "に係る",
    "にかかる",
    "についての",
    "等",
    "など",
    "の情報",
    "情報",
    "のデータ",
    "データ",
    "の結果",
    "結果",
    "の記録",
    "記録",
    "の内容",
    "内容",
    "の番号",
    "番号",
    "の金額",
    "の額",
    "額",
    "の写し",
    "写し",
    "のコピー",
    "の画像",
    "の有無",
    "有無",
    "の状況",
    "状況",
    "の一覧",
    "一覧",
    "の一部",
    "一部",
    "の全部",
    "の履歴",
    "履歴",
    "ファイル",
    "の詳細",
    "のみ",
    "だけ",
    "事項",
];

/// What may stand after an item, besides a joint: the end of the enumeration.
const ENDS: &[&str] =
    &["が", "を", "は", "も", ")", "」", "]", ">", "】", "(", "。", "\n", " ", ":", "※", "…", "で"];

/// Whether a word of `data_types.toml` names data here, not where a message goes or what something is done by.
pub(super) fn names_data(passage: &Passage<'_>, hit: &Hit) -> bool {
    let rest = after(passage, hit.span);
    let goes_there = ["宛", "あて", "へ", "にて", "より", "から"].iter().any(|word| rest.starts_with(word));
    let to = rest.starts_with('に')
        && ![
            "に限",
            "に加",
            "につ",
            "に関",
            "に係",
            "にかか",
            "に該",
            "に当た",
            "に含",
            "には",
            "に紐",
            "に記載",
            "に記され",
        ]
        .iter()
        .any(|word| rest.starts_with(word));
    let spelt_out = rest.starts_with('(')
        && CONTAINERS.contains(&passage.words(hit.span))
        && next(passage, hit.span.end + 1).is_some();
    let compound = ["document", "transaction"].contains(&passage.lists.rule(hit).value.as_str())
        && without_heads(rest).chars().next().is_some_and(|c| is_word(c) && !c.is_ascii_digit());
    let owned = OWNERS.iter().any(|owner| rest.starts_with(owner)) && !no_column(rest);
    // 「漏えいしたメール|アドレス」
    let address = rest.starts_with("アドレス") && passage.words(hit.span).ends_with("メール");
    !(goes_there
        || address
        || to
        || owned
        || compound
        || spelt_out
        || qualifies(passage, hit.span)
        || is_visited(passage.words(hit.span), rest)
        || is_card(passage.words(hit.span), rest))
}

/// Whether a check-up is what persons came to or asked for: 「健康診断を|申し込まれた方」.
fn is_visited(word: &str, rest: &str) -> bool {
    let came = ["お申", "申し込", "申込", "受け", "受診", "ご受診", "希望"];
    let object = rest.strip_prefix('を').or_else(|| rest.strip_prefix('に'));
    ["健康診断", "健診", "検診"].iter().any(|check| word.ends_with(check))
        && object.is_some_and(|rest| came.iter().any(|came| rest.starts_with(came)))
}

/// Whether a card is applied for that is only called after the number: 「マイナンバー|カードの交付申請書」.
fn is_card(word: &str, rest: &str) -> bool {
    let about = ["の交付", "の申請", "の更新", "交付", "申請", "更新", "の受取", "の再発行", "の受け取り"];
    ["マイナンバーカード", "個人番号カード"].contains(&word)
        && about.iter().any(|word| rest.starts_with(word))
}

/// Whether a form has no column for the data: 「住所の欄は設けていない」.
fn no_column(rest: &str) -> bool {
    let behind = rest.strip_prefix("の欄").or_else(|| rest.strip_prefix('欄')).unwrap_or("");
    ["は", "が", "も", "を"].iter().any(|particle| {
        let told = behind.strip_prefix(particle).unwrap_or("");
        ["ない", "なく", "あり", "ござ", "設け", "消して", "削って", "削除", "伏せて"]
            .iter()
            .any(|denied| told.starts_with(denied))
    })
}

/// Whether the enumeration that `span` stands in only qualifies another kind: 「給与・謝金の振込口座」.
fn qualifies(passage: &Passage<'_>, span: Span) -> bool {
    let mut end = span.end;
    loop {
        let rest = after(passage, Span::new(end, end));
        let Some(joint) = ["・", "及び", "および"]
            .iter()
            .filter(|joint| rest.starts_with(**joint))
            .map(|joint| joint.len())
            .max()
        else {
            let owner = rest.starts_with('の') && next(passage, end + 'の'.len_utf8()).is_some()
                || next(passage, end).is_some();
            return owner && LOOSE_WORDS.contains(&passage.words(span));
        };
        match next(passage, end + joint) {
            Some(item) => end = item.end,
            None => return false,
        }
    }
}

/// Words for a whole whose parts are the kinds of data, where brackets name them: 「認証情報(メールアドレス、パスワード)」.
const CONTAINERS: &[&str] = &[
    "認証情報",
    "アカウント情報",
    "ログイン情報",
    "健康情報",
    "人事情報",
    "登録内容",
    "申込情報",
    "申請情報",
    "経歴",
    "ご経歴",
];

/// What something belongs to that is no data itself: 「メールアドレスのファイルに」.
const OWNERS: &[&str] = &[
    "のファイル",
    "のサーバ",
    "のパスワードを",
    "の利用者",
    "の所有者",
    "の持ち主",
    "のドメイン",
    "の管理",
    "の欄",
    "欄",
    "のFAX",
    "の方",
    "の皆",
];

/// Words that say whose or of what an item is, where an item follows.
const LOOSE_WORDS: &[&str] = &[
    "給与",
    "報酬",
    "謝金",
    "賞与",
    "賃金",
    "保険料",
    "契約内容",
    "購入商品",
    "注文商品",
    "残高",
    "勤務先",
    "連絡先",
];

/// The word for data that begins at byte `at`.
fn next(passage: &Passage<'_>, at: usize) -> Option<Span> {
    let reach = Span::new(at, at + 60);
    passage.hits_in("data_types", reach).map(|(hit, _)| hit.span).find(|span| span.start == at)
}

/// Whether a word of `data_items.toml` stands as an item: alone between joints, brackets or ends.
pub(super) fn is_item(passage: &Passage<'_>, hit: &Hit) -> bool {
    let before = Span::new(sentence(passage, hit).start, hit.span.start).of(passage.text()).unwrap_or("");
    let begins = before.chars().next_back().is_none_or(|c| !is_word(c)) && !before.ends_with("取り");
    let rest = after(passage, hit.span).trim();
    // 「画像(一部)」
    let remark = rest
        .strip_prefix('(')
        .is_some_and(|inner| inner.find(')').is_some_and(|close| close + 1 == inner.len()));
    let mark = before.trim_matches(|c: char| matches!(c, '・' | '-' | '•' | '●' | '○') || c.is_whitespace());
    let alone = before.trim_end().is_empty() && rest.is_empty() || mark.is_empty() && remark;
    // 「メールアドレス」「氏名」「所属」
    let quoted = before.ends_with("」「") && rest.starts_with('」');
    // 「Name / Telephone number」
    let before = Some(before.trim_end()).filter(|before| before.ends_with('/')).unwrap_or(before);
    let after = after(passage, hit.span);
    let after = Some(after.trim_start()).filter(|after| after.starts_with('/')).unwrap_or(after);
    begins && (alone || quoted || joined(before, after))
}

/// Whether the words before or after join an item to others.
fn joined(before: &str, rest: &str) -> bool {
    let opened = OPENING.ending(before, before.len()).is_some();
    let rest = without_heads(rest);
    let followed = JOINT.beginning(rest, 0).is_some();
    let ended = rest.is_empty() || END.beginning(rest, 0).is_some();
    let predicate =
        ["の皆", "の方", "で連", "での", "でご", "でお", "にて", "の際", "の受", "のやり", "の担当"]
            .iter()
            .any(|word| rest.starts_with(word));
    (opened && (followed || ended) || followed && !before.ends_with(['は', 'が', 'を', 'で', 'に']))
        && !predicate
}

/// `rest` less the general nouns at its start.
pub(super) fn without_heads(mut rest: &str) -> &str {
    while let Some(shorter) = HEAD.beginning(rest, 0).and_then(|head| rest.get(head..)) {
        rest = shorter;
    }
    rest
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('ァ'..='ヶ').contains(&c) || c == 'ー' || ('一'..='鿿').contains(&c)
}

/// The text from behind `span` to the end of its sentence.
pub(super) fn after<'a>(passage: &'a Passage<'_>, span: Span) -> &'a str {
    let number = passage.sentence_at(span.start);
    let end = passage.sentences.get(number).map_or(span.end, |sentence| sentence.span.end);
    Span::new(span.end.min(end), end).of(passage.text()).unwrap_or("")
}

fn sentence(passage: &Passage<'_>, hit: &Hit) -> Span {
    passage.sentences.get(hit.sentence as usize).map_or(hit.span, |sentence| sentence.span)
}
