use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use jikenbo_model::vocabulary as v;

use super::{ListFile, Lists, Pattern, Rule, RuleFile};

/// Why word lists were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListError {
    /// The file.
    pub file: String,
    /// What is wrong, with the rule or word it is about.
    pub problem: String,
}

impl std::fmt::Display for ListError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "word list `{}`: {}", self.file, self.problem)
    }
}

impl std::error::Error for ListError {}

/// The words that may stand as `value` in a list; `None` where any may.
fn vocabulary_of(list: &str) -> Option<Vec<&'static str>> {
    macro_rules! words {
        ($name:ident) => {
            v::$name::ALL.iter().map(|value| value.word()).collect()
        };
    }
    Some(match list {
        "actors" => words!(ActorKind),
        "causes" => words!(Cause),
        "consequences" => words!(ConsequenceType),
        "data_items" | "data_types" => words!(DataType),
        "measures" => words!(Measure),
        "methods" => words!(Method),
        _ => return None,
    })
}

/// Whether `own` lists only add words to what the shipped lists mean: another name or value would be read by nobody.
pub(super) fn extends(own: &[(&str, &str)]) -> Result<(), ListError> {
    for &(file, text) in own {
        let Some((_, shipped)) = super::BUILTIN.iter().find(|(name, _)| *name == file) else {
            let names: Vec<&str> = super::BUILTIN.iter().map(|(name, _)| *name).collect();
            return Err(failed(file, format!("expected one of `{}`", names.join("`, `"))));
        };
        if file == "classes.toml" {
            continue;
        }
        let known = values(file, shipped)?;
        let free = vocabulary_of(file.trim_end_matches(".toml")).is_some();
        if let Some(other) = values(file, text)?.into_iter().find(|value| !free && !known.contains(value)) {
            let known: Vec<String> = known.into_iter().collect();
            return Err(failed(
                file,
                format!("expected one of `{}`, but found `{other}`", known.join("`, `")),
            ));
        }
    }
    Ok(())
}

/// The values of a list's rules.
fn values(file: &str, text: &str) -> Result<BTreeSet<String>, ListError> {
    let parsed: ListFile = toml::from_str(text).map_err(|error| failed(file, error.to_string().trim()))?;
    Ok(parsed.rule.into_iter().map(|rule| rule.value).collect())
}

pub(super) fn compile(files: &[(&str, &str)]) -> Result<Lists, ListError> {
    let classes = classes(files)?;
    let mut compiler = Compiler::default();
    for (file, text) in files.iter().filter(|(file, _)| *file != "classes.toml") {
        let parsed: ListFile =
            toml::from_str(text).map_err(|error| failed(file, error.to_string().trim()))?;
        compiler.list(file, parsed, &classes)?;
    }
    compiler.finish()
}

fn failed(file: &str, problem: impl Into<String>) -> ListError {
    ListError { file: file.to_owned(), problem: problem.into() }
}

fn classes(files: &[(&str, &str)]) -> Result<BTreeMap<String, Vec<String>>, ListError> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files.iter().filter(|(file, _)| *file == "classes.toml") {
        let parsed: BTreeMap<String, Vec<String>> =
            toml::from_str(text).map_err(|error| failed(file, error.to_string().trim()))?;
        for (name, words) in parsed {
            if words.is_empty() || words.iter().any(String::is_empty) {
                return Err(failed(file, format!("class `{name}` is empty or has an empty word")));
            }
            all.entry(name).or_default().extend(words);
        }
    }
    Ok(all)
}

#[derive(Default)]
struct Compiler {
    rules: Vec<Rule>,
    patterns: Vec<(usize, Pattern, usize)>,
    seen: BTreeMap<(String, String), String>,
    names: Vec<String>,
}

impl Compiler {
    fn list(
        &mut self,
        file: &str,
        parsed: ListFile,
        classes: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), ListError> {
        let list = file.trim_end_matches(".toml").to_owned();
        if !self.names.contains(&list) {
            self.names.push(list.clone());
        }
        let ignored =
            RuleFile { value: String::new(), words: parsed.ignore, with: Vec::new(), without: Vec::new() };
        for rule in std::iter::once(ignored).chain(parsed.rule) {
            self.rule(file, &list, rule, classes)?;
        }
        Ok(())
    }

