//! `kind`: what sort of publication it is, from who speaks and what is said of an incident.

pub(super) mod authority;
mod befell;
mod nothing;
mod press;
mod titled;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Kind;

use crate::Draft;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// How many sentences from the start tell what a text is about: in 80 real releases the incident was named by the fifth.
const LEAD: usize = 8;

/// In the first so many sentences, date, addressee and title among them, the sender signs.
const SIGNED: u32 = 4;

pub(super) fn read(draft: &mut Draft<'_>) {
    let signs = Signs::of(draft);
    let (kind, proof) = signs.kind();
    draft.out.facts.kind = Some(kind);
    if let Some(span) = proof.or(draft.passage.sentences.first().map(|sentence| sentence.span)) {
        draft.prove("kind", span);
    }
}

/// What the words of `incident.toml` and `organizations.toml` show, each with its first place.
struct Signs {
    incident_in_title: Option<Span>,
    incident_in_lead: Option<Span>,
    apology: Option<Span>,
    /// An apology in the title of something else only.
    quoted_apology: bool,
    own: Option<Span>,
    speaker: Option<Span>,
    nothing: Option<Span>,
    act: Option<Span>,
    authority: bool,
    /// The title tells of an employer who punishes his own.
    punished: bool,
    named: bool,
    numbered: bool,
    method: Option<Span>,
    digest: Vec<Span>,
    author: Vec<Span>,
    /// An author's words are there beside 同社, which a writer too calls a contractor of his.
    authored: bool,
    /// The press's word for what an organisation made known, in the title or lead.
    reported: Option<Span>,
    /// An apology as the one who makes it words it.
    apology_of_own: Option<Span>,
    article_in_title: Option<Span>,
    /// More than one word of an article stands in the title: 「…のやり方を解説…役立つツール」.
    teaches: bool,
    /// The first sentences of a text without a title tell of an incident and how it came out.
    opens: bool,
    /// The lead tells of an incident as of something that has happened on a day.
    happened: bool,
    /// The lead tells of an incident as of something that has happened, with or without a day.
    told: bool,
    /// A sentence of the lead tells of an incident of the writer's own.
    befell: Option<Span>,
    /// The title is the name of what happened, and the lead tells on which day or of how many.
    titled: bool,
    /// The text is a form for incidents, filled in.
    form: bool,
    /// The text is told in the plain style of the press, under a headline.
    press: bool,
    /// The text sells something, or tells of another whom it does not name.
    advertises: bool,
    /// The title announces figures, and the lead gives them over many incidents.
    counts: Option<Span>,
    /// The writer says that it shall not happen again.
    prevention: Option<Span>,
}

impl Signs {
    fn of(draft: &Draft<'_>) -> Self {
        let passage = draft.passage;
        let title =
            passage.sentences.first().filter(|first| first.role == Role::Title).map(|first| first.span);
        let in_title = |value| title.and_then(|span| find_in(passage, value, span));
        let lead = passage.sentences.iter().skip(usize::from(title.is_some())).take(LEAD);
        let lead = lead.map(|sentence| sentence.span).reduce(Span::join).unwrap_or_default();
        let first = |value| passage.finds("incident", value).next().map(|hit| hit.span);
        let apology = passage.finds("incident", "apology").find(|hit| passage.quoted(hit.span).is_none());
        let all = |value| passage.finds("incident", value).map(|hit| hit.span).collect();
        Self {
            incident_in_title: in_title("incident"),
            incident_in_lead: find_in(passage, "incident", lead),
            apology: apology.map(|hit| hit.span),
            quoted_apology: apology.is_none() && first("apology").is_some(),
            own: unquoted(passage, "incident", "own"),
            speaker: unquoted(passage, "organizations", "self"),
            nothing: in_title("no_incident").or_else(|| nothing::settled(passage)),
            act: title
                .and_then(|title| authority::act(passage, title))
                .or_else(|| authority::act(passage, lead)),
            authority: authority::speaks(passage)
                || apology.is_none()
                    && (authority::acts_itself(passage)
                        || authority::over_firms(
                            passage,
                            draft.out.facts.organization.as_deref().unwrap_or_default(),
                        )),
            punished: title.is_some_and(|title| contains(passage.words(title), &authority::PUNISHED)),
            numbered: passage.report.heading.case_number.is_some(),
            named: passage.report.heading.organization.is_some(),
            method: super::methods::stated(passage).into_values().flatten().next(),
            digest: all("digest"),
            author: all("author"),
            authored: passage.finds("incident", "author").any(|hit| !of_contractor(passage, hit.span)),
            reported: find_in(passage, "reported", title.map_or(lead, |title| title.join(lead))),
            apology_of_own: passage
                .finds("incident", "apology")
                .map(|hit| hit.span)
                .find(|&span| !passage.is_speech(span) && press::is_own_apology(passage, span)),
            press: title.is_some_and(|title| press::is_article(passage, title)),
            article_in_title: in_title("article"),
            teaches: title.is_some_and(|title| {
                passage.hits_in("incident", title).filter(|(_, rule)| rule.value == "article").count() > 1
            }),
            opens: title.is_none() && opens(passage),
            happened: happened(passage, lead, true),
            told: happened(passage, lead, false),
            befell: befell::told(passage, lead),
            form: titled::is_form(passage),
            prevention: first("prevention"),
            advertises: press::advertises(passage),
            counts: title.and_then(|title| counts(passage, title, lead)),
            titled: title.is_some_and(|title| titled::names(passage, title) && titled::told(passage, lead)),
        }
    }

