//! The clause around a measure: whether it says that the measure is taken.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Measure;

use crate::lists::{Hit, contains};
use crate::passage::Passage;

/// Phrases before a comma that do not end a clause: whom or what it is about.
const OPEN: &[&str] = &[
    "に対し、",
    "に対して、",
    "に対しても、",
    "について、",
    "として、",
    "において、",
    "によって、",
    "に関して、",
    "に向けて、",
    "に加えて、",
    "に向け、",
    "を通じて、",
    "に際して、",
    "に当たって、",
    "にあたって、",
];

/// Words before 体制 and the like that make it another measure or none: 監視体制, 調査体制.
const OTHER_ORDER: &[&str] = &[
    "監視",
    "確認",
    "チェック",
    "診療",
    "調査",
    "復旧",
    "相談",
    "報告",
    "連絡",
    "対応",
    "サポート",
    "受付",
    "バックアップ",
    "検知",
    "支援",
    "生産",
    "販売",
    "供給",
    "検査",
    "時間",
    "365日",
];

/// Words behind a repair that is only the occasion of something else: 「サイトの改修時に」.
const OCCASION: &[&str] =
    &["プログラム", "時", "の際", "に際", "に当た", "にあた", "において", "後の", "作業"];

/// The same behind the change of a device: 「機器更改に伴い引き取った」.
const MEANWHILE: &[&str] = &["に伴", "の際", "に際", "時に", "時の", "作業", "中に", "した際", "する際"];

/// What 教育 begins that teaches nobody: the bodies of a town.
const BODIES: &[&str] =
    &["教育委員会", "教育長", "教育部", "教育課", "教育局", "教育庁", "教育機関", "教育センター"];

/// Whom one punishes.
const PERSONS: &[&str] = &[
    "者", "員", "社員", "教諭", "教師", "教授", "職", "長", "役", "師", "医", "士", "官", "人", "名", "生徒",
];

/// Firms that are nobody whom the writer employs, before に対し.
const NO_VENDOR: &[&str] =
    &["当", "弊", "本", "自", "貴", "カード会", "グループ会", "関係会", "保険会", "同会"];

/// Words before rules by which others are chosen: that is supervision of them.
const OTHERS_CHOICE: &[&str] = &["選定", "審査", "の選定", "導入時の審査"];

/// What is given up in these words is a way of work and no device: 「ソフトで加工する手順を廃止」.
const WAYS_OF_WORK: &[&str] = &["手順を", "手順の", "作業を", "運用を", "運用に", "方法を", "業務を"];

/// What is changed about a password that is no new one: how it is kept, or that it is all there is.
const NO_RESET: &[&str] = &["のみによる", "だけによる", "のみの", "暗号化", "不可逆", "ハッシュ"];

/// What is made less or given up in these words is no data: 「閲覧できる範囲を最小限に」.
const NO_DATA: &[&str] = &["ID", "アカウント", "権限", "範囲", "閲覧"];

/// Whether what is thrown away is a machine and no data: 「終了した旧サーバーを廃棄し」.
fn is_machine(words: &str) -> bool {
    let gone = ["廃棄", "破棄"].iter().any(|verb| words.contains(verb));
    let machine = ["サーバ", "機器", "装置", "パソコン", "端末"];
    gone && contains(words, &machine) && !contains(words, &["情報", "データ", "ファイル", "書類", "名簿"])
}

/// Words behind a protection that was there before: 「暗号化がなされており」.
const PROTECTED: &[&str] =
    &["されており", "されておりま", "されていた", "されていました", "なされて", "施されて", "してあり"];

/// What is given up where its use ends.
const USED: &[&str] = &[
    "機器",
    "サーバ",
    "VPN",
    "装置",
    "製品",
    "サービス",
    "システム",
    "ツール",
    "ソフト",
    "プラグイン",
    "端末",
    "アプリ",
    "クラウド",
    "フォーム",
    "USB",
    "FAX",
];