    fn rule(
        &mut self,
        file: &str,
        list: &str,
        rule: RuleFile,
        classes: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), ListError> {
        let known = vocabulary_of(list).is_none_or(|words| words.contains(&rule.value.as_str()));
        if !known && !rule.value.is_empty() {
            return Err(failed(file, format!("`{}` is no value of this vocabulary", rule.value)));
        }
        let parse = |word: &String| {
            Pattern::parse(word, classes).map_err(|problem| failed(file, format!("word `{word}` {problem}")))
        };
        let number = self.rules.len();
        for word in &rule.words {
            self.once(file, list, word, &rule)?;
            let pattern = parse(word)?;
            let anchor = pattern.anchor();
            self.patterns.push((number, pattern, anchor));
        }
        let with = rule.with.iter().map(parse).collect::<Result<_, _>>()?;
        let without = rule.without.iter().map(parse).collect::<Result<_, _>>()?;
        self.rules.push(Rule { list: list.to_owned(), value: rule.value, with, without });
        Ok(())
    }

    /// A word stands once in a list, unless with conditions: twice is a contradiction or an oversight.
    fn once(&mut self, file: &str, list: &str, word: &str, rule: &RuleFile) -> Result<(), ListError> {
        if !rule.with.is_empty() || !rule.without.is_empty() {
            return Ok(());
        }
        let value = rule.value.clone();
        match self.seen.insert((list.to_owned(), word.to_owned()), value.clone()) {
            Some(before) if before == value => {
                Err(failed(file, format!("word `{word}` stands twice for `{value}`")))
            }
            Some(before) if !super::MANY_VALUED.contains(&list) => {
                Err(failed(file, format!("word `{word}` stands for both `{before}` and `{value}`")))
            }
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<Lists, ListError> {
        let mut words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, (_, pattern, anchor)) in self.patterns.iter().enumerate() {
            for word in pattern.words(*anchor) {
                words.entry(word).or_default().push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words.keys())
            .map_err(|error| failed("all", error.to_string()))?;
        let anchored = words.into_values().collect();
        let rule_list =
            self.rules.iter().map(|rule| super::number_of(&self.names, &rule.list).unwrap_or(0)).collect();
        let many_valued = self.names.iter().map(|name| super::MANY_VALUED.contains(&name.as_str())).collect();
        Ok(Lists {
            rules: self.rules,
            patterns: self.patterns,
            anchored,
            automaton: Some(automaton),
            names: self.names,
            rule_list,
            many_valued,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, text: &str, problem: &str) {
        let error = compile(&[("classes.toml", ""), (name, text)]).unwrap_err();
        assert_eq!(error.file, name);
        assert!(error.problem.contains(problem), "{error}");
    }

    #[test]
    fn a_list_that_contradicts_itself_is_refused() {
        let twice =
            "[[rule]]\nvalue = 'name'\nwords = ['氏名']\n[[rule]]\nvalue = 'email'\nwords = ['氏名']\n";
        refused("data_types.toml", twice, "`氏名` stands for both `name` and `email`");
        refused("data_types.toml", "[[rule]]\nvalue = 'nome'\nwords = ['氏名']\n", "`nome` is no value");
        refused("data_types.toml", "[[rule]]\nvalue = 'name'\nwords = ['<x>名']\n", "unknown class `x`");
        refused("data_types.toml", "[[rule]]\nvalue = 'name'\nword = ['氏名']\n", "unknown field");
    }

    #[test]
    fn a_list_of_ones_own_adds_words_to_what_is_known() {
        let rule = |value: &str| format!("[[rule]]\nvalue = '{value}'\nwords = ['架空の語']\n");
        let problem = |file: &str, value: &str| extends(&[(file, &rule(value))]).err().map(|e| e.problem);
        assert_eq!(problem("stages.toml", "release"), None);
        assert_eq!(problem("data_types.toml", "name"), None);
        assert!(problem("stages.toml", "releases").is_some_and(|it| it.contains("but found `releases`")));
        assert!(problem("stage.toml", "release").is_some_and(|it| it.contains("`stages.toml`")));
    }

    #[test]
    fn a_sound_list_is_taken() {
        let sound = "[[rule]]\nvalue = 'name'\nwords = ['氏名', '姓名']\n";
        assert!(compile(&[("classes.toml", "a = ['b']"), ("data_types.toml", sound)]).is_ok());
    }
}