    fn kind(&self) -> (Kind, Option<Span>) {
        let incident = self.incident_in_title.or(self.incident_in_lead);
        let own = self.speaker.is_some() && self.own.is_some();
        let concerned = self.apology.is_some() || own || self.quoted_apology && self.author.len() < 2;
        if let (true, Some(act)) = (self.authority, self.act) {
            return (Kind::Regulator, Some(act));
        }
        let press = self.speaker.is_none() && self.article_in_title.is_none() && incident.is_some();
        // A casebook numbers its own words about another too, but then they are plainly those of an author.
        let told = if self.reported.is_some() { 1 } else { 3 } + usize::from(self.numbered);
        if press && self.apology_of_own.is_none() && self.author.len() >= told {
            return (Kind::Commentary, self.reported.or(self.author.first().copied()));
        }
        if let Some(counts) = self.counts.filter(|_| self.apology.is_none()) {
            return (Kind::Digest, Some(counts));
        }
        // 「不正な侵入を検知する製品の提供を開始しました」
        let sells = self.advertises && self.apology.is_none() && self.incident_in_title.is_none();
        if sells && !self.numbered {
            return (Kind::Other, None);
        }
        if self.digest.len() >= 3 && !concerned {
            return (Kind::Digest, self.digest.first().copied());
        }
        if self.press && !self.numbered && self.apology_of_own.is_none() && self.incident_in_title.is_some() {
            return (Kind::Commentary, self.author.first().copied().or(self.incident_in_title));
        }
        if let (Some(nothing), true) = (self.nothing, concerned || incident.is_some()) {
            return (Kind::NoIncident, Some(nothing));
        }
        if concerned && (incident.is_some() || self.method.is_some()) {
            return (Kind::Disclosure, self.own.or(self.apology));
        }
        let led = incident.is_some() && self.article_in_title.is_none() && self.author.len() >= 3;
        let told = self.incident_in_title.is_some() || led;
        // 「…のやり方を解説」 tells of no incident, whatever its title names.
        let teaches = self.teaches && !self.named && self.reported.is_none() && !self.happened;
        if self.author.len() >= 2 && told && !teaches && (self.named || self.author.len() >= 3) {
            return (Kind::Commentary, self.author.first().copied());
        }
        self.without_regret(incident)
    }

