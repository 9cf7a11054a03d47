//! `cause`: exactly one, the way the trade press counts them, weighed from what the title, the lead and the methods say.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Kind, Method};

use crate::Draft;
use crate::passage::{Passage, Role};

pub(super) fn read(draft: &mut Draft<'_>) {
    let cause = match draft.out.facts.kind {
        None | Some(Kind::Other | Kind::Digest) => return,
        Some(Kind::NoIncident) => (Cause::None, draft.out.evidence.of("kind").to_vec()),
        Some(_) => weigh(draft),
    };
    draft.out.facts.cause = Some(cause.0);
    for span in cause.1 {
        draft.out.evidence.add("cause", span);
    }
}

/// The cause that most words speak for; words of the title or of a section on the cause weigh three times, of the lead twice.
fn weigh(draft: &Draft<'_>) -> (Cause, Vec<Span>) {
    let mut votes: Vec<(Cause, u32, Vec<Span>)> = Vec::new();
    for &method in &draft.out.facts.methods {
        let (Some(cause), path) = (cause_of(method), format!("methods.{method}")) else { continue };
        for &span in draft.out.evidence.of(&path) {
            vote(&mut votes, cause, strength(method), span);
        }
    }
    for (cause, weight, span) in spoken(draft) {
        vote(&mut votes, cause, weight, span);
    }
    let best = votes.into_iter().max_by_key(|(cause, weight, _)| (*weight, std::cmp::Reverse(*cause)));
    best.map_or((Cause::Unknown, Vec::new()), |(cause, _, spans)| (cause, spans))
}

fn vote(votes: &mut Vec<(Cause, u32, Vec<Span>)>, cause: Cause, weight: u32, span: Span) {
    match votes.iter_mut().find(|(known, ..)| *known == cause) {
        Some((_, sum, spans)) => {
            *sum += weight;
            spans.push(span);
        }
        None => votes.push((cause, weight, vec![span])),
    }
}

/// Words that name a cause outright (`incident.toml`, values `cause.…`), with their weight.
fn spoken(draft: &Draft<'_>) -> Vec<(Cause, u32, Span)> {
    let passage = draft.passage;
    let mut found = Vec::new();
    for (hit, rule) in passage.hits_of("causes") {
        let Some(cause) = Cause::from_word(&rule.value) else { continue };
        let number = hit.sentence as usize;
        if !super::methods::tells(passage, number, hit.span) || super::victim::is_victim(passage, hit.span) {
            continue;
        }
        let title = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Title);
        let reason = passage.section(number).is("cause") || passage.section(number).is("cause_and_measures");
        let weight = if title && is_label(cause, passage.words(hit.span)) {
            1
        } else if cause == Cause::Misconfiguration && brings_about(passage, hit.span) {
            // A fault of a program outranks the slip that it then looks like.
            12
        } else if title || reason {
            6
        } else if number <= 3 {
            4
        } else {
            2
        };
        found.push((cause, weight, passage.source(hit.span)));
    }
    found
}

/// Whether the words behind a fault say that it brought the rest about: 「プログラムの不具合により、…誤って送信」.
fn brings_about(passage: &Passage<'_>, span: Span) -> bool {
    let faults = ["不具合", "バグ", "欠陥", "プログラムミス", "プログラムの誤り"];
    let text = passage.text().get(span.end..).unwrap_or("");
    let so = ["により", "による", "によって", "が原因", "に起因"];
    faults.iter().any(|fault| passage.words(span).ends_with(fault))
        && so.iter().any(|word| text.starts_with(word))
}

/// Whether words of a title are only what such cases are filed under: 「個人情報の不適切な取扱いについて」 is written over slips and
/// misdeeds alike.
fn is_label(cause: Cause, words: &str) -> bool {
    cause == Cause::ImproperHandling && (words.starts_with("不適切な") || words.starts_with("不適正な"))
}

fn cause_of(method: Method) -> Option<Cause> {
    use Method as M;
    Some(match method {
        M::Ransomware
        | M::Malware
        | M::StolenCredentials
        | M::CredentialStuffing
        | M::VulnerabilityExploit => Cause::UnauthorizedAccess,
        M::ZeroDay
        | M::Phishing
        | M::WebSkimming
        | M::Defacement
        | M::AccountTakeover
        | M::SpamRelay
        | M::Ddos => Cause::UnauthorizedAccess,
        M::LateralMovement | M::SecurityToolDisabled | M::RemoteAccessDevice | M::Extortion => {
            Cause::UnauthorizedAccess
        }
        M::Misdelivery | M::WrongPublication | M::HiddenData | M::WrongHandover => Cause::OperationError,
        M::DisplayMixup | M::PublicExposure => Cause::Misconfiguration,
        M::LostMedia | M::Theft | M::WrongDisposal => Cause::LossTheft,
        M::InsiderExfiltration | M::FormerMemberAccess | M::SnsPost => Cause::Insider,
        M::DataDestruction | M::DataSale | M::ViaThirdParty => return None,
    })
}

/// How surely a method speaks for its cause: a person's own act outweighs the way that the data then took.
fn strength(method: Method) -> u32 {
    match method {
        Method::InsiderExfiltration | Method::FormerMemberAccess | Method::SnsPost => 4,
        Method::Ransomware | Method::WebSkimming | Method::HiddenData => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::{Document, Report};

    use crate::{Lists, extract, testing};

    use super::*;

    /// The cause of a report with `title` over `text`.
    fn check(title: &str, text: &str, expected: Cause) {
        let (document, report): (Document, Report) = testing::document(&format!("{title}\n{text}"));
        let mut report = report;
        report.heading.title = Some(Span::new(0, title.len()));
        report.blocks.start = 1;
        assert_eq!(extract(&document, &report, Lists::builtin()).facts.cause, Some(expected), "{text}");
    }

    #[test]
    fn a_title_s_label_gives_way_to_what_the_text_tells() {
        let title = "個人情報の不適切な取扱いについて";
        let slip = "例示市の窓口で、別の方に納税証明書を交付しました。お詫び申し上げます。";
        check(title, slip, Cause::OperationError);
        let used = "例示市では、名簿を同意なく勧誘に使っていました。お詫び申し上げます。";
        check(title, used, Cause::ImproperHandling);
    }

    #[test]
    fn a_fault_that_brought_it_about_outranks_the_slip_it_looks_like() {
        let title = "明細書の配信に関するお詫びとお知らせ";
        let fault = "プログラムの不具合により、一部の明細書が誤って別の方へ送信される事案が発生しました。";
        check(title, fault, Cause::Misconfiguration);
        let slip = "担当者が宛先の確認を怠り、明細書を誤って別の方へ送信する事案が発生しました。";
        check(title, slip, Cause::OperationError);
    }
}