/// Whether what is reviewed is named behind 「および」 and is another thing than the account before it: 「アカウントへの認証の適用および持出し
/// 方針の見直し」.
fn is_of_another(words: &str) -> bool {
    let joints = ["および", "及び", "ならびに", "並びに"];
    let last = joints.iter().filter_map(|joint| words.rfind(joint).map(|at| at + joint.len())).max();
    let object = last.and_then(|at| words.get(at..)).unwrap_or_default();
    object.contains(['の', 'を']) && !contains(object, &["アカウント", "ID", "権限", "特権", "もの"])
}

/// A measure's words and the stretches of text around them.
pub(super) struct Clause<'a> {
    passage: &'a Passage<'a>,
    hit: Span,
    sentence: Span,
    /// The clause before the words.
    head: Span,
    /// The clause behind the words.
    after: Span,
}

impl<'a> Clause<'a> {
    /// The clause of `hit`; `None` where the words run over its end and so belong to two predicates.
    pub(super) fn of(passage: &'a Passage<'a>, hit: &Hit) -> Option<Self> {
        let sentence = passage.sentences.get(hit.sentence as usize)?.span;
        let clause = passage.clause_at(hit.span.start);
        let end = end(passage, clause, sentence);
        let head = Span::new(clause.start.max(sentence.start).min(hit.span.start), hit.span.start);
        let after = Span::new(hit.span.end, end.max(hit.span.end));
        (hit.span.end <= end).then_some(Self { passage, hit: hit.span, sentence, head, after })
    }

    /// Whether it says that `measure` is taken.
    pub(super) fn asserts(&self, measure: Measure) -> bool {
        let tail = Span::new(self.hit.start, self.after.end);
        let rest = Span::new(self.hit.start, self.sentence.end);
        let before =
            self.says("before", tail) && !contains(self.passage.words(rest), &["前倒し", "繰り上げ"]);
        let asked = self.says("asked", rest) && !self.resets(measure);
        let denied = before || self.says("lacking", self.after) || asked;
        !(denied
            || self.was_so(tail)
            || self.misread(measure)
            || self.is_other_step(measure)
            || self.ordered(measure))
    }

    fn says(&self, value: &str, span: Span) -> bool {
        self.passage.stands("phrases", &format!("measures.{value}"), span)
    }

    /// Whether the clause only describes how things stood: 「これまで研修を行っており」.
    fn was_so(&self, tail: Span) -> bool {
        let head = Span::new(self.head.start, self.hit.end);
        self.says("was_so", self.head)
            && !self.says("more_than_before", head)
            && !self.says("more_than_before", tail)
    }

