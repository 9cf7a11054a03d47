//! What happened: organisations with similar names, their incidents, and breaches at contractors that hit many. Nothing
//! here knows how reports are linked.

use std::collections::BTreeSet;

use jikenbo_model::vocabulary::{Cause, DataType, Method};

use crate::dice::Dice;

pub struct Organization {
    /// The full name with its legal form.
    pub name: String,
    /// The name without it.
    pub short: String,
    /// A service that it runs.
    pub service: Option<String>,
}

pub struct Incident {
    pub organization: usize,
    pub breach: Option<usize>,
    pub cause: Cause,
    pub methods: Vec<Method>,
    /// Days from 1970-01-01.
    pub occurred: (i64, i64),
    pub discovered: i64,
    /// The chain: names of organisations where it happened.
    pub chain: Vec<String>,
    pub service: Option<String>,
    pub figure: u64,
    pub data: Vec<DataType>,
    pub product: Option<String>,
    /// Clients that its organisation, being the contractor itself, may name.
    pub clients: Vec<String>,
}

pub struct World {
    pub organizations: Vec<Organization>,
    /// Tools that many use and that reports name though they have no part in the incident.
    pub tools: Vec<String>,
    pub incidents: Vec<Incident>,
}

const STEMS: &[&str] = &[
    "例示", "見本", "仮名", "架空", "模擬", "想定", "雛形", "作例", "凡例", "標本", "設例", "試行", "範例",
    "図例", "用例",
];
const BEFORE: &[&str] = &["", "", "", "北", "南", "東", "西", "新", "中央", "第一"];
const COMPANIES: &[&str] = &[
    "銀行",
    "信託銀行",
    "商事",
    "製作所",
    "システム",
    "物流",
    "食品",
    "建設",
    "保険",
    "証券",
    "ホールディングス",
    "サービス",
    "電機",
    "不動産",
    "出版",
    "トラベル",
    "薬品",
    "オンライン",
    "",
];
const PUBLIC: &[&str] = &[
    "市",
    "町",
    "県",
    "市教育委員会",
    "県教育委員会",
    "県警察",
    "大学",
    "大学病院",
    "病院",
    "市民病院",
    "高等学校",
    "機構",
    "協会",
    "商工会議所",
    "市社会福祉協議会",
];

/// The first day of the three years that are played.
pub const START: i64 = 19_358;
const DAYS: i64 = 1_095;

impl World {
    /// A world of about `size` incidents.
    pub fn new(dice: &mut Dice, size: usize) -> Self {
        let organizations = organizations(dice, size);
        let tools = (0..14).map(|at| format!("{}{}クラウド", STEMS[at], BEFORE[at % 7])).collect();
        let mut world = Self { organizations, tools, incidents: Vec::new() };
        let breaches = (size / 130).max(4);
        for breach in 0..breaches {
            world.breach(dice, breach);
        }
        while world.incidents.len() < size {
            let organization = dice.skewed(world.organizations.len());
            let day = START + dice.range(0, DAYS);
            let incident = incident(dice, &world.organizations[organization], organization, day);
            world.incidents.push(incident);
        }
        world.incidents.sort_by_key(|incident| (incident.discovered, incident.organization));
        world
    }

    /// A contractor, or a product, is broken into; some of its clients tell of it. Every fifth contractor had another
    /// breach half a year to two years before.
    fn breach(&mut self, dice: &mut Dice, breach: usize) {
        let contractor = if breach % 5 == 4 { breach - 1 } else { breach };
        let name = format!(
            "株式会社{}{}センター{}",
            STEMS[contractor % 15],
            ["情報", "事務", "印刷", "通信"][contractor % 4],
            contractor
        );
        let product = (breach % 6 == 5).then(|| {
            format!("{}{}box{}", ["Rei", "Mihon", "Kaku"][breach % 3], ["Self", "Share"][breach % 2], breach)
        });
        let turn = breach as i64 * 97 % 500;
        let day = START
            + if breach % 5 == 4 { (breach as i64 - 1) * 97 % 500 + dice.range(190, 580) } else { turn };
        let cause = *dice.pick(&[
            Cause::UnauthorizedAccess,
            Cause::UnauthorizedAccess,
            Cause::UnauthorizedAccess,
            Cause::Insider,
            Cause::Misconfiguration,
        ]);
        let methods = methods(dice, cause);
        let span = (day, day + dice.range(0, 25));
        let known = span.1 + dice.range(0, 10);
        let victims = 2 + dice.skewed(45);
        let sub = dice
            .percent(20)
            .then(|| format!("{}データ処理株式会社{contractor}", STEMS[(contractor + 3) % 15]));
        let mut hit = Vec::new();
        for _ in 0..victims {
            let organization = dice.next() as usize % self.organizations.len();
            if hit.contains(&organization) {
                continue;
            }
            hit.push(organization);
            let mut one = incident(dice, &self.organizations[organization], organization, day);
            one.breach = Some(breach);
            (one.cause, one.methods) = (cause, methods.clone());
            one.occurred = span;
            one.discovered = known + dice.range(0, 45);
            one.product = product.clone();
            one.chain = if product.is_some() {
                Vec::new()
            } else {
                [Some(name.clone()), sub.clone()].into_iter().flatten().collect()
            };
            self.incidents.push(one);
        }
        if product.is_none() && dice.percent(70) {
            let clients = hit
                .iter()
                .map(|at| self.organizations[*at].name.clone())
                .filter(|_| dice.percent(25))
                .collect();
            self.organizations.push(Organization {
                short: name.trim_start_matches("株式会社").to_owned(),
                name,
                service: None,
            });
            let organization = self.organizations.len() - 1;
            let mut own = incident(dice, &self.organizations[organization], organization, day);
            own.breach = Some(breach);
            (own.cause, own.methods, own.occurred, own.discovered) = (cause, methods, span, known);
            own.chain = sub.into_iter().collect();
            own.clients = clients;
            self.incidents.push(own);
        }
    }
}

