//! Names without a legal form: 「委託先である仮設運輸の従業員」, 「印刷を委託している仮設印刷において」, 「仮設精機(当社子会社)」.

use jikenbo_model::Span;
use jikenbo_text::words::closing;

use crate::passage::Passage;

/// The longest such name, in characters.
const LONGEST: usize = 20;

/// How a name is joined to the words of a relation before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// 「委託先である」: what follows is the one.
    Is,
    /// 「委託先の」, 「委託先(」: what follows may be something of his.
    Of,
    /// 「委託している」: what follows may be the work.
    Does,
}

/// What a verb's stem in a list of relations goes on with.
const VERBS: &[&str] = &[
    "しておりました",
    "しております",
    "していました",
    "しています",
    "している",
    "していた",
    "しました",
    "ておりました",
    "ております",
    "ている",
    "ていた",
    "おりました",
    "おります",
    "する",
    "した",
    "いる",
    "いた",
    "た",
];

/// Words behind a name that close it.
const CLOSES: &[&str] =
    &["が", "は", "において", "における", "におきまして", "にて", "で", "の", "より", "から", ")", "("];

/// Endings of words for firms, people and things in general.
const GENERAL: &[&str] = &[
    "者",
    "員",
    "会社",
    "企業",
    "先",
    "側",
    "等",
    "団体",
    "法人",
    "機関",
    "担当",
    "個人",
    "作業",
    "業務",
    "事業",
    "店舗",
    "代理店",
    "販売店",
    "システム",
    "サーバ",
    "サーバー",
    "データセンター",
    "コールセンター",
    "コンタクトセンター",
    "サポートセンター",
    "事務局",
    "窓口",
    "ベンダー",
    "ベンダ",
    "メーカー",
    "部署",
    "部門",
    "拠点",
    "工場",
    "環境",
    "端末",
    "パソコン",
    "ネットワーク",
    "情報",
    "データ",
    "サイト",
    "アプリ",
    "ツール",
    "クラウド",
    "プログラム",
    "用紙",
    "書類",
    "名簿",
    "社",
    "課",
    "部",
    "係",
    "室",
    "人",
    "名",
    "様",
    "方",
    "サーバ内",
    "エンジニア",
    "スタッフ",
    "ドライバー",
    "オペレーター",
    "アルバイト",
    "講師",
    "技師",
    "医師",
    "教員",
    "学校",
    "病院内",
    "総合病院",
    "信用組合",
    "支援",
    "運営",
    "管理",
    "保守",
    "運用",
    "開発",
    "配送",
    "発送",
    "検査",
    "調査",
    "点検",
    "清掃",
    "診療",
    "アカウント",
    "サービス内",
    "機器",
    "装置",
    "メール",
    "フォーム",
    "ファイル",
    "製品",
    "ソフトウェア",
    "工事",
    "物件",
    "車両",
    "倉庫内",
    "研修",
    "講座",
];

/// What such general words begin with.
const LEADS: &[&str] = &[
    "当", "本", "弊", "同", "各", "他", "全", "複数", "一部", "外部", "民間", "国内", "海外", "専門", "大手",
    "別", "元", "旧",
];

/// Endings of firms' and bodies' names that nothing else has.
const FIRMS: &[&str] = &[
    "運輸",
    "商事",
    "興産",
    "産業",
    "通運",
    "急便",
    "電機",
    "電工",
    "精機",
    "製作所",
    "会計事務所",
    "法律事務所",
    "協議会",
    "協会",
    "公社",
    "工業",
    "商店",
    "商会",
    "商工会",
    "システムズ",
    "ソリューションズ",
    "ホールディングス",
    "人材センター",
    "研究所",
    "振興会",
    "農協",
    "生協",
    "紙工",
    "紙業",
    "製薬",
    "工務店",
    "新聞社",
    "財団",
];

