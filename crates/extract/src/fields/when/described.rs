//! Words that describe a noun or a plain course and are no step themselves: 「相談を受けた方の一覧表」.

use jikenbo_model::Span;
use jikenbo_text::words::{find, opening, rfind};

use super::clause::{self, tail_of};
use super::day::Day;
use super::line::{Line, Step};
use super::sense::Sense;
use crate::lists::contains;
use crate::passage::Passage;

/// Persons of whom data are told.
const PERSONS: &[&str] =
    &["番号", "方", "お客", "皆", "人", "者", "利用者", "会員", "患者", "世帯", "市民", "件"];

/// How far before a plain act its object stands, in bytes (20 characters).
const OBJECT: usize = 60;

/// Letters of apology and notices, which are sent to tell and not by mistake.
const LETTERS: &[&str] = &[
    "お知らせを",
    "お知らせの",
    "お知らせ文",
    "謝罪文",
    "お詫び文",
    "訂正の文",
    "お詫びと",
    "お詫び及び",
    "説明のための文書",
    "お詫び状",
    "お詫びの文",
    "お詫びの書",
    "お詫びの手紙",
    "おわび文",
    "注意喚起",
    "求める文書",
    "求める書面",
    "抗議文",
    "抗議の文書",
    "抗議書",
    "申入書",
    "申入れ書",
    "質問状",
    "要望書",
    "警告書",
    "回答書",
];

/// What shows that something sent was the wrong thing.
const TROUBLE: &[&str] = &[
    "誤", "別の", "別人", "異な", "違", "漏", "流出", "閲覧", "封入", "同封", "混入", "不明", "ずれ", "紛失",
    "重複", "見え", "表示", "含ま",
];

/// How far behind うち the count of the part begins, in characters.
const COUNT: usize = 6;

/// How far an act may stand from its day where both are in one clause, in characters: 「に簡易書留で発送」.
const CLAUSE: usize = 16;

/// How long the name of who sent something is at most, in characters: 「委託先である株式会社例示便」.
const SENDER: usize = 30;

/// Whether what was put up stood on the attacker's own site, of which the paragraph tells before.
pub(super) fn on_leak_site(passage: &Passage<'_>, words: Span) -> bool {
    let before = passage.text().get(..words.start).unwrap_or_default();
    let paragraph = before.rsplit('\n').next().unwrap_or_default();
    contains(passage.words(words), &["掲載", "公開"])
        && contains(paragraph, &["リークサイト", "ダークウェブ", "闇サイト"])
}

/// Whether a deed only describes those in whom it was found: 「不正ログインが|確認された約70件のパスワードを無効化」.
pub(super) fn is_of_found(tail: &str) -> bool {
    ["確認された", "判明した", "検知された", "認められた"].iter().any(|found| {
        tail.strip_prefix(found).and_then(|rest| rest.chars().next()).is_some_and(|next| {
            next.is_ascii_digit() || matches!(next, 'お' | '会' | '全' | '当' | '対' | '方' | '約')
        })
    })
}

/// Whether a mistake is only said to be there: 「誤記載|があるとの連絡」, 「誤記載|のある通知書を回収」.
pub(super) fn is_there(tail: &str) -> bool {
    ["があると", "がある旨", "のある", "がないか", "があるか"].iter().any(|there| tail.starts_with(there))
}

/// What is done for those whom a mistake hit.
const CARE: &[&str] = &["説明", "謝罪", "お詫び", "訪問", "連絡", "回収"];

/// Whether the noun that a mistake describes is one to whom something is done: 「誤って|明細書が送付された18名を訪問し、…謝罪」.
pub(super) fn is_of_hit(tail: &str) -> bool {
    let Some((noun, rest)) = tail.split_once(['に', 'へ', 'の', 'を']) else { return false };
    let noun = if noun.is_empty() { rest } else { noun };
    let persons = noun.contains('た') && noun.ends_with(['名', '人', '方', '者', '様', '件']);
    let whom = persons || noun.starts_with("あった");
    whom && !noun.contains(['、', '。']) && contains(rest, CARE)
}

/// How long the words are at most that say that a call came, in characters: 「との電話があり」.
const CALL: usize = 10;

impl Line<'_, '_> {
    /// Whether being told (相談を受けた方) only describes whose data they are.
    pub(super) fn of_callers(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        if !clause::is_attributive(tail) {
            return false;
        }
        let kana = tail.find(|c: char| !('ぁ'..='ん').contains(&c)).unwrap_or(tail.len());
        let verb = tail.get(..kana).and_then(|kana| kana.rfind('た')).map(|at| at + 'た'.len_utf8());
        let noun = verb.and_then(|at| tail.get(at..)).unwrap_or("").trim_start_matches('ご');
        PERSONS.iter().any(|person| noun.starts_with(person))
    }

