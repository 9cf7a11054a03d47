//! The vocabularies of `docs/facts.md`: the words are the Rust names in another case, and the JSON names unchanged.

/// Defines a vocabulary: an enum with its JSON words, all its values, and its Japanese names for readers.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $japanese:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`: ", $japanese)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of `docs/facts.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in JSON, word lists and documents.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The name for Japanese readers.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese),+ }
            }

            /// The value with this `word`.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

vocabulary! {
    /// What kind of publication a report is.
    Kind {
        Disclosure = "disclosure", "事案の公表";
        NoIncident = "no_incident", "事案なし";
        Regulator = "regulator", "当局の発表";
        Commentary = "commentary", "論評";
        Digest = "digest", "統計";
        Other = "other", "その他の記事";
    }
}
vocabulary! {
    /// Which report of its incident.
    Stage {
        First = "first", "第一報";
        Update = "update", "続報";
        Final = "final", "最終報";
    }
}
vocabulary! {
    /// Why it happened, exactly one, as the trade press counts.
    Cause {
        UnauthorizedAccess = "unauthorized_access", "不正アクセス";
        OperationError = "operation_error", "操作ミス";
        Misconfiguration = "misconfiguration", "設定・システムの不備";
        LossTheft = "loss_theft", "紛失・盗難";
        Insider = "insider", "内部不正";
        ImproperHandling = "improper_handling", "不適切な取扱い";
        Unknown = "unknown", "不明";
        None = "none", "事案なし";
    }
}
vocabulary! {
    /// How it happened, suspected ways too.
    Method {
        Ransomware = "ransomware", "ランサムウェア";
        Malware = "malware", "マルウェア";
        StolenCredentials = "stolen_credentials", "認証情報の窃取";
        CredentialStuffing = "credential_stuffing", "リスト型攻撃";
        VulnerabilityExploit = "vulnerability_exploit", "脆弱性の悪用";
        ZeroDay = "zero_day", "ゼロデイ";
        Phishing = "phishing", "フィッシング";
        WebSkimming = "web_skimming", "決済画面の改ざん";
        Defacement = "defacement", "サイト改ざん";
        DataDestruction = "data_destruction", "データの消去";
        AccountTakeover = "account_takeover", "アカウントの乗っ取り";
        SpamRelay = "spam_relay", "迷惑メールの踏み台";
        Ddos = "ddos", "DDoS攻撃";
        LateralMovement = "lateral_movement", "内部での侵入拡大";
        SecurityToolDisabled = "security_tool_disabled", "対策ソフトの無効化";
        RemoteAccessDevice = "remote_access_device", "リモート接続機器からの侵入";
        Extortion = "extortion", "脅迫";
        Misdelivery = "misdelivery", "誤送信";
        WrongPublication = "wrong_publication", "誤公開";
        HiddenData = "hidden_data", "隠れたデータ";
        DisplayMixup = "display_mixup", "他人の情報の表示";
        PublicExposure = "public_exposure", "公開設定の誤り";
        LostMedia = "lost_media", "媒体の紛失";
        Theft = "theft", "盗難";
        WrongDisposal = "wrong_disposal", "誤廃棄";
        WrongHandover = "wrong_handover", "誤交付";
        InsiderExfiltration = "insider_exfiltration", "内部者の持ち出し";
        FormerMemberAccess = "former_member_access", "元関係者のアクセス";
        SnsPost = "sns_post", "SNSへの投稿";
        DataSale = "data_sale", "データの売却";
        ViaThirdParty = "via_third_party", "第三者経由";
    }
}
vocabulary! {
    /// Whether data got out.
    Leak {
        Confirmed = "confirmed", "漏えいあり";
        Possible = "possible", "漏えいのおそれ";
        None = "none", "漏えいなし";
        Unknown = "unknown", "不明";
    }
}
vocabulary! {
    /// Whether a figure or fact is certain.
    Status {
        Confirmed = "confirmed", "確認";
        Possible = "possible", "おそれ";
    }
}
vocabulary! {
    /// What is counted.
    Unit {
        People = "people", "人";
        Accounts = "accounts", "アカウント";
        Records = "records", "件";
        Cards = "cards", "カード";
        Addresses = "addresses", "メールアドレス";
        Households = "households", "世帯";
        Organizations = "organizations", "社・団体";
        Files = "files", "ファイル";
        Messages = "messages", "通";
    }
}
vocabulary! {
    /// How a figure limits itself.
    Qualifier {
        Exact = "exact", "";
        About = "about", "約";
        Max = "max", "最大";
        Min = "min", "以上";
        Estimate = "estimate", "推計";
    }
}
vocabulary! {
    /// Kinds of data.
    DataType {
        Name = "name", "氏名";
        Address = "address", "住所";
        Phone = "phone", "電話番号";
        Email = "email", "メールアドレス";
        Birthdate = "birthdate", "生年月日";
        Age = "age", "年齢";
        Gender = "gender", "性別";
        Nationality = "nationality", "国籍";
        Occupation = "occupation", "勤務先・職業";
        Family = "family", "家族";
        StudentId = "student_id", "学籍番号";
        EmployeeId = "employee_id", "社員番号";
        CustomerId = "customer_id", "顧客・予約・契約番号";
        AccountId = "account_id", "ログインID";
        InternalId = "internal_id", "内部識別子";
        Password = "password", "パスワード";
        PasswordHash = "password_hash", "パスワードのハッシュ値";
        CreditCardNumber = "credit_card_number", "カード番号";
        CardExpiry = "card_expiry", "カード有効期限";
        CardSecurityCode = "card_security_code", "セキュリティコード";
        CreditCard = "credit_card", "クレジットカード情報";
        BankAccount = "bank_account", "口座情報";
        MyNumber = "my_number", "マイナンバー";
        InsuranceNumber = "insurance_number", "保険証番号";
        Health = "health", "健康・医療";
        Grades = "grades", "成績";
        Resume = "resume", "履歴書";
        Education = "education", "学歴";
        Salary = "salary", "給与・所得";
        PurchaseHistory = "purchase_history", "購入履歴";
        UsageHistory = "usage_history", "利用履歴";
        MessageContent = "message_content", "通信・問い合わせの内容";
        Photo = "photo", "写真";
        Transaction = "transaction", "取引";
        Property = "property", "土地・車両など";
        Document = "document", "文書・ファイル";
        Contact = "contact", "連絡先";
        Affiliation = "affiliation", "所属・学年";
        Company = "company", "企業情報";
        Sensitive = "sensitive", "要配慮個人情報";
        Other = "other", "その他";
    }
}
vocabulary! {
    /// Misuse of the leaked data.
    SecondaryDamage {
        Reported = "reported", "二次被害あり";
        NoneReported = "none_reported", "二次被害の報告なし";
        NotSaid = "not_said", "言及なし";
    }
}
vocabulary! {
    /// How one organisation stands to the one before it in a chain.
    Relation {
        Subsidiary = "subsidiary", "子会社";
        Parent = "parent", "親会社";
        Affiliate = "affiliate", "関連会社";
        Processor = "processor", "委託先";
        SubProcessor = "sub_processor", "再委託先";
        Client = "client", "委託元";
        Vendor = "vendor", "製品・サービスの提供元";
        Unit = "unit", "下部組織";
        Member = "member", "契約している個人";
        Subject = "subject", "処分などの対象";
    }
}
vocabulary! {
    /// What happened on a day.
    EventKind {
        Attack = "attack", "攻撃";
        Occurrence = "occurrence", "発生";
        Discovery = "discovery", "判明";
        Containment = "containment", "遮断・停止";
        InvestigationStart = "investigation_start", "調査開始";
        InvestigationEnd = "investigation_end", "調査完了";
        Police = "police", "警察への届出";
        Regulator = "regulator", "当局への報告";
        Notification = "notification", "本人への通知";
        EarlierReport = "earlier_report", "以前の公表";
        ServiceStop = "service_stop", "サービス停止";
        ServiceResume = "service_resume", "サービス再開";
        DataPublished = "data_published", "攻撃者による公開";
        Disclosure = "disclosure", "公表";
        Other = "other", "その他";
    }
}
vocabulary! {
    /// Whom the organisation told.
    ReportedTo {
        Ppc = "ppc", "個人情報保護委員会";
        Police = "police", "警察";
        Ministry = "ministry", "省庁";
        LocalGovernment = "local_government", "自治体";
        Jpcert = "jpcert", "JPCERT/CC";
        Ipa = "ipa", "IPA";
        CertificationBody = "certification_body", "認証機関";
        ForeignAuthority = "foreign_authority", "海外当局";
        AuthorityUnspecified = "authority_unspecified", "関係機関";
    }
}
vocabulary! {
    /// What kind of technical trace.
    IndicatorType {
        Cve = "cve", "CVE番号";
        Domain = "domain", "ドメイン";
        Url = "url", "URL";
        Email = "email", "メールアドレス";
        Ip = "ip", "IPアドレス";
        Hash = "hash", "ハッシュ値";
        Malware = "malware", "マルウェア名";
        Product = "product", "製品";
    }
}
vocabulary! {
    /// What is done so that it does not recur.
    Measure {
        Mfa = "mfa", "多要素認証";
        PasswordChange = "password_change", "パスワード変更";
        AccountReview = "account_review", "アカウント・権限の見直し";
        AccessControl = "access_control", "アクセス制御";
        Edr = "edr", "EDR・ウイルス対策";
        Monitoring = "monitoring", "監視";
        Patching = "patching", "更新・脆弱性対応";
        VulnerabilityAssessment = "vulnerability_assessment", "脆弱性診断";
        NetworkSeparation = "network_separation", "ネットワーク分離";
        DeviceRemoval = "device_removal", "機器・サービスの廃止";
        Rebuild = "rebuild", "再構築";
        Backup = "backup", "バックアップ";
        Encryption = "encryption", "暗号化";
        Training = "training", "教育";
        DoubleCheck = "double_check", "ダブルチェック";
        Procedure = "procedure", "規程・手順";
        VendorManagement = "vendor_management", "委託先管理";
        IncidentResponse = "incident_response", "対応体制・計画";
        Governance = "governance", "体制・監査";
        DataMinimisation = "data_minimisation", "データの削減";
        ProgramFix = "program_fix", "不具合・設定の修正";
        Discipline = "discipline", "処分";
    }
}
vocabulary! {
    /// Who did it.
    ActorKind {
        CriminalGroup = "criminal_group", "犯罪集団";
        State = "state", "国家";
        Insider = "insider", "内部者";
        FormerMember = "former_member", "元関係者";
        ContractorStaff = "contractor_staff", "委託先の者";
        Researcher = "researcher", "研究者";
    }
}
vocabulary! {
    /// What the reporting organisation is to the incident.
    OrganizationRole {
        Affected = "affected", "当事者";
        Processor = "processor", "受託者";
        Authority = "authority", "当局";
        Mentioned = "mentioned", "言及";
    }
}
vocabulary! {
    /// How persons may ask.
    HelpKind {
        Phone = "phone", "電話";
        Email = "email", "メール";
        Url = "url", "ウェブ";
    }
}
vocabulary! {
    /// What followed in law, labour or money.
    ConsequenceType {
        Arrest = "arrest", "逮捕";
        Referral = "referral", "書類送検";
        Conviction = "conviction", "有罪判決";
        Discipline = "discipline", "懲戒処分";
        Order = "order", "命令";
        Guidance = "guidance", "指導・勧告";
        Settlement = "settlement", "和解";
        Compensation = "compensation", "補償";
        Loss = "loss", "損失";
        ResultsDelayed = "results_delayed", "決算の遅れ";
    }
}
vocabulary! {
    /// What the data lay on.
    Medium {
        Electronic = "electronic", "電子";
        Paper = "paper", "紙";
    }
}
