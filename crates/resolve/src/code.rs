/// Defines codes: an enum with its words and all its values.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $means:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`: ", $means)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every code, in the order of `docs/linking.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in JSON and documents; words for people are kept under it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

codes! {
    /// Why two reports or cases are put together or kept apart; `docs/linking.md` tells each with its points.
    Code {
        SameNumber = "same_number", "both carry one number of one publication";
        OtherNumber = "other_number", "they carry two numbers of one publication";
        NumberInDoubt = "number_in_doubt", "one number, but organisation and cause differ and nothing else is shared";
        NamedUrl = "named_url", "the one names the other's address as an earlier report";
        NamedDate = "named_date", "the one names an earlier report of the day on which the other came out";
        NamedOtherDate = "named_other_date", "the one names earlier reports, but of other days";
        LinkedPage = "linked_page", "the one's text links to the other's page";
        SameOrganization = "same_organization", "one organisation speaks";
        AliasOrganization = "alias_organization", "one organisation speaks under another name";
        RelatedOrganization = "related_organization", "a whole and its part speak";
        FollowUpStage = "follow_up_stage", "the later one says that others came before";
        NextInRow = "next_in_row", "their places in the row follow (第1報, 第2報)";
        SameInRow = "same_in_row", "both claim one place in the row";
        BothFirst = "both_first", "neither says that others came before";
        OnlyEarlierIncident = "only_earlier_incident", "the organisation has no other incident that it could follow";
        OtherCaseAsNear = "other_case_as_near", "another case of the organisation is as near";
        SameTitle = "same_title", "the titles' own words agree";
        OtherTitle = "other_title", "the titles' own words differ";
        PlainTitle = "plain_title", "the titles agree, but hold only words that most titles have";
        SameOccurrence = "same_occurrence", "it happened on the same day";
        NearOccurrence = "near_occurrence", "the times at which it happened overlap or nearly do";
        OtherOccurrence = "other_occurrence", "it happened at another time";
        SameDiscovery = "same_discovery", "it was noticed on the same day";
        NearDiscovery = "near_discovery", "it was noticed at about the same time";
        OtherDiscovery = "other_discovery", "it was noticed on another day";
        FoundAfterReport = "found_after_report", "the one was noticed only after the other had come out";
        SameCause = "same_cause", "one cause";
        OtherCause = "other_cause", "causes that do not go together";
        SameMethods = "same_methods", "ways in common";
        OtherMethods = "other_methods", "ways that do not go together";
        SameServices = "same_services", "a service in common";
        OtherServices = "other_services", "other services";
        SamePlace = "same_place", "both name one organisation where it happened";
        OtherPlace = "other_place", "they name other organisations where it happened";
        SameFigure = "same_figure", "a figure in common";
        SameData = "same_data", "the same kinds of data";
        SameTrace = "same_trace", "a technical trace in common";
        SameWords = "same_words", "much of the wording in common";
        SameTime = "same_time", "they came out at about the same time";
        LongTimeBetween = "long_time_between", "they came out long after each other";
        SameAddress = "same_address", "one address";
        PlaceSpeaks = "place_speaks", "the organisation where it happened, by the one, is the other's own";
        NamedAsClient = "named_as_client", "the one names the other's organisation as a client that was hit";
        SameFlaw = "same_flaw", "one flawed product or flaw was the way in";
        NamedByMany = "named_by_many", "many cases name it at about the same time";
        Platform = "platform", "what they have in common is used by everybody";
        OwnAccount = "own_account", "an account was misused, which needs no common breach";
        OneClientMistake = "one_client_mistake", "a slip or loss, which hits one client";
    }
}

pub(crate) use codes;