fn organizations(dice: &mut Dice, size: usize) -> Vec<Organization> {
    let mut all: Vec<Organization> = Vec::new();
    let mut known = BTreeSet::new();
    while all.len() < size / 3 + 20 {
        let stem = format!("{}{}", dice.pick(BEFORE), dice.pick(STEMS));
        let stem = if size > 5_000 { format!("{stem}{}", dice.pick(STEMS)) } else { stem };
        let (name, short) = if dice.percent(55) {
            let short = format!("{stem}{}", dice.pick(COMPANIES));
            (
                if dice.percent(50) {
                    format!("株式会社{short}")
                } else {
                    format!("{short}株式会社")
                },
                short,
            )
        } else {
            let short = format!("{stem}{}", dice.pick(PUBLIC));
            (short.clone(), short)
        };
        if !known.insert(short.clone()) && dice.percent(99) {
            continue;
        }
        let service = dice.percent(40).then(|| {
            format!("{stem}{}", dice.pick(&["ショップ", "予約サイト", "アプリ", "ナビ", "ポータル"]))
        });
        all.push(Organization { name, short, service });
    }
    all
}

fn incident(dice: &mut Dice, of: &Organization, organization: usize, day: i64) -> Incident {
    use Cause::{ImproperHandling, Insider, LossTheft, Misconfiguration, OperationError, UnauthorizedAccess};
    let cause = match dice.range(0, 100) {
        0..=41 => UnauthorizedAccess,
        42..=71 => OperationError,
        72..=82 => Misconfiguration,
        83..=93 => LossTheft,
        94..=97 => Insider,
        _ => ImproperHandling,
    };
    let length = match cause {
        OperationError | LossTheft => 0,
        Misconfiguration => dice.range(1, 700),
        _ => dice.range(0, 60),
    };
    let occurred = (day, day + length);
    let discovered = occurred.1 + if dice.percent(60) { dice.range(0, 4) } else { dice.range(0, 90) };
    let figure = match dice.range(0, 10) {
        0..=3 => dice.range(1, 90),
        4..=7 => dice.range(100, 5_000),
        _ => dice.range(1, 400) * 500,
    };
    Incident {
        organization,
        breach: None,
        methods: methods(dice, cause),
        cause,
        occurred,
        discovered,
        chain: if dice.percent(8) {
            vec![format!("{}業務受託株式会社{}", dice.pick(STEMS), dice.range(0, 400))]
        } else {
            Vec::new()
        },
        service: of.service.clone().filter(|_| dice.percent(70)),
        figure: figure as u64,
        data: data(dice),
        product: None,
        clients: Vec::new(),
    }
}

fn methods(dice: &mut Dice, cause: Cause) -> Vec<Method> {
    use Method::*;
    let from: &[Method] = match cause {
        Cause::UnauthorizedAccess => &[
            Ransomware,
            Ransomware,
            Malware,
            StolenCredentials,
            CredentialStuffing,
            VulnerabilityExploit,
            Phishing,
            WebSkimming,
            AccountTakeover,
            SpamRelay,
            RemoteAccessDevice,
        ],
        Cause::OperationError => {
            &[Misdelivery, Misdelivery, Misdelivery, WrongPublication, HiddenData, WrongHandover]
        }
        Cause::Misconfiguration => &[DisplayMixup, PublicExposure],
        Cause::LossTheft => &[LostMedia, LostMedia, Theft, WrongDisposal],
        Cause::Insider => &[InsiderExfiltration, SnsPost, FormerMemberAccess],
        _ => return Vec::new(),
    };
    let mut methods = vec![*dice.pick(from)];
    if cause == Cause::UnauthorizedAccess && dice.percent(50) {
        methods.push(*dice.pick(from));
    }
    methods.sort();
    methods.dedup();
    methods
}

fn data(dice: &mut Dice) -> Vec<DataType> {
    let common = [
        DataType::Name,
        DataType::Address,
        DataType::Phone,
        DataType::Email,
        DataType::Birthdate,
        DataType::Occupation,
        DataType::CustomerId,
        DataType::Health,
        DataType::CreditCard,
    ];
    let mut data: Vec<DataType> = common
        .iter()
        .enumerate()
        .filter(|(at, _)| dice.percent(75 - 8 * *at as u64))
        .map(|(_, one)| *one)
        .collect();
    if data.is_empty() {
        data.push(DataType::Name);
    }
    data
}