    /// The kind of a text in which nobody concerned says sorry, or that only a number or a name makes a release.
    fn without_regret(&self, incident: Option<Span>) -> (Kind, Option<Span>) {
        match (incident, self.own) {
            (Some(incident), _) if self.named && (self.numbered || self.article_in_title.is_none()) => {
                (Kind::Disclosure, Some(incident))
            }
            (Some(_), Some(own)) if self.incident_in_title.is_some() && self.article_in_title.is_none() => {
                (Kind::Disclosure, Some(own))
            }
            // A text without a title that opens with what happened, and no author's voice in it.
            (Some(_), Some(own)) if self.opens && !self.authored => (Kind::Disclosure, Some(own)),
            // A form for incidents, filled in: 発生年月日, 事案, 発生原因.
            (Some(incident), Some(_)) if self.form => (Kind::Disclosure, Some(incident)),
            // Casebooks number incidents only, and nobody but the one concerned says sorry.
            _ if self.numbered || self.apology.is_some() => (Kind::Disclosure, self.own.or(self.apology)),
            // A punishment is made known with the deed that it was for.
            (Some(incident), _)
                if self.method.is_some() && self.punished && self.article_in_title.is_none() =>
            {
                (Kind::Disclosure, Some(incident))
            }
            // A page without a word of regret that a body puts up under the incident's name and that tells what it did.
            (Some(incident), _)
                if self.incident_in_title.is_some()
                    && self.article_in_title.is_none()
                    && !self.authored
                    && (self.told || self.titled) =>
            {
                (Kind::Disclosure, Some(incident))
            }
            // How it happened is told, and that it shall not happen again.
            (Some(_), _)
                if self.method.is_some()
                    && self.prevention.is_some()
                    && self.told
                    && !self.advertises
                    && !self.authored
                    && self.article_in_title.is_none() =>
            {
                (Kind::Disclosure, self.prevention)
            }
            // How it happened is told, and nothing says that the text is about something else.
            (Some(incident), _)
                if self.method.is_some()
                    && self.article_in_title.is_none()
                    && self.happened
                    && (self.speaker.is_some() || self.named || !self.author.is_empty()) =>
            {
                let kind = if self.author.is_empty() { Kind::Disclosure } else { Kind::Commentary };
                (kind, Some(incident))
            }
            _ => self.plainly_told(),
        }
    }

    /// It happened to the writer, at his people's hands or to his data, and nothing else is told.
    fn plainly_told(&self) -> (Kind, Option<Span>) {
        let aside =
            self.article_in_title.is_some() || self.advertises || self.authored || !self.digest.is_empty();
        match self.befell.filter(|_| !aside) {
            Some(befell) => (Kind::Disclosure, Some(befell)),
            None => (Kind::Other, None),
        }
    }
}

/// The first words of a list's value that stand in no quotes.
fn unquoted(passage: &Passage<'_>, list: &str, value: &str) -> Option<Span> {
    passage.finds(list, value).map(|hit| hit.span).find(|&span| passage.quoted(span).is_none())
}

/// Whether an author's word is but what a polite writer says of a contractor whom he has named: 「委託先の例示社が…。同社は」, 「同社に
/// よると」.
fn of_contractor(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.words(span);
    let before = passage.text().get(..span.start).unwrap_or("");
    let same = words.starts_with("同社") || words == "によると" && before.ends_with("同社");
    let sentence = passage.sentence(passage.sentence_at(span.start)).trim_end();
    let polite =
        ["ます。", "です。", "ました。", "ません。", "でした。"].iter().any(|end| sentence.ends_with(end));
    same && polite && passage.hits_in("relations", Span::new(0, span.start)).next().is_some()
}

/// How titles announce figures over many incidents.
const FIGURES: &[&str] = &["集計", "統計", "情勢", "年次報告", "件数", "調査結果", "まとめ"];

/// How figures over many incidents are told.
const OVER_MANY: &[&str] = &[
    "前年比",
    "前年同期",
    "前年度比",
    "最も多",
    "最多",
    "原因別",
    "業種別",
    "上場企業が公表",
    "件数は",
    "に公表された",
    "から報告を受けた漏え",
    "に報告された",
    "うち不正アクセスが",
    "うち紛失が",
    "うち誤送信が",
];

/// Two ways in which the lead tells of figures over many incidents, under a title that announces such.
fn counts(passage: &Passage<'_>, title: Span, lead: Span) -> Option<Span> {
    let (heading, words) = (passage.words(title), passage.words(lead));
    if !contains(heading, FIGURES) {
        return None;
    }
    let told = OVER_MANY.iter().filter(|word| words.contains(*word)).count();
    let enough = if contains(heading, &["年次報告", "集計"]) { 1 } else { 2 };
    (words.contains('件') && told >= enough).then_some(title)
}

/// Whether a sentence of the lead tells of an incident in the past, and names a day where it must be `dated`.
fn happened(passage: &Passage<'_>, lead: Span, dated: bool) -> bool {
    let told = |span: Span| {
        let words = passage.words(span).trim_end();
        let ends =
            ["た。", "た", "という。", "もの。", "しました。", "発生しております。", "発生しています。"];
        let past = ends.iter().any(|end| words.ends_with(end));
        past && find_in(passage, "incident", span).is_some() && !(dated && passage.dates_in(span).is_empty())
    };
    let mut sentences = passage.sentences.iter().filter(|sentence| lead.contains(sentence.span));
    sentences.any(|sentence| told(sentence.span))
}

/// How short a line is that only says where the text begins or who gives it out, in bytes (15 characters).
const SHORT: usize = 45;