    /// Whether inquiries to a desk opened for the incident are counted: 「相談窓口には14件のお問い合わせをいただいて」.
    pub(super) fn of_inquiries(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let desk = contains(head, &["窓口", "コールセンター", "ダイヤル"]);
        let counted = head
            .match_indices('件')
            .any(|(at, _)| head.get(..at).is_some_and(|count| count.ends_with(|c: char| c.is_ascii_digit())));
        desk && (counted || contains(head, &["専用", "これまで", "現在まで", "本日まで", "開設", "設置"]))
    }

    /// Whether somebody told another organisation: 「警察が同社に照会したことから発覚」.
    pub(super) fn others_told(&self, day: Day, words: Span) -> bool {
        let from = day.span.end.max(self.span.start).min(words.start);
        let head = self.passage.words(Span::new(from, words.end));
        ["同社", "委託先", "受託者", "受託事業者", "委託事業者", "再受託者"].iter().any(|other| {
            find(head, other).and_then(|at| head.get(at + other.len()..)).is_some_and(|rest| {
                let told = ["照会", "連絡", "通報", "指摘", "問い合わせ"];
                let desk = ["のコールセンター", "の窓口", "の相談窓口", "の問い合わせ窓口"];
                let desk = desk.iter().find_map(|desk| rest.strip_prefix(desk));
                // 「受信者から委託先に、…との電話があり」
                let said = opening(self.passage.words(Span::new(words.start, self.span.end)), CALL);
                let called = rest.starts_with("に、")
                    && contains(rest, &["との", "旨の", "という"])
                    && contains(said, &["があ", "が入", "が寄せ"])
                    && !contains(rest, &["当社", "弊社", "当"]);
                called
                    || desk.is_some_and(|rest| rest.starts_with(['に', 'へ']))
                    || rest
                        .strip_prefix(['に', 'へ'])
                        .is_some_and(|rest| told.iter().any(|told| rest.starts_with(told)))
            })
        })
    }

    /// 「調査開始(6月8日完了)」: the inquiry's end in brackets behind its start.
    pub(super) fn end_in_brackets(&self, step: &Step) -> Option<Step> {
        let (day, _) = self.days.iter().find(|(day, _)| day.span.start >= step.words.end)?;
        let gap = self.passage.words(Span::new(step.words.end, day.span.start));
        let after = self.passage.words(Span::new(day.span.end, self.span.end));
        let ended = ["完了)", "に完了)", "終了)", "に終了)"].iter().any(|end| after.starts_with(end));
        let ended = ended && gap == "(" && step.sense == Sense::InquiryStart && day.is_point();
        ended.then_some(Step { sense: Sense::InquiryEnd, day: *day, ..*step })
    }

    /// Whether what is told is that a thing lost before was found: 「紛失した鞄が駅で見つかったとの連絡」.
    pub(super) fn of_recovery(&self, words: Span) -> bool {
        let said = self.passage.words(Span::new(self.span.start, words.end));
        self.who.lost
            && (self.found || self.lost || self.who.known)
            && contains(said, &["見つか", "見付か", "発見", "届けられ", "拾得", "拾わ", "届けがあ", "届いて"])
            && !contains(self.passage.words(self.span), &["判明", "発覚"])
    }

    /// Whether the day only names what is told of: 「5月9日に発生した障害につきまして、調査を進めてまいりました」.
    pub(super) fn is_of_topic(&self, day: Day, words: Span) -> bool {
        let near = self.just_before(words, super::line::CLAUSES);
        let gap = self.passage.words(Span::new(day.span.end.clamp(near.start, words.start), words.start));
        let topic = ["につきまして、", "について、", "につきましては、", "については、", "に関して、"]
            .iter()
            .filter_map(|about| find(gap, about))
            .min();
        gap.starts_with('に')
            && topic
                .and_then(|at| gap.get(..at))
                .is_some_and(|topic| topic.contains('た') && !topic.contains('。'))
    }

    /// Whether what was told is a flaw of a product and no incident yet.
    pub(super) fn of_flaw(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        contains(head, &["脆弱性があ", "脆弱性情報", "脆弱性の存在", "脆弱性に関する", "脆弱性につ"])
            && !contains(head, &["不正アクセス", "攻撃", "侵入", "痕跡", "流出", "漏"])
    }

    /// Whether only some of several things were taken back: 「うち1枚は翌日に回収」, 「46人中44人から削除した旨の連絡」.
    pub(super) fn of_part(&self, words: Span) -> bool {
        let clause = self.passage.clause_at(words.start);
        let head = self.passage.words(Span::new(clause.start.max(self.span.start), words.start));
        let digit = |text: &str| text.chars().take(COUNT).any(|c| c.is_ascii_digit());
        let part = rfind(head, "うち").and_then(|at| head.get(at + "うち".len()..));
        let counted = part.is_some_and(|part| digit(part) || part.contains("一部"))
            || ["人中", "名中", "件中", "社中", "通中"]
                .iter()
                .any(|of| find(head, of).and_then(|at| head.get(at + of.len()..)).is_some_and(digit));
        // 「41名の方から削除した旨の回答」, where all were asked
        let asked = self.passage.words(Span::new(self.span.start, words.end));
        let answered = asked.split_once("名の方から").is_some_and(|(number, _)| {
            number.ends_with(|c: char| c.is_ascii_digit()) && contains(number, &["全員", "全て", "全件"])
        });
        // 「この日までに63通を回収」 counts those that had come back by then.
        let so_far = ["この日までに", "現在までに", "本日までに", "同日までに"]
            .iter()
            .any(|so_far| head.split_once(so_far).is_some_and(|(_, part)| digit(part)));
        (counted || answered || so_far)
            && contains(self.passage.words(words), &["回収", "削除"])
            && !contains(head, &["全て", "すべて", "全部"])
    }

