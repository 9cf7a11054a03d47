//! Who acts: the reporting organisation, or a contractor, vendor or parent.

use jikenbo_model::vocabulary::{Cause, Kind, Relation, ReportedTo, Stage};
use jikenbo_model::{Facts, PartialDate, Span};
use jikenbo_text::words::{find, rfind, stands};

use super::day::Day;
use super::line::{Line, Step};
use super::sense::Sense;
use crate::fields::chain;
use crate::lists::contains;
use crate::passage::Passage;

/// Names and roles in a report.
#[derive(Debug, Default)]
pub(super) struct Who {
    /// Names of contractors and the like.
    others: Vec<String>,
    /// Whose report it is.
    pub(super) own: String,
    /// 同社 is the one whom the text is about, as in an article or an authority's act.
    pub(super) article: bool,
    /// What the reporting authority is to those who report to it.
    pub(super) authority: Option<ReportedTo>,
    pub(super) published: Option<PartialDate>,
    /// The cause was an attack.
    pub(super) attacked: bool,
    /// Something was lost or stolen.
    pub(super) lost: bool,
    /// An insider or a business did it on purpose.
    pub(super) insider: bool,
    /// The incident was told of before: what is found now is not its discovery.
    pub(super) known: bool,
}

impl Who {
    pub(super) fn of(passage: &Passage<'_>, facts: &Facts) -> Self {
        let links = facts.chain.iter().filter(|link| is_other(link.relation));
        let names = || links.clone().filter_map(|link| link.name.as_deref());
        let short: Vec<String> = names().flat_map(|name| chain::short_names(passage, name)).collect();
        let own = facts.organization.clone().unwrap_or_default();
        let regulator = facts.kind == Some(Kind::Regulator);
        Self {
            others: names().map(str::to_owned).flat_map(called).chain(short).collect(),
            authority: regulator.then(|| authority(&own)),
            own,
            article: regulator || facts.kind == Some(Kind::Commentary),
            published: facts.published,
            lost: facts.cause == Some(Cause::LossTheft),
            insider: matches!(facts.cause, Some(Cause::Insider | Cause::ImproperHandling)),
            attacked: facts.cause == Some(Cause::UnauthorizedAccess),
            known: matches!(facts.stage, Some(Stage::Update | Stage::Final)),
        }
    }

    /// Whether another organisation is the one who acts in the words at `words`: 委託先が, 同社は.
    pub(super) fn is_outside(&self, line: &Line<'_, '_>, words: Span) -> bool {
        if self.article {
            return false;
        }
        let is_told = contains(line.passage.words(words), &["受け", "受領", "いただ", "頂", "もら"]);
        let quoted = is_told
            && ["との", "旨の", "という"]
                .iter()
                .any(|end| line.passage.words(Span::new(line.span.start, words.start)).ends_with(end));
        // 「委託先のサーバーが感染したとの報告を受けた」: who acts in what was told is not who was told.
        // 「委託先が利用者から…との連絡を受け」: but who was told by somebody is.
        let subject = if quoted && !self.is_told_by(line, words.start) { is_topic } else { is_subject };
        let Some(other) = self.last_subject(line, words.start, subject) else { return false };
        if is_before_noun(line.passage.words(Span::new(other, words.start.max(other)))) {
            return false;
        }
        if self.is_told_public(line.passage.words(Span::new(other.min(words.start), words.start))) {
            return false;
        }
        let mut own = line.passage.hits_in("organizations", Span::new(other, words.start));
        !own.any(|(hit, rule)| {
            rule.value == "self" && is_subject(line.passage.words(Span::new(hit.span.end, words.start)))
        })
    }

    /// Whether the words before a report name the public body whose report this is, as it calls itself, as who is told: 「同社が…検知し、
    /// 22日に市に|報告があり」.
    fn is_told_public(&self, before: &str) -> bool {
        let Some(kind) =
            ["市", "町", "村", "区", "県", "府", "都", "道"].iter().find(|kind| self.own.ends_with(**kind))
        else {
            return false;
        };
        let told = ["に", "へ", "に対し", "には"].iter().find_map(|to| before.strip_suffix(to));
        let head = told.and_then(|told| told.strip_suffix(kind));
        head.is_some_and(|head| head.ends_with(['、', 'に', 'ら', 'り', '日', 'は', 'で']))
    }

