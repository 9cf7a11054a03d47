//! Kinds that correct each other: the close word takes the place of the loose one, and a leak outweighs a denial.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::DataType as D;

use super::{Find, Standing};
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// The loose kinds and the closer ones beside which they say nothing more.
const LOOSE: &[(D, &[D])] = &[
    (D::CreditCard, &[D::CreditCardNumber, D::CardExpiry, D::CardSecurityCode]),
    (D::Password, &[D::PasswordHash]),
    (D::Sensitive, &[D::Health]),
];

pub(super) fn settle(passage: &Passage<'_>, mut finds: Vec<Find>) -> Vec<Find> {
    employers(passage, &mut finds);
    containers(passage, &mut finds);
    pictures(passage, &mut finds);
    headed(passage, &mut finds);
    let leaked: Vec<D> = kinds(&finds, Standing::Leaked);
    // 「当社ではカード情報を保持しておりません」 denies nothing where card numbers were taken on the way.
    let closer_leaked = |kind: D| {
        kind == D::CreditCard
            && leaked.iter().any(|own| [D::CreditCardNumber, D::CardSecurityCode].contains(own))
    };
    finds.retain(|find| {
        find.standing == Standing::Leaked || !leaked.contains(&find.kind) && !closer_leaked(find.kind)
    });
    for standing in [Standing::Leaked, Standing::Denied] {
        let own = kinds(&finds, standing);
        for (loose, close) in LOOSE {
            if close.iter().any(|kind| own.contains(kind)) {
                finds.retain(|find| find.kind != *loose || find.standing != standing);
            }
        }
    }
    finds
}

/// What only a heading names gives way to what the text says of it: 「カード情報漏えいについて」, 「カード情報は対象に含まれておりません」.
fn headed(passage: &Passage<'_>, finds: &mut Vec<Find>) {
    let denied = kinds(finds, Standing::Denied);
    if denied.is_empty() {
        return;
    }
    let in_heading = |find: &Find| {
        let role = passage.sentences.get(find.sentence).map(|sentence| sentence.role);
        matches!(role, Some(Role::Title | Role::Heading))
    };
    let told: Vec<D> = finds
        .iter()
        .filter(|find| find.standing == Standing::Leaked && !in_heading(find))
        .map(|find| find.kind)
        .collect();
    // Of names and addresses a denial is often of some of the persons only.
    let apart =
        [D::CreditCard, D::CreditCardNumber, D::CardSecurityCode, D::BankAccount, D::MyNumber, D::Password];
    let cleared = |kind: D| {
        apart.contains(&kind)
            && (denied.contains(&kind) || kind == D::CreditCard && denied.contains(&D::CreditCardNumber))
    };
    finds.retain(|find| {
        find.standing == Standing::Denied
            || told.contains(&find.kind)
            || !in_heading(find)
            || !cleared(find.kind)
    });
}

/// A picture is a person's only where something else of persons leaked, and no kind of its own where it holds that.
fn pictures(passage: &Passage<'_>, finds: &mut Vec<Find>) {
    let words = ["画像", "動画", "映像", "写真", "画像データ", "写真データ", "映像データ"];
    let loose = |find: &Find| find.kind == D::Photo && words.contains(&passage.words(find.span));
    let persons = finds
        .iter()
        .any(|find| find.standing == Standing::Leaked && !loose(find) && find.kind != D::Document);
    let holds = |find: &Find| {
        let before = passage.words(Span::new(0, find.span.start));
        ["を含む", "が入った", "可能性のある"].iter().any(|end| before.ends_with(end))
    };
    finds.retain(|find| !loose(find) || persons && !holds(find));
}

/// Files of which the report says what they hold are no kind of their own.
fn containers(passage: &Passage<'_>, finds: &mut Vec<Find>) {
    let container = [
        "納税通知書",
        "納入通知書",
        "審査資料",
        "関連資料",
        "業務ファイル",
        "業務データ",
        "社内ファイル",
        "社内データ",
        "文書ファイル",
        "業務資料",
        "業務書類",
        "各種書類",
    ];
    let is_container =
        |find: &Find| find.kind == D::Document && container.contains(&passage.words(find.span));
    if finds.iter().any(|find| find.standing == Standing::Leaked && !is_container(find)) {
        finds.retain(|find| !is_container(find));
    }
}

fn kinds(finds: &[Find], standing: Standing) -> Vec<D> {
    finds.iter().filter(|find| find.standing == standing).map(|find| find.kind).collect()
}

/// A company's name beside a person's is where he works; a section named 所属 beside a school year is his class.
fn employers(passage: &Passage<'_>, finds: &mut [Find]) {
    for at in 0..finds.len() {
        let words = passage.words(finds[at].span);
        let group = group(finds, at);
        let has = |kind: D| finds[group.clone()].iter().any(|find| find.kind == kind);
        let log_in = finds[at].kind == D::CustomerId
            && words.ends_with("ID")
            && (has(D::Password) || has(D::PasswordHash));
        let employer = ["会社名", "企業名", "会社", "社名"].contains(&words);
        let body = ["法人名", "団体名", "組織名", "事業所名", "施設名", "団体"].contains(&words);
        let firm =
            employer || body && (has(D::Occupation) || passage.sentence(finds[at].sentence).contains("担当"));
        let representative =
            || finds[group.clone()].iter().any(|find| passage.words(find.span).contains("代表"));
        let pupils = (has(D::Affiliation) || has(D::StudentId))
            && !contains(passage.sentence(finds[at].sentence), &["職員"]);
        if firm && has(D::Name) && !representative() && !of_firms(passage, finds[at].span) {
            finds[at].kind = D::Occupation;
        } else if words == "ID" && !has(D::Password) && !has(D::PasswordHash) {
            finds[at].kind = D::CustomerId;
        } else if log_in {
            finds[at].kind = D::AccountId;
        } else if words == "所属" && pupils {
            finds[at].kind = D::Affiliation;
        }
    }
}

/// Whether a name stands in brackets that tell what is known of firms: 「法人のお客様12社(社名、住所)」.
fn of_firms(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let head = passage.words(Span::new(sentence.span.start.min(span.start), span.start));
    let Some((group, inside)) = head.rsplit_once('(') else { return false };
    let near = group.rsplit(['、', ')', '。', '及', '・']).next().unwrap_or(group);
    !inside.contains(')') && (near.ends_with('社') || contains(near, &["法人", "企業", "事業者"]))
}

/// The finds in the sentence of number `at`; where it stands alone there, as an item of a list, those of its neighbours.
fn group(finds: &[Find], at: usize) -> std::ops::Range<usize> {
    let alone = finds.iter().filter(|find| find.sentence == finds[at].sentence).count() == 1;
    let near = |a: &Find, b: &Find| a.sentence.abs_diff(b.sentence) <= usize::from(alone);
    let mut start = at;
    while start > 0 && near(&finds[start - 1], &finds[start]) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < finds.len() && near(&finds[end - 1], &finds[end]) {
        end += 1;
    }
    start..end
}