    /// Whether the words around say that the measure is another: 監視体制 is monitoring, 委託先の手順 the contractor's.
    fn misread(&self, measure: Measure) -> bool {
        let head = self.passage.words(self.head);
        let words = self.passage.words(self.hit);
        let ends = |list: &[&str]| list.iter().any(|word| head.ends_with(word));
        match measure {
            Measure::Governance => self.of_others() || ends(OTHER_ORDER),
            Measure::Procedure => self.of_others() || ends(OTHERS_CHOICE) || self.is_technical(head, words),
            Measure::Monitoring => {
                words.starts_with("ログ") && ends(&["プ", "ブ", "タ"])
                    || self.passage.words(self.sentence).contains("カード会社")
                    || self.found_it()
            }
            Measure::DeviceRemoval => {
                ends(&["対策"])
                    || contains(words, WAYS_OF_WORK)
                    || contains(words, &["版に入れ替え", "版への入れ替え", "版に更"])
                    || self.is_occasion(words)
                    || self.is_end_of_use(head, words)
            }
            Measure::Edr => self.is_how_noticed(words),
            Measure::Training => {
                let drill = words.starts_with("訓練") && ends(&["復元", "復旧", "リストア"]);
                drill || BODIES.iter().any(|body| words.starts_with(body))
            }
            Measure::Discipline => self.is_thing(head, words) || self.is_firm(words),
            Measure::VendorManagement => words.starts_with('社') && ends(NO_VENDOR),
            Measure::Rebuild => ends(&["体制の", "信頼の", "信頼関係の", "組織の", "関係の"]),
            Measure::Encryption => self.is_as_it_was(),
            Measure::AccountReview => {
                let after = self.passage.words(self.after);
                ["させ", "を要請", "を依頼", "をお願い", "を求め"].iter().any(|end| after.starts_with(end))
                    || is_of_another(words)
                    || words.contains("パスワード")
            }
            // 「パスワードを作り直す必要はありますか」
            Measure::PasswordChange => {
                let after = self.passage.words(self.after);
                words.starts_with("パスワード付")
                    || contains(words, NO_RESET)
                    || ["る必要は", "の必要は"].iter().any(|no| after.starts_with(no))
            }
            Measure::Patching => words.contains("アップデートで"),
            Measure::DataMinimisation => contains(words, NO_DATA) || is_machine(words),
            Measure::DoubleCheck => words.starts_with("チェック") && self.of_others(),
            Measure::ProgramFix => {
                let after = self.passage.words(self.after);
                let ciphers = words.ends_with("自動") && after.starts_with("暗号化");
                let prevents = words.starts_with("防止") && ends(&["再発"]);
                let title = words.starts_with("恒久") && after.starts_with('】');
                let occasion = OCCASION.iter().any(|word| after.starts_with(word));
                ciphers || prevents || title || occasion || words.contains("構築")
            }
            _ => false,
        }
    }

    /// Whether the words around say that it is a step of the moment, or a measure of another kind.
    fn is_other_step(&self, measure: Measure) -> bool {
        let head = self.passage.words(self.head);
        let words = self.passage.words(self.hit);
        let after = self.passage.words(self.after);
        let before =
            || self.passage.words(Span::new(self.sentence.start.min(self.hit.start), self.hit.start));
        match measure {
            // 「24時間体制での監視、…の強化」 strengthens something else.
            Measure::Governance => {
                let row = words.starts_with("体制で") || words.starts_with("体制に");
                let blame = words.starts_with("責任の所在") && contains(after, &["うえで", "上で"]);
                let audit = words.starts_with("監査") && contains(before(), &["委託先に対し", "委託先への"]);
                let log = words.contains("点検")
                    && ["履歴を", "記録を", "ログを"].iter().any(|log| head.ends_with(log));
                row || blame || audit || log
            }
            Measure::Patching => {
                words.starts_with("脆弱性") && contains(words, &["点検、", "診断、", "検査、"])
            }
            Measure::Monitoring => matches!(words, "IPS" | "IDS" | "SOC") && self.is_part_of_word(),
            Measure::DeviceRemoval => self.is_for_now(head, words) || self.has_ended(words),
            Measure::NetworkSeparation => {
                let hit = ["影響を受けた", "感染した", "被害を受けた", "侵害された", "不審な"];
                words == "ネットワークから切り離す" && after.starts_with("とともに") && contains(head, &hit)
            }
            Measure::Discipline => {
                let crime = ["犯罪行為", "不正アクセス", "拡散", "転売", "投稿者"];
                words.contains("対処") && contains(before(), &crime)
            }
            // 「指紋認証を必要とするため、心配はない」 tells how the device was kept.
            Measure::Mfa => ["を必要とするため", "が必要なため", "を必要としており", "が必要であり"]
                .iter()
                .any(|end| after.starts_with(end)),
            _ => false,
        }
    }

    /// Whether the letters of the measure are part of a longer word.
    fn is_part_of_word(&self) -> bool {
        let text = self.passage.text();
        let letter = |c: char| c.is_ascii_alphabetic();
        text.get(..self.hit.start).is_some_and(|head| head.ends_with(letter))
            || text.get(self.hit.end..).is_some_and(|tail| tail.starts_with(letter))
    }