    /// Whether the other's name is followed by who told him, before byte `end`.
    fn is_told_by(&self, line: &Line<'_, '_>, end: usize) -> bool {
        let Some(other) = self.last_subject(line, end, is_subject) else { return false };
        let rest = line.passage.words(Span::new(other, end.max(other)));
        let Some(rest) = rest.strip_prefix('が') else { return false };
        let giver = rest.split(['、', '。']).next().unwrap_or_default();
        contains(giver, &["から", "より"])
    }

    /// Where another organisation stands last as the subject before byte `end`.
    fn last_subject(&self, line: &Line<'_, '_>, end: usize, is_subject: fn(&str) -> bool) -> Option<usize> {
        let passage = line.passage;
        let head = Span::new(line.span.start, end);
        let related = passage.hits_in("relations", head);
        let related = related.filter(|(_, rule)| Relation::from_word(&rule.value).is_some_and(is_other));
        let related = related.filter(|(hit, _)| is_subject(passage.words(Span::new(hit.span.end, end))));
        let related = related.map(|(hit, _)| hit.span.end).last();
        let words = passage.words(head);
        let named = self.others.iter().map(String::as_str).chain(["同社", "受託者"]);
        let of_business = ["受託事業者", "同事業者", "当該事業者", "同業者", "業者"];
        let named = named.chain(of_business.into_iter().filter(|_| stands(words, "業者")));
        let named = named.filter_map(|name| rfind(words, name).map(|at| at + name.len()));
        let named = named.filter(|&at| words.get(at..).is_some_and(is_subject));
        related.max(named.map(|at| line.span.start + at).max())
    }
}

/// Whether what another does only says which thing is told of: 「委託先が|配送した書類が、6月8日、」. `rest` follows the other's name.
fn is_before_noun(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('が') else { return false };
    let Some((clause, _)) = rest.split_once("が、") else { return false };
    let done = ["した", "していた", "している", "する"]
        .iter()
        .find_map(|verb| rfind(clause, verb).map(|at| at + verb.len()));
    let noun = done.and_then(|at| clause.get(at..)).unwrap_or_default();
    let person = ["者", "員", "人", "方", "様", "ところ", "もの"].iter().any(|end| noun.ends_with(end));
    !noun.is_empty() && !person && !clause.contains(['、', '。'])
}

/// How trouble that is looked into is told of.
const TROUBLE: &[&str] = &["が起き、", "が生じ、", "が発生し、", "が発生したため", "が起こり、"];

