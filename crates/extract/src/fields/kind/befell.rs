//! Releases without a word of regret and without a set phrase: a sentence of the lead says that something happened to the writer, at
//! his people's hands or to his data.

use jikenbo_model::Span;

use jikenbo_text::words::opening;

use crate::fields::methods;
use crate::lists::contains;
use crate::modality::Modality;
use crate::passage::{Passage, Role, Sentence};

/// What stands behind the name of an incident where it is only guarded against, practised, sold against or warned of.
const AGAINST: &[&str] = &[
    "対策",
    "防止",
    "防御",
    "保険",
    "を防",
    "を検知する",
    "を想定",
    "想定",
    "に備え",
    "訓練",
    "演習",
    "研修",
    "セミナー",
    "診断",
    "の動向",
    "の手口",
    "等を防",
    "などを防",
    "や紛失",
    "の危険",
    "のリスク",
    "にご注意",
    "に注意",
    "への注意",
    "から守",
    "に強い",
    "事例",
];

/// Who belongs to a writer that does not call himself anything.
const STAFF: &[&str] = &[
    "職員",
    "教諭",
    "教員",
    "講師",
    "社員",
    "従業員",
    "担当者",
    "医師",
    "看護師",
    "生徒",
    "児童",
    "患者",
    "お客",
    "会員",
    "市民",
    "町民",
    "県民",
    "村民",
    "区民",
    "利用者",
];

/// What data are named by that something befell.
const DATA: &[&str] = &[
    "個人情報",
    "お客様情報",
    "お客さま情報",
    "顧客情報",
    "会員情報",
    "カード情報",
    "メールアドレス",
    "名簿",
];

/// How a sentence ends that tells of something that has happened, may have happened, or is found to have.
const TOLD: &[&str] = &[
    "た。",
    "た",
    "可能性があります。",
    "可能性がある。",
    "おそれがあります。",
    "おそれがある。",
    "恐れがあります。",
    "可能性がございます。",
    "しております。",
    "しています。",
    "受けております。",
    "されています。",
    "しましたので報告します。",
];

/// Words of the lead that tell of an incident of the writer's own: of a deed or a find, not of a rule or a danger.
pub(super) fn told(passage: &Passage<'_>, lead: Span) -> Option<Span> {
    let sentences = passage.sentences.iter().enumerate();
    let mut told =
        sentences.filter(|(_, sentence)| lead.contains(sentence.span) && sentence.role != Role::Title);
    told.find_map(|(number, sentence)| of_sentence(passage, number, sentence))
}

fn of_sentence(passage: &Passage<'_>, number: usize, sentence: &Sentence) -> Option<Span> {
    let words = passage.words(sentence.span).trim_end();
    let section = passage.section(number);
    let off =
        ["advice", "measures", "performance"].iter().any(|topic| section.is(topic)) && !section.is("outline");
    if off
        || !(TOLD.iter().any(|end| words.ends_with(end)) || is_entry(passage, sentence))
        || !is_of_writer(passage, sentence)
    {
        return None;
    }
    let mut hits = passage
        .hits_in("incident", sentence.span)
        .filter(|(_, rule)| matches!(rule.value.as_str(), "incident" | "gone" | "may_be_gone" | "exposed"));
    hits.find(|(hit, _)| happened(passage, sentence, hit.span)).map(|(hit, _)| hit.span)
}

/// Whether the words at `span` tell of something real: not of what is guarded against, denied, advised or only might be.
fn happened(passage: &Passage<'_>, sentence: &Sentence, span: Span) -> bool {
    let tail = passage.words(Span::new(span.end, sentence.span.end.max(span.end)));
    let clause = passage.clause_at(span.start);
    let real = matches!(passage.modality(clause, span), Modality::Confirmed | Modality::Possible);
    let guarded = methods::guarded(tail)
        || passage.words(span).ends_with('を') && tail.starts_with('防')
        || contains(opening(tail, AIMED), &["に備え", "を想定した", "を検知する"]);
    real && passage.quoted(span).is_none() && !guarded && !AGAINST.iter().any(|word| tail.starts_with(word))
}

/// How far behind an incident's name it is said that it is only practised or looked for, in characters.
const AIMED: usize = 8;

/// Whether a line is an entry of a chronology: a day, and then what happened without a verb's end.
fn is_entry(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let head = passage.dates_in(sentence.span).first().map(|date| date.span.start - sentence.span.start);
    head.is_some_and(|head| head <= HEAD) && !passage.words(sentence.span).trim_end().ends_with('。')
}

/// How far from its start the day of an entry stands, in bytes: 「・」 and a bracket.
const HEAD: usize = 6;

/// Whether the sentence names the writer, one of his or what he holds.
fn is_of_writer(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let words = passage.words(sentence.span);
    let own = passage.hits_in("organizations", sentence.span).any(|(_, rule)| rule.value == "self");
    own || contains(words, STAFF) || contains(words, DATA)
}

#[cfg(test)]
mod tests {
    use jikenbo_model::vocabulary::Kind;

    use crate::testing;

    #[track_caller]
    fn check(title: &str, text: &str, expected: Kind) {
        let release = format!("◎{title}\n2024年6月30日\n{text}");
        let kind = testing::read(&release, |_| {}, &[super::super::read]).facts.kind;
        assert_eq!(kind, Some(expected), "{text}");
    }

    #[test]
    fn what_befell_the_writer_needs_no_word_of_regret() {
        for text in [
            "当社のサーバーがランサムウェアに感染しました。",
            "当社のお客様情報が閲覧された可能性があります。",
            "当社は、お客様情報の漏洩を確認しております。",
            "県立高校の教諭が、9月2日、生徒の個人情報を自身のSNSに投稿した。",
            "12月26日に職員のアカウントが第三者に不正利用されました。",
            "・1月10日 22:00頃 当社の業務サーバーに外部から不正アクセス\n・1月10日 ネットワークを遮断",
        ] {
            check("お知らせ", text, Kind::Disclosure);
        }
    }

    #[test]
    fn what_is_guarded_against_befell_nobody() {
        check(
            "研修について",
            "市では6月3日、職員の個人情報の紛失や誤送信を防ぐため、研修を実施しました。",
            Kind::Other,
        );
        check("訓練を実施", "当社は6月3日、サイバー攻撃を想定した訓練を実施しました。", Kind::Other);
        check("お願い", "不正アクセスを防ぐため、異なるパスワードをお使いください。", Kind::Other);
        let sold = "当社は、不正アクセスを検知するサービスの提供を6月1日に開始しました。";
        check("不正アクセス対策サービスについて", sold, Kind::Other);
    }
}