    /// Whether a site is shut only until it opens again, or another one stands in for it: 「サイトを閉鎖し … 再開は6月を予定」,
    /// 「予備システムに切り替え」.
    fn is_for_now(&self, head: &str, words: &str) -> bool {
        if ["バックアップ", "予備", "待機", "代替"].iter().any(|stand_in| head.ends_with(stand_in))
        {
            return words.starts_with("システム") || words.starts_with("サーバ");
        }
        let opens = [
            "再開は",
            "再開を予定",
            "再開の時期",
            "再開時期",
            "再開につ",
            "再開日",
            "再開いたしま",
            "再開しま",
        ];
        let never =
            ["再開は行わ", "再開はいた", "再開はし", "再開いたしません", "再開しません", "再開の予定は"];
        let text = self.passage.text();
        words.contains("閉鎖")
            && (contains(words, &["メンテナンス", "一時", "調査のため"])
                || contains(text, &opens) && !contains(text, &never))
    }

    /// Whether the service had ended before: 「既に提供を終了した旧サービス」.
    fn has_ended(&self, words: &str) -> bool {
        let after = self.passage.words(self.after);
        let attribute = after
            .strip_prefix("した")
            .is_some_and(|rest| !rest.starts_with(['。', '\n']) && !rest.is_empty());
        words == "サービスを終了" && attribute
    }

    /// Whether only how the incident was noticed is told: 「不審な挙動を検知したため」.
    fn is_how_noticed(&self, words: &str) -> bool {
        let after = self.passage.words(self.after);
        let rest = self.passage.words(Span::new(self.hit.end, self.sentence.end));
        let told =
            ["し、", "したため", "したこと", "しました", "した。"].iter().any(|end| after.starts_with(end));
        words.starts_with("挙動を検知") && told && !contains(rest, &["導入", "仕組み", "ソフト", "体制"])
    }

    /// Whether the data were encrypted before, or the attacker encrypts: 「ランサムウェアはファイルを暗号化するものであり」.
    fn is_as_it_was(&self) -> bool {
        let after = self.passage.words(self.after);
        let before = Span::new(self.sentence.start.min(self.hit.start), self.hit.start);
        let attacks = self.passage.words(before).contains("ランサム")
            && ["ものであ", "ものだ"].iter().any(|end| after.starts_with(end));
        attacks || PROTECTED.iter().any(|word| after.contains(word))
    }

    /// Whether what is told of was there and showed the incident: 「通信を毎日監視しております。その結果、5月4日に不審な通信を発見」.
    fn found_it(&self) -> bool {
        let behind = self.passage.text().get(self.sentence.end..).unwrap_or_default();
        let next = behind.trim_start_matches(['。', ' ', '\n']);
        let next = next.split('。').next().unwrap_or(next);
        let sentence = self.passage.words(self.sentence);
        let goes_on = sentence.trim_end_matches('。').ends_with("おります");
        let found = contains(next, &["発見", "検知", "判明", "見つけ", "確認いたしました", "確認しました"]);
        goes_on && next.starts_with("その結果、") && found
    }

    /// Whether somebody left a service, or a name on the net ran out: 「利用を終了された方」, 「旧ドメインの利用を終了」.
    fn is_end_of_use(&self, head: &str, words: &str) -> bool {
        let after = self.passage.words(self.after);
        let left = ["された", "した方", "した後", "したお客", "した会員", "した利用者", "後"];
        words == "利用を終了" && (!contains(head, USED) || left.iter().any(|end| after.starts_with(end)))
    }