impl Line<'_, '_> {
    /// Whether a contractor or vendor is who tells the organisation named at `name`: 「同社から当社に報告」.
    pub(super) fn is_from_other(&self, name: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, name.start));
        let from = ["から", "より"].iter().filter_map(|from| rfind(head, from)).max();
        let Some(from) = from else { return self.who.is_outside(self, name) };
        let start = head.get(..from).and_then(|head| head.rfind(['、', '。', ' '])).unwrap_or(0);
        let giver = Span::new(self.span.start + start, self.span.start + from);
        self.who.names_other(self, giver) || self.who.is_outside(self, name)
    }

    /// Whether another's deed is only what was found, and someone else told of it: 「再委託先の者が…していたことが、利用者からの連絡により判明」.
    pub(super) fn is_behind_content(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let Some(at) = rfind(head, "ことが").max(rfind(head, "ことを")) else { return false };
        let between = head.get(at + "ことが".len()..).unwrap_or_default();
        let said = self.passage.words(Span::new(self.span.start + at, words.end));
        let rest = self.passage.words(Span::new(words.end, self.span.end));
        let own_inquiry = [
            "同社の調査",
            "同社の確認",
            "委託先の調査",
            "同社において",
            "委託先において",
            "同社内",
            "同社で",
        ];
        let came = contains(said, &["により", "によって", "から", "より"]);
        came && !contains(between, &own_inquiry) && !contains(rest, &["報告", "連絡", "通知"])
    }

    /// Whether words of being told are the beginning of longer ones, with their own day in them: 「との連絡|が会員から6月8日にありました」.
    pub(super) fn is_within_told(&self, words: Span) -> bool {
        let mut told = self.passage.hits_in("events", self.span).filter(|(_, rule)| rule.value == "told");
        let day_in = |span: Span| self.days.iter().any(|(day, _)| span.contains(day.span));
        told.any(|(hit, _)| hit.span != words && hit.span.contains(words) && day_in(hit.span))
    }

    /// Whether another told what he noticed: 「同社によると、5月9日に検知したとのことです」.
    pub(super) fn is_hearsay(&self, words: Span) -> bool {
        if self.who.article {
            return false;
        }
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let giver = ["によると", "によれば", "によりますと", "の説明では", "の報告では"]
            .iter()
            .find_map(|by| find(head, by));
        let Some(giver) = giver.and_then(|at| head.get(..at)) else { return false };
        let named = giver.ends_with(['社', '者', '先']) || contains(giver, &["会社", "委託先", "法人"]);
        let own = ["当社", "弊社", "本社", "担当者", "自社"].iter().any(|own| giver.ends_with(own));
        let rest = self.passage.words(Span::new(words.end, self.span.end));
        named && !own && contains(rest, &["とのこと", "ということ"])
    }

    /// Whether nobody is named as the one who was told: 「同社で流出が分かり、3月8日に連絡があった」.
    pub(super) fn tells_us(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        let there = ["報告があ", "連絡があ", "第一報があ", "第1報があ", "報告がござ", "連絡がござ"];
        matches!(gap, "に" | "、" | "") && contains(self.passage.words(words), &there)
            || is_from_whom(gap)
                && contains(self.passage.words(words), &["を受", "をいただ", "を頂", "があ", "がござ"])
    }

    /// Marks what another noticed in a sentence that goes on to tell when he reported it: 「指導員が2日に気付き、5日に当社に報告がありました」.
    pub(super) fn hand_on(&self, steps: &mut [Step]) {
        let Some(told) = steps.iter().rev().find(|step| step.to_self && step.sense == Sense::Told).copied()
        else {
            return;
        };
        for step in steps.iter_mut().filter(|step| step.sense.is_discovery() && !step.to_self) {
            let before = step.words.end <= told.words.start && step.day.from < told.day.from;
            step.outside |= before && self.who.is_noticed_by_other(self, step.words);
        }
    }

    /// Whether an inquiry is only how it was found out what had come up on the day: 「5月9日に障害が起き、調べた結果、…と判明」.
    pub(super) fn is_way_of_finding(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let ended = ["た結果", "ったところ", "たところ", "したところ", "した結果"]
            .iter()
            .any(|end| tail.starts_with(end));
        ended && contains(gap, TROUBLE)
    }

    /// Whether the words tell what an inquiry found behind trouble of the day: 「5月9日に障害が起き、調べた結果、攻撃があり、…と判明」.
    pub(super) fn is_behind_trouble(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end.min(words.start), words.start));
        contains(gap, &["た結果、", "たところ、"]) && contains(gap, TROUBLE)
    }

    /// Whether a contractor or vendor is named in the sentence before the words, and the organisation itself is not.
    pub(super) fn is_beside_other(&self, words: Span) -> bool {
        let head = Span::new(self.span.start, words.start);
        let own = self.passage.hits_in("organizations", head).any(|(_, rule)| rule.value == "self");
        !own && self.who.names_other(self, head)
    }
}

impl Who {
    /// Whether what was noticed at `words` was noticed by another than the organisation's own staff.
    pub(super) fn is_noticed_by_other(&self, line: &Line<'_, '_>, words: Span) -> bool {
        let head = Span::new(line.span.start, words.start);
        let own = line.passage.hits_in("organizations", head).any(|(_, rule)| rule.value == "self");
        let said = line.passage.words(head);
        let outsider = ["会社が", "業者が", "ベンダーが", "事業者が", "法人が", "代理店が"];
        !own && (!self.others.is_empty() || contains(said, &outsider) || self.names_other(line, head))
    }

    /// Whether a contractor or vendor is named within `span`, by name, by what it is or by a word that points back to it.
    fn names_other(&self, line: &Line<'_, '_>, span: Span) -> bool {
        const BACK: &[&str] = &["同社", "受託者", "同センター", "同法人", "同院", "同校", "同協会"];
        // Words of relations that the word lists do not know as such where nobody's name follows.
        const PARTNERS: &[&str] = &[
            "協力会社",
            "提供元",
            "提供会社",
            "運営会社",
            "販売代理店",
            "指定管理者",
            "共同研究",
            "受託",
            "委託業者",
            "委託会社",
            "連合会",
        ];
        let words = line.passage.words(span);
        let related = line.passage.hits_in("relations", span);
        let mut related = related.filter_map(|(_, rule)| Relation::from_word(&rule.value));
        related.any(is_other)
            || contains(words, BACK)
            || contains(words, PARTNERS)
            || self.others.iter().any(|name| !name.is_empty() && stands(words, name))
            || self.names_company(words)
    }