/// How many sentences of a text without a title tell what it is about.
const OPENING: usize = 3;

/// Whether one of the first sentences tells of an incident and that it came about or came out.
fn opens(passage: &Passage<'_>) -> bool {
    let told = |span: Span| {
        let incident = find_in(passage, "incident", span);
        incident.is_some() && find_in(passage, "own", span).is_some()
    };
    let told_in = |sentence: &&crate::passage::Sentence| sentence.span.len() > SHORT;
    let lines = passage.sentences.iter().take(OPENING * 3);
    let mut opening = lines
        .filter(|sentence| told_in(sentence) && passage.words(sentence.span).contains('。'))
        .take(OPENING);
    let mut first = passage.sentences.iter().take(OPENING);
    let article = first.any(|sentence| find_in(passage, "article", sentence.span).is_some());
    !article && opening.any(|sentence| told(sentence.span))
}

fn find_in(passage: &Passage<'_>, value: &str, span: Span) -> Option<Span> {
    passage.hits_in("incident", span).find(|(_, rule)| rule.value == value).map(|(hit, _)| hit.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[track_caller]
    fn check(text: &str, expected: Kind) {
        assert_eq!(testing::read(text, |_| {}, &[read]).facts.kind, Some(expected), "{text}");
    }

    #[test]
    fn an_authority_that_acts_on_another() {
        let act = "例示株式会社に対し、漏えい事案に関し再発防止策を報告するよう、文書により指導しました。";
        check(&format!("総務省は、本日、{act}"), Kind::Regulator);
        check(
            "例示株式会社は、総務省に報告しました。個人情報の漏えいについて深くお詫び申し上げます。",
            Kind::Disclosure,
        );
    }

    #[test]
    fn a_text_without_a_title_that_opens_with_what_happened() {
        check(
            "このたび、窓口課において電子メールを誤送付したことを報告します。\n1.経緯\n4月1日に送りました。",
            Kind::Disclosure,
        );
        check(
            "次の道具で迷惑メールを見分けられます。フィッシングの手口を学びましょう。\n届いたら消してください。",
            Kind::Other,
        );
    }

    #[test]
    fn what_turned_up_or_was_looked_into_is_no_incident() {
        let found =
            "紛失したとお知らせした名簿は、金庫内で見つかりました。個人情報の漏えいはありませんでした。";
        check(&format!("◎名簿の紛失に関する調査結果\n{found}"), Kind::NoIncident);
        let brought = "名簿を紛失しましたが、警察に届けられ回収しました。漏えいはありませんでした。お詫び申し上げます。";
        check(&format!("◎名簿の紛失について\n{brought}"), Kind::Disclosure);
        let refuted = "流出しているとの指摘を受け調査しましたが、流出した事実は認められませんでした。";
        check(&format!("◎一部の指摘について\n{refuted}"), Kind::NoIncident);
        let attacked =
            "不正アクセスを受けました。調査の結果、流出した事実は認められませんでした。お詫び申し上げます。";
        check(&format!("◎不正アクセスについて\n{attacked}"), Kind::Disclosure);
    }

    #[test]
    fn an_employer_who_punishes_is_no_authority() {
        check(
            "◎職員の懲戒処分について\n例示市教育委員会\n職員が児童の個人情報を不正に閲覧したため、停職とした。",
            Kind::Disclosure,
        );
        check(
            "◎教職員の懲戒処分等について\n例示市教育委員会\n次のとおり処分を行いました。\n教諭が名簿を紛失し、個人情報が漏えいした。",
            Kind::Disclosure,
        );
    }

    #[test]
    fn who_received_an_order_is_no_authority() {
        let told = "株式会社例示\n当社は、本日、総務省より行政指導(文書)を受けました。個人情報の漏えいについてお詫びします。";
        check(&format!("◎総務省からの行政指導について\n{told}"), Kind::Disclosure);
        let taken =
            "株式会社例示\n当社は、関東財務局から業務改善命令を受けました。情報漏えいについてお詫びします。";
        check(&format!("◎業務改善命令について\n{taken}"), Kind::Disclosure);
        let given = "総務省\n本日、情報漏えいに関し、株式会社例示に対して文書による指導を行いました。";
        check(&format!("◎株式会社例示に対する行政指導について\n{given}"), Kind::Regulator);
    }

    #[test]
    fn a_page_without_regret_tells_of_its_own_incident() {
        let told = "名簿を別の方に誤って郵送しました。対象の方に説明しました。";
        check(&format!("◎個人情報の漏えいについて\n{told}"), Kind::Disclosure);
        check("◎個人情報の紛失を防ぐために\n鞄を置いたまま離れて紛失した例があります。", Kind::Other);
    }

    #[test]
    fn a_page_called_as_what_happened_needs_no_set_phrase() {
        let sent = "令和3年4月20日、全員の宛先を入力して送りました。受け取った方に削除をお願いしました。";
        check(&format!("◎メールの誤送信による個人情報の漏えいについて\n{sent}"), Kind::Disclosure);
        check("◎通知書の誤送付について\n令和3年5月6日、8通を別の方に送りました。", Kind::Disclosure);
        let opened = "外部の場所に置いていたことが分かりました。\n1.経緯\n12名分の申込書です。";
        check(&format!("◎申込者情報の漏えい事故について\n{opened}"), Kind::Disclosure);
        check("◎個人情報の取扱いについて\n4月1日に規程を改めました。漏えい等の防止に努めます。", Kind::Other);
        check("◎個人情報の漏えい防止研修について\n4月1日に研修を行いました。", Kind::Other);
    }

    #[test]
    fn who_sells_or_teaches_tells_of_no_incident() {
        check(
            "対策講座のご案内\n先月、ある会社がランサムウェアの攻撃を受け、業務が止まりました。講座で備えを学べます。",
            Kind::Other,
        );
        check(
            "新製品を発売\nフィッシングメールによる情報漏えいを防ぐ新製品を4月1日に発売しました。",
            Kind::Other,
        );
        check(
            "◎脆弱性の点検のやり方の解説まとめ\n攻撃が増えるなか、点検の大切さが言われています。本記事では、点検の方法を紹介します。情報漏えいを防ぐため、種類も解説します。",
            Kind::Other,
        );
        check(
            "サポート詐欺にご用心\n「不具合が発生した」などと偽の画面を出し、電話をかけさせる手口です。番号に電話をしないでください。",
            Kind::Other,
        );
    }

    #[test]
    fn who_promises_to_prevent_it_tells_of_his_own_incident() {
        let sent = "例示施設の職員が申込者の名簿を別の会社に誤って送信してしまいました。";
        check(&format!("{sent}\n区は再発防止に努めてまいります。"), Kind::Disclosure);
        check(
            "誤送信を防ぐ製品の紹介\nある会社が名簿を誤って送信しました。再発防止に向けた製品です。",
            Kind::Other,
        );
    }

    #[test]
    fn a_fault_that_only_a_product_warns_of_is_no_fault() {
        let open = "代替わりの際に番号を発行しておらず、前のお客様が氏名を閲覧できる状態でした。お詫び申し上げます。";
        check(
            &format!("◎番号の発行の誤りについて\n{open}\n※機器の故障を電話で知らせる機能が付いています。"),
            Kind::Disclosure,
        );
        let fault =
            "通信が途絶えた件は、調査の結果、機器の故障によるもので、不正アクセスではありませんでした。";
        check(&format!("◎不正アクセスの疑いについて\n{fault}ご心配をおかけしました。"), Kind::NoIncident);
    }

    #[test]
    fn figures_over_many_under_a_title_that_announces_them() {
        let figures =
            "今年に公表された漏えいは120件で、前年比で1割増えた。原因で最も多かったのは誤送信だった。";
        check(&format!("◎情報漏えいの集計\n{figures}"), Kind::Digest);
        let own = "誤送信の件数は2件でした。深くお詫び申し上げます。";
        check(&format!("◎誤送信に関する調査結果について\n{own}"), Kind::Disclosure);
    }

    #[test]
    fn a_drill_and_a_thing_found_in_the_house_are_no_incident() {
        let drill =
            "不審なアクセスがあったとの情報がありましたが、訓練によるものであり、実際の攻撃ではありません。";
        check(&format!("◎不審なメールについて\n{drill}"), Kind::NoIncident);
        let found = "所在不明の端末は社内で発見され、外部に持ち出された事実はありませんでした。";
        check(&format!("◎端末の紛失の疑いについて\n{found}"), Kind::NoIncident);
    }

    #[test]
    fn who_says_sorry_tells_of_his_own_incident() {
        check(
            "ログインの表示が入れ替わる障害のお詫び\n例示サービスで表示が入れ替わりました。深くお詫び申し上げます。",
            Kind::Disclosure,
        );
        check("調べものに使える道具の紹介\n例示サービスで調べる方法を紹介します。", Kind::Other);
    }
}