/// Before サービス these make it a kind of service and no firm's name.
const SERVICES: &[&str] = &[
    "配食",
    "配送",
    "清掃",
    "介護",
    "保守",
    "検針",
    "送迎",
    "給食",
    "クラウド",
    "メール",
    "配信",
    "予約",
    "決済",
    "印刷",
    "宅配",
    "福祉",
    "Web",
    "WEB",
    "ウェブ",
    "翻訳",
    "相談",
    "訪問",
    "通信",
    "会員",
    "オンライン",
    "支援",
    "情報",
    "管理",
    "運用",
];

/// The name without a legal form behind the words of a relation at `span`.
pub(super) fn behind(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let tail = passage.text().get(span.end..)?;
    let (rest, joint) = joint(passage.words(span), tail)?;
    let start = passage.text().len() - rest.len();
    let length = run_of_name(rest);
    let (run, after) = rest.split_at_checked(length)?;
    let name = run.strip_suffix('様').unwrap_or(run);
    let closed = name.len() < run.len() || CLOSES.iter().any(|word| after.starts_with(word));
    let sure = match joint {
        Joint::Is => true,
        Joint::Of => is_firm(name),
        Joint::Does => is_firm(name) || gives_work(passage, span),
    };
    (closed && sure && is_proper(name)).then(|| Span::new(start, start + name.len()))
}

/// The name before the bracket that says the relation at `span` of it: 「仮設精機(当社子会社)」, 「仮設運輸(配送業務の委託先)」.
pub(super) fn bracketed(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let text = passage.text();
    if !text.get(span.end..)?.starts_with(')') {
        return None;
    }
    let sentence = passage.sentences.get(passage.sentence_at(span.start))?.span;
    let head = passage.words(Span::new(sentence.start.min(span.start), span.start));
    let (before, inside) = head.rsplit_once('(')?;
    let told = inside.starts_with(['当', '弊', '本'])
        || inside.ends_with('の')
        || passage.words(span).contains('の');
    if !told || inside.contains(')') || inside.chars().count() > LONGEST {
        return None;
    }
    let length: usize = before.chars().rev().take(RUN).take_while(|&c| in_name(c)).map(char::len_utf8).sum();
    let name = before.get(before.len() - length..)?;
    let end = sentence.start + before.len();
    is_proper(name).then(|| Span::new(end - length, end))
}

/// What the writer calls all that belong to him, before the name of one of them.
const GROUPS: &[&str] = &["当社グループの", "弊社グループの", "当行グループの"];

/// More endings of firms' names, which one of a group has: 「当社グループの仮設建設が」.
const TRADES: &[&str] = &[
    "建設",
    "食品",
    "フーズ",
    "物流",
    "不動産",
    "証券",
    "銀行",
    "リース",
    "化学",
    "薬品",
    "電鉄",
    "鉄道",
    "ホテルズ",
    "エンジニアリング",
    "ロジスティクス",
    "テクノロジーズ",
    "トラベル",
    "生命",
    "損害保険",
    "ファーマ",
    "ケミカル",
    "テクノ",
];

/// The names without a legal form of companies of the writer's group: 「当社グループの仮設建設が」, of the writer called `own`.
pub(super) fn of_group<'p>(passage: &'p Passage<'_>, own: &'p str) -> impl Iterator<Item = Span> + 'p {
    let core = ["株式会社", "有限会社", "合同会社", "ホールディングス"]
        .iter()
        .fold(own, |name, form| name.trim_start_matches(form).trim_end_matches(form));
    let text = passage.text();
    let starts = GROUPS.iter().flat_map(move |group| text.match_indices(group));
    starts.filter_map(move |(at, group)| {
        let start = at + group.len();
        let rest = text.get(start..)?;
        let length = run_of_name(rest);
        let (name, after) = rest.split_at_checked(length)?;
        let closed = CLOSES.iter().any(|word| after.starts_with(word));
        let own = core.chars().count() >= 2 && name.strip_prefix(core).is_some_and(|rest| !rest.is_empty());
        let firm = own
            || is_firm(name)
            || TRADES.iter().any(|end| name.len() > end.len() + 2 && name.ends_with(end));
        (closed && firm && is_proper(name)).then(|| Span::new(start, start + length))
    })
}

