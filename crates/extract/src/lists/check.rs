use std::collections::{BTreeMap, BTreeSet, HashMap};

use jikenbo_model::vocabulary as v;

use super::classes::Gathering;
use super::{Anchored, ListFile, Lists, Pattern, Rule, RuleFile};

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
    let read = |(file, text): &(&str, &str)| {
        let parsed: ListFile =
            toml::from_str(text).map_err(|error| failed(file, error.to_string().trim()))?;
        Ok((file.to_string(), parsed))
    };
    let lists = files.iter().filter(|(file, _)| *file != "classes.toml").map(read);
    let lists: Vec<(String, ListFile)> = lists.collect::<Result<_, _>>()?;
    let mut compiler = Compiler::new(&classes);
    lists.iter().try_for_each(|(file, parsed)| compiler.list(file, parsed))?;
    Ok(compiler.finish())
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

struct Compiler<'w> {
    classes: &'w BTreeMap<String, Vec<String>>,
    rules: Vec<Rule>,
    patterns: Vec<(u32, Pattern)>,
    gathering: Gathering<'w>,
    /// For each list and word the value that it stands for.
    seen: HashMap<(&'w str, &'w str), &'w str>,
    names: Vec<String>,
}

impl<'w> Compiler<'w> {
    fn new(classes: &'w BTreeMap<String, Vec<String>>) -> Self {
        Self {
            classes,
            rules: Vec::new(),
            patterns: Vec::new(),
            gathering: Gathering::default(),
            seen: HashMap::new(),
            names: Vec::new(),
        }
    }

    fn list(&mut self, file: &'w str, parsed: &'w ListFile) -> Result<(), ListError> {
        let list = file.trim_end_matches(".toml");
        if !self.names.iter().any(|name| name == list) {
            self.names.push(list.to_owned());
        }
        parsed.ignore.iter().try_for_each(|word| self.once(file, word, &IGNORED))?;
        let ignored = self.patterns(file, &parsed.ignore)?;
        self.keep(list, &IGNORED, ignored, [Vec::new(), Vec::new()]);
        parsed.rule.iter().try_for_each(|rule| self.rule(file, list, rule))
    }

    fn rule(&mut self, file: &'w str, list: &str, rule: &'w RuleFile) -> Result<(), ListError> {
        let known = vocabulary_of(list).is_none_or(|words| words.contains(&rule.value.as_str()));
        if !known && !rule.value.is_empty() {
            return Err(failed(file, format!("`{}` is no value of this vocabulary", rule.value)));
        }
        rule.words.iter().try_for_each(|word| self.once(file, word, rule))?;
        let patterns = self.patterns(file, &rule.words)?;
        let conditions = [self.conditions(file, &rule.with)?, self.conditions(file, &rule.without)?];
        self.keep(list, rule, patterns, conditions);
        Ok(())
    }

    fn patterns(&mut self, file: &str, words: &'w [String]) -> Result<Vec<Pattern>, ListError> {
        let parse = |word: &'w String| {
            Pattern::parse(word, self.classes, &mut self.gathering).map_err(of_word(file, word))
        };
        words.iter().map(parse).collect()
    }

    fn conditions(&mut self, file: &str, words: &'w [String]) -> Result<Vec<Pattern>, ListError> {
        let parse = |word: &'w String| {
            Pattern::condition(word, self.classes, &mut self.gathering).map_err(of_word(file, word))
        };
        words.iter().map(parse).collect()
    }

    fn keep(
        &mut self,
        list: &str,
        rule: &RuleFile,
        patterns: Vec<Pattern>,
        [with, without]: [Vec<Pattern>; 2],
    ) {
        let number = self.rules.len() as u32;
        self.patterns.extend(patterns.into_iter().map(|pattern| (number, pattern)));
        self.rules.push(Rule { list: list.to_owned(), value: rule.value.clone(), with, without });
    }

    /// A word stands once in a list, unless with conditions: twice is a contradiction or an oversight.
    fn once(&mut self, file: &'w str, word: &'w str, rule: &'w RuleFile) -> Result<(), ListError> {
        if !rule.with.is_empty() || !rule.without.is_empty() {
            return Ok(());
        }
        let (list, value) = (file.trim_end_matches(".toml"), rule.value.as_str());
        match self.seen.insert((list, word), value) {
            Some(before) if before == value => {
                Err(failed(file, format!("word `{word}` stands twice for `{value}`")))
            }
            Some(before) if !super::MANY_VALUED.contains(&list) => {
                Err(failed(file, format!("word `{word}` stands for both `{before}` and `{value}`")))
            }
            _ => Ok(()),
        }
    }

    fn finish(self) -> Lists {
        let lists: Vec<u16> =
            self.rules.iter().map(|rule| super::number_of(&self.names, &rule.list).unwrap_or(0)).collect();
        let anchored = (0..).zip(&self.patterns).map(|(number, (rule, pattern))| {
            let own = &self.rules[*rule as usize];
            let anchored = Anchored {
                pattern: number,
                rule: *rule,
                list: lists[*rule as usize],
                alone: pattern.is_word(),
                conditional: !(own.with.is_empty() && own.without.is_empty()),
                needs: pattern.needs(),
            };
            (pattern.anchor(), anchored)
        });
        let (classes, anchored) = self.gathering.finish(anchored);
        let many_valued = self.names.iter().map(|name| super::MANY_VALUED.contains(&name.as_str())).collect();
        Lists {
            rules: self.rules,
            classes,
            patterns: self.patterns.into_iter().map(|(_, pattern)| pattern).collect(),
            anchored,
            numbers: super::numbers(&self.names),
            names: self.names,
            many_valued,
        }
    }
}

/// What the words of `ignore` stand for.
static IGNORED: RuleFile =
    RuleFile { value: String::new(), words: Vec::new(), with: Vec::new(), without: Vec::new() };

fn of_word(file: &str, word: &str) -> impl FnOnce(String) -> ListError {
    move |problem| failed(file, format!("word `{word}` {problem}"))
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
