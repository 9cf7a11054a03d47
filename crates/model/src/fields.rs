/// How a field's value is built, which decides how it is compared, counted and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value or none.
    Scalar,
    /// A set of vocabulary values.
    Set,
    /// A list of objects or words.
    List,
}

/// One field of [`Facts`](crate::Facts).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// How its value is built.
    pub shape: Shape,
    /// Its name for Japanese readers.
    pub japanese: &'static str,
    /// Whether the reference scorer counts it.
    pub scored: bool,
}

const fn field_of(name: &'static str, shape: Shape, japanese: &'static str, scored: bool) -> Field {
    Field { name, shape, japanese, scored }
}

/// Every field in the order of the JSON form. Nothing else lists them: readers, tables, evaluation and schema follow it.
pub const FIELDS: &[Field] = &[
    field_of("case_number", Shape::Scalar, "事件番号", true),
    field_of("organization", Shape::Scalar, "組織", true),
    field_of("organization_role", Shape::Scalar, "組織の立場", false),
    field_of("title", Shape::Scalar, "表題", false),
    field_of("published", Shape::Scalar, "公表日", true),
    field_of("kind", Shape::Scalar, "種別", true),
    field_of("stage", Shape::Scalar, "報の段階", true),
    field_of("cause", Shape::Scalar, "原因", true),
    field_of("methods", Shape::Set, "手口", true),
    field_of("leak", Shape::Scalar, "漏えい", true),
    field_of("affected", Shape::List, "件数の内訳", true),
    field_of("affected_total", Shape::Scalar, "件数", true),
    field_of("data_types", Shape::Set, "情報の種類", true),
    field_of("data_types_denied", Shape::Set, "否定された情報", true),
    field_of("secondary_damage", Shape::Scalar, "二次被害", true),
    field_of("medium", Shape::Set, "媒体", false),
    field_of("chain", Shape::List, "発生元までの連鎖", true),
    field_of("clients_hit", Shape::List, "被害を受けた委託元", false),
    field_of("services", Shape::List, "対象サービス", false),
    field_of("occurred_from", Shape::Scalar, "発生(始)", true),
    field_of("occurred_to", Shape::Scalar, "発生(終)", true),
    field_of("discovered", Shape::Scalar, "発覚", true),
    field_of("contained", Shape::Scalar, "遮断・停止", true),
    field_of("events", Shape::List, "経緯", true),
    field_of("reported_to", Shape::Set, "報告先", true),
    field_of("help", Shape::List, "問い合わせ先", false),
    field_of("indicators", Shape::List, "痕跡", true),
    field_of("earlier_reports", Shape::List, "以前の公表", true),
    field_of("measures", Shape::Set, "再発防止策", true),
    field_of("actors", Shape::List, "行為者", true),
    field_of("consequences", Shape::List, "処分・損失", false),
];

/// The field called `name`.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_lists_what_the_facts_serialize() {
        let json = serde_json::to_value(crate::Facts::default()).unwrap();
        let mut names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let mut listed: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names, listed, "in the same order");
        names.sort_unstable();
        listed.dedup();
        assert_eq!(names.len(), listed.len());
    }

    #[test]
    fn an_unknown_field_is_none() {
        assert!(field("cause").is_some());
        assert!(field("causes").is_none());
    }
}