    /// Whether a plain act is that of telling the persons: お知らせを配布, 「対象の方への書面発送」.
    pub(super) fn is_letter(&self, words: Span) -> bool {
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let near = tail_of(head, OBJECT);
        let to_persons =
            contains(near, &["対象", "該当"]) && contains(near, &["書面", "文書", "通知", "手紙"]);
        contains(near, LETTERS) || to_persons && !contains(near, &["別の", "誤"])
    }

    /// Whether what was put up stood on the attacker's own site.
    pub(super) fn is_on_leak_site(&self, words: Span) -> bool {
        self.who.attacked && on_leak_site(self.passage, words)
    }

    /// Whether a letter is sent to ask or protest and tells nobody that his data leaked: 「訂正を求める文書を送付」.
    pub(super) fn is_demand(&self, words: Span) -> bool {
        let said = self.passage.words(Span::new(self.span.start, words.end));
        contains(
            tail_of(said, OBJECT),
            &["を求める文書", "を求める書面", "抗議", "申入", "質問状", "要望書", "警告書"],
        )
    }

    /// Whether what was sent is told of as being in order: 「発送した正しい通知書は全て届いている」.
    pub(super) fn in_order(&self, words: Span) -> bool {
        let tail = self.passage.words(self.tail(words));
        let topic = clause::is_attributive(tail)
            && tail.split(['、', 'を', 'が', 'に']).next().is_some_and(|noun| noun.contains('は'));
        topic && !contains(self.passage.words(self.span), TROUBLE)
    }

    /// Whether `day` and the act stand in one clause: 「7月26日に簡易書留で発送した1,312人分」.
    pub(super) fn is_of_clause(&self, day: Day, words: Span) -> bool {
        let gap = self.passage.words(Span::new(day.span.end, words.start.max(day.span.end)));
        // 「4月5日に委託先の例示便が発送した証明書のうち18通の宛名が」
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        let by = gap
            .strip_prefix('に')
            .and_then(|gap| gap.strip_suffix('が'))
            .is_some_and(|by| by.chars().count() <= SENDER && !contains(by, &["、", "た", "が", "は", "を"]));
        if by && contains(tail, &["のうち", "の一部"]) && contains(tail, TROUBLE) {
            return true;
        }
        gap.starts_with('に') && gap.chars().count() <= CLAUSE && !contains(gap, &["、", "た", "が", "は"])
    }

    /// Whether the attacker is who stops something: 「攻撃者は対策ソフトを停止させた」.
    pub(super) fn by_attacker(&self, words: Span) -> bool {
        let clause = self.passage.clause_at(words.start);
        let head = self.passage.words(Span::new(clause.start.max(self.span.start), words.start));
        let last = |names: &[&str]| names.iter().filter_map(|name| head.rfind(name)).max();
        let attacker = last(&[
            "攻撃者は",
            "攻撃者が",
            "攻撃者により",
            "攻撃者によって",
            "第三者が",
            "何者かが",
            "侵入者が",
            "侵入者は",
        ]);
        // 「何者かが広報用のページに侵入し、そのパスワードを変更」: who begins the sentence goes on in it.
        let whole = self.passage.words(Span::new(self.span.start, words.start));
        let stranger = rfind(whole, "何者かが").max(rfind(whole, "攻撃者が"));
        // 「元社員は3月に手元の名簿をすべて削除しており」
        let insider = [
            "元社員は",
            "元従業員は",
            "元職員は",
            "当該社員は",
            "当該職員は",
            "当該従業員は",
            "同社員は",
            "同職員は",
        ];
        if self.who.insider && contains(whole, &insider) && self.passage.words(words).contains("削除") {
            return true;
        }
        let turns = [
            "当社",
            "弊社",
            "職員",
            "担当者",
            "。",
            "ため",
            "こと",
            "ので",
            "ところ",
            "検知",
            "判明",
            "確認",
            "発見",
        ];
        let goes_on = self.passage.words(words).contains("変更")
            && stranger
                .and_then(|at| whole.get(at..))
                .is_some_and(|rest| !contains(rest, &turns) && rest.contains("し、"));
        goes_on || attacker.is_some() && attacker > last(&["当社", "弊社", "本市", "当院", "職員", "担当者"])
    }
}