/// Verbs of those who do the writer's work, before their name: 「当社の配送を担う仮設急便様のシステム」.
const DUTIES: &[&str] =
    &["を担う", "を担っている", "を担当する", "を担当している", "を請け負う", "を引き受ける"];

/// Work that is given to others.
const WORK: &[&str] =
    &["配送", "発送", "印刷", "保守", "清掃", "検針", "回収", "入力", "運搬", "輸送", "廃棄", "警備"];

/// The names without a legal form of those who do the writer's work: 「当社の配送を担う仮設急便様のシステム」.
pub(super) fn of_work<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Span> + 'p {
    let text = passage.text();
    let ends = DUTIES.iter().flat_map(move |duty| text.match_indices(duty));
    ends.filter_map(move |(at, duty)| {
        let work = WORK.iter().any(|work| {
            text.get(..at).is_some_and(|head| {
                head.ends_with(work) || head.ends_with("業務") && closing(head, 8).contains(work)
            })
        });
        let start = at + duty.len();
        let rest = text.get(start..).filter(|_| work)?;
        let length = run_of_name(rest);
        let (run, after) = rest.split_at_checked(length)?;
        let name = run.strip_suffix('様').unwrap_or(run);
        let closed = name.len() < run.len() || CLOSES.iter().any(|word| after.starts_with(word));
        (closed && is_firm(name) && is_proper(name)).then(|| Span::new(start, start + name.len()))
    })
}

/// So many letters are looked at for a name, more than the longest has.
const RUN: usize = 2 * LONGEST;

/// How many bytes of letters of a name `rest` begins with.
fn run_of_name(rest: &str) -> usize {
    rest.chars().take(RUN).take_while(|&c| in_name(c)).map(char::len_utf8).sum()
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() && !('ぁ'..='ん').contains(&c) || matches!(c, 'ー' | '・' | '&')
}

/// What follows the joint behind a relation's `words`, and which it is.
fn joint<'t>(words: &str, tail: &'t str) -> Option<(&'t str, Joint)> {
    let is = ["であります", "であった", "である"].iter().find_map(|is| tail.strip_prefix(is));
    if let Some(rest) = is {
        return Some((rest, Joint::Is));
    }
    if let Some(rest) = tail.strip_prefix(['の', '(', '、']) {
        return Some((rest, Joint::Of));
    }
    let entrusts = words.contains("委託") && !words.ends_with(['先', '者']);
    let ends = words.ends_with(['る', 'た', 'す']);
    let rest = if ends { Some(tail) } else { VERBS.iter().find_map(|verb| tail.strip_prefix(verb)) };
    rest.filter(|_| entrusts).map(|rest| (rest, Joint::Does))
}

/// Whether the verb at `span` has its work as its object and nobody else to take it on: 「配送を|委託する」.
fn gives_work(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let head = passage.words(Span::new(clause.start.min(span.start), span.start));
    let words = passage.words(span);
    let object = head.ends_with('を') || words.starts_with('を') || words.contains("を委託");
    object && !head.contains(['に', 'へ'])
}

fn is_firm(name: &str) -> bool {
    let service = name.strip_suffix("サービス").is_some_and(|kind| kind.chars().count() >= 2);
    service || FIRMS.iter().any(|end| name.len() > end.len() + 2 && name.ends_with(end))
}

/// Whether a run of letters says which one it is, and is no general word.
fn is_proper(name: &str) -> bool {
    let length = name.chars().count();
    let service = name.strip_suffix("サービス");
    let kind = service.is_some_and(|kind| kind.len() < 6 || SERVICES.iter().any(|work| kind.ends_with(work)));
    (3..=LONGEST).contains(&length)
        && !kind
        && name != "ソフト"
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !LEADS.iter().any(|lead| name.starts_with(lead))
        && !GENERAL.iter().any(|end| name.ends_with(end))
}