    /// Whether a company that is not the reporting one is the subject: 「例示クラウド社が」.
    fn names_company(&self, words: &str) -> bool {
        ["社が", "社は", "社において", "社では"].iter().any(|end| {
            find(words, end).and_then(|at| words.get(..at)).is_some_and(|head| {
                let name = head.rsplit(['、', '。', '「', '(', ' ', 'の', 'に']).next().unwrap_or_default();
                let own =
                    ["当", "弊", "本", "自", "小", "会", "御", "貴"].iter().any(|own| name.ends_with(own));
                !name.is_empty() && !own && !self.own.contains(name)
            })
        })
    }
}

/// Whether the words between a day and a notice say from whom it came, and name no one else: 「に同社から」.
fn is_from_whom(gap: &str) -> bool {
    let giver =
        gap.strip_prefix('に').and_then(|gap| gap.strip_suffix("から").or_else(|| gap.strip_suffix("より")));
    giver.is_some_and(|giver| !giver.is_empty() && !contains(giver, &["、", "が", "は", "に"]))
}

/// A name and what it is called for short: 「例示運送株式会社」, 「例示運送」.
fn called(name: String) -> Vec<String> {
    let form =
        ["株式会社", "有限会社", "合同会社", "一般社団法人", "一般財団法人", "公益財団法人", "公益社団法人"];
    let short = form.iter().find_map(|form| name.strip_prefix(form).or_else(|| name.strip_suffix(form)));
    let short = short.filter(|short| short.chars().count() > 2).map(str::to_owned);
    std::iter::once(name).chain(short).collect()
}

fn is_other(relation: Relation) -> bool {
    matches!(relation, Relation::Processor | Relation::SubProcessor | Relation::Vendor | Relation::Parent)
}

/// How long a name behind its role is at most, in characters.
const NAME: usize = 20;

/// The words behind a bracket or a name that only say who it is: 「(再委託先)が」, 「委託先の株式会社例示が」.
fn behind_name(after: &str) -> &str {
    if let Some(rest) = after.strip_prefix(')').filter(|rest| rest.starts_with(['が', 'は'])) {
        return rest;
    }
    let Some(name) = after.strip_prefix("の").or_else(|| after.strip_prefix("である")) else {
        return after;
    };
    let end = name.char_indices().take(NAME).find(|(_, c)| "がはにをで、。".contains(*c)).map(|(at, _)| at);
    let (name, rest) = name.split_at(end.unwrap_or(0));
    let company = name.ends_with(['社', 'ズ', 'ス', ')'])
        || ["会社", "法人", "組合", "(株)"].iter().any(|form| name.contains(form));
    if company { rest } else { after }
}

/// Whether what follows a name makes it the subject.
fn is_subject(after: &str) -> bool {
    let after = behind_name(after);
    let particles = [
        "が",
        "は",
        "では",
        "において",
        "側が",
        "にて",
        "の従業員が",
        "の担当者が",
        "の社員が",
        "の職員が",
        "も",
        "のサーバ",
        "のシステム",
        "のネットワーク",
        "の端末",
        "社内",
    ];
    particles.iter().any(|particle| after.starts_with(particle)) || is_staff(after)
}

/// Whether what follows a name makes it the topic of the whole sentence.
fn is_topic(after: &str) -> bool {
    behind_name(after).starts_with('は')
}

/// How long the word for somebody's staff is at most, in characters: 配達担当者.
const STAFF: usize = 8;

/// Whether the subject is one of the staff: 「例示運送の配達担当者が」.
fn is_staff(after: &str) -> bool {
    let Some((staff, _)) = after.strip_prefix('の').and_then(|rest| rest.split_once('が')) else {
        return false;
    };
    staff.chars().count() <= STAFF
        && ["担当者", "社員", "従業員", "作業員", "職員", "配達員"].iter().any(|end| staff.ends_with(end))
}

/// What an authority of this name is to those who report to it.
fn authority(name: &str) -> ReportedTo {
    if name.contains("個人情報保護委員会") {
        ReportedTo::Ppc
    } else if name.ends_with(['県', '府', '都', '市', '区', '町', '村']) || name.contains("教育委員会")
    {
        ReportedTo::LocalGovernment
    } else {
        ReportedTo::Ministry
    }
}