    /// Whether a device is given up only by the way, or what went with it is what is told of: 「機器更改に伴い」, 「誤廃棄」,
    /// 「サーバを入れ替え、旧サーバを搬出」.
    fn is_occasion(&self, words: &str) -> bool {
        let after = self.passage.words(self.after);
        let rest = self.passage.words(Span::new(self.hit.end, self.sentence.end));
        let old = ["、旧", "、古い"].iter().any(|old| rest.starts_with(old))
            && contains(rest, &["搬出", "引き取", "持ち帰", "回収", "廃棄", "処分"]);
        words.ends_with("誤廃棄") || old || MEANWHILE.iter().any(|word| after.starts_with(word))
    }

    /// Whether what is disposed of is a thing: 「名簿を古紙として処分し」.
    fn is_thing(&self, head: &str, words: &str) -> bool {
        if !words.starts_with("処分") {
            return false;
        }
        let object = head.rsplit_once('を').map_or("", |(object, _)| object);
        let person = PERSONS.iter().any(|person| object.ends_with(person));
        let as_waste = contains(head, &["古紙として", "ごみとして", "ゴミとして", "廃棄物として", "誤って"]);
        as_waste || !object.is_empty() && !person && self.says_of_paper(object)
    }

    /// Whether an object, the end of the words before, is a thing of paper.
    fn says_of_paper(&self, object: &str) -> bool {
        let end = self.head.start + object.len();
        let from = object.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
        self.passage.stands("phrases", "medium.paper", Span::new(self.head.start + from, end))
    }

    /// Whether it is a firm that is warned, not a person: 「同社に対し文書で厳重注意を行い」.
    fn is_firm(&self, words: &str) -> bool {
        let head = self.passage.words(Span::new(self.sentence.start.min(self.hit.start), self.hit.start));
        let to = ["社に対し", "業者に対し", "事業者に対し", "受託者に対し", "委託先に対し", "社に", "業者に"];
        words.starts_with("厳重注意") && contains(head, &to) && !contains(head, &["社員", "従業員"])
    }

    /// Whether `words` tell of a device and not of a rule: 「改ざんに気付く仕組みを設け」.
    fn is_technical(&self, head: &str, words: &str) -> bool {
        let from = head.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
        words.starts_with("仕組み")
            && contains(head.get(from..).unwrap_or(""), &["検知", "監視", "遮断", "防止", "防ぐ"])
    }

    /// Whether those hit are asked to set a new password because the old one is gone, not as advice to all who use it twice.
    fn resets(&self, measure: Measure) -> bool {
        let advice = ["場合", "同じ", "同一", "共通", "他の", "他社", "念のため", "定期的", "推奨"];
        let words = self.passage.words(Span::new(self.hit.start, self.after.end));
        measure == Measure::PasswordChange
            && contains(words, &["再設定のお願い", "再設定をお願い"])
            && !contains(self.passage.words(self.sentence), &advice)
    }

    /// Whether the words right before are a contractor's.
    fn of_others(&self) -> bool {
        let head = self.passage.words(self.head);
        let from = head.char_indices().rev().nth(14).map_or(0, |(at, _)| at);
        let near = head.get(from..).unwrap_or("");
        contains(near, &["委託先", "再委託", "業者の", "外部のサービス", "受託者"])
            && !near.contains("再委託に関する")
    }

    /// Whether it is others who are told to do it: that is supervision of them, not own training or rules.
    fn ordered(&self, measure: Measure) -> bool {
        let theirs = matches!(measure, Measure::Training | Measure::Governance | Measure::Procedure);
        let own = !(theirs || measure == Measure::DataMinimisation);
        !own && self.says("to_others", self.sentence) && self.says("order", self.sentence)
    }
}

/// The end of a clause: a comma after に対し, について, として … ends none.
fn end(passage: &Passage<'_>, clause: Span, sentence: Span) -> usize {
    let mut end = clause.end;
    let opens = |end: usize| {
        let words = passage.words(Span::new(clause.start, end));
        OPEN.iter().any(|word| words.ends_with(word))
    };
    while end < sentence.end && opens(end) {
        end = passage.clause_at(end).end.max(end + 1);
    }
    end
}
