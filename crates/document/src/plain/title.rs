//! The title and the date of a release in plain text.

use std::borrow::Cow;
use std::ops::Range;

use jikenbo_model::{Block, BlockKind};
use jikenbo_text::{PartialDate, Span};

use crate::date::{Label, date_line, dates, heading_date};
use crate::forms::Words;
use crate::html::Furniture;
use crate::marker::{Marker, marker};
use crate::width::{has_sentence, line_ends, longer_than};

/// How many blocks from either end may give the title or the date.
const NEAR: usize = 8;

/// No title is longer, in characters.
const LONGEST: usize = 150;

/// The block (of the first few of `blocks`) that is the title of the release; what readers do not see is none.
pub(crate) fn title(text: &str, blocks: &[Block], words: &Words) -> Option<usize> {
    let mut first = None;
    for (at, block) in blocks.iter().enumerate().take(NEAR + 4) {
        let line = block.span.of(text).unwrap_or_default();
        if Furniture::builtin().is_signpost(line) || block.is_hidden() {
            continue;
        }
        if longer_than(line, LONGEST) || line.contains('。') {
            break;
        }
        let may =
            matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph) && !line.contains('\n');
        if !may || is_item(line) || date_line(line).is_some() || words.is_no_title(line) {
            continue;
        }
        if words.ends_like_title(line) {
            return Some(at);
        }
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        let alone = before.is_none_or(|before| is_blank_between(text, before, block))
            && blocks.get(at + 1).is_some_and(|next| is_blank_between(text, block, next));
        let plain = !line.contains([':', '：']) && !words.looks_like_name(line) && !words.is_section(line);
        first = first.or((alone && plain).then_some(at));
    }
    first
}

/// Whether a line is numbered or an item: a part of a text, not its title.
fn is_item(line: &str) -> bool {
    marker(line).is_some_and(|(sign, _)| !matches!(sign, Marker::Bracketed { .. } | Marker::Square))
}

fn is_blank_between(text: &str, block: &Block, next: &Block) -> bool {
    let gap = Span::new(block.span.end, next.span.start).of(text).unwrap_or_default();
    line_ends(gap) > 1
}

/// The day of release that `blocks` give on a line of its own: near the top, else near the end; what says that it is
/// the day of release goes before a bare date, and that before the day of an update.
pub(crate) fn date(text: &str, blocks: &[Block]) -> Option<(PartialDate, Span)> {
    let blocks: &[Block] = &without_crumbs(text, blocks);
    let is_body = |block: &Block| {
        let sentence = block
            .span
            .of(text)
            .is_some_and(|line| has_sentence(line) && !Furniture::builtin().is_signpost(line));
        sentence || matches!(block.kind, BlockKind::ListItem { .. } | BlockKind::TableRow { .. })
    };
    let body = blocks.iter().take(NEAR).position(is_body).unwrap_or(NEAR.min(blocks.len()));
    let top = best(text, blocks, 0..body);
    let end = || {
        let found = best(text, blocks, blocks.len().saturating_sub(NEAR).max(body)..blocks.len());
        // A word beside a date below the body is what happened on that day, and a bare date above sentences heads them.
        let heads = |span: Span| {
            blocks
                .iter()
                .any(|block| block.span.start >= span.end && block.span.of(text).is_some_and(has_sentence))
        };
        found.filter(|&(label, _, span)| label == Label::Release || label != Label::Beside && !heads(span))
    };
    top.or_else(end)
        .map(|(_, date, span)| (date, span))
        .or_else(|| first(text, blocks))
        .or_else(|| run_on(text, blocks))
        .or_else(|| source(text, blocks))
}

/// `blocks` without the list at the top that says where the page stands: `- トップページ`, `- お知らせ >`.
fn without_crumbs<'a>(text: &str, blocks: &'a [Block]) -> Cow<'a, [Block]> {
    let is_item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let start = blocks.iter().take(NEAR).position(is_item).unwrap_or(blocks.len());
    let items = blocks.iter().skip(start).take_while(|block| is_item(block)).count();
    let list = blocks.get(start..start + items).unwrap_or_default();
    let crumb = |block: &Block| {
        let line = block.span.of(text).unwrap_or_default().trim_end();
        let place = line.trim_start_matches(|c: char| "-・•* ".contains(c));
        line.ends_with(['>', '＞', '›', '»']) || Furniture::builtin().is_home(place)
    };
    if !list.iter().any(crumb) {
        return Cow::Borrowed(blocks);
    }
    let (before, behind) = (blocks.iter().take(start), blocks.iter().skip(start + items));
    Cow::Owned(before.chain(behind).cloned().collect())
}

/// The day in a line that names where an article stood: `(2005/10/17 例示通信)`.
fn source(text: &str, blocks: &[Block]) -> Option<(PartialDate, Span)> {
    blocks.iter().rev().take(2 * NEAR).find_map(|block| {
        let line = block.span.of(text)?;
        let (inner, _) = line.trim().strip_prefix(['(', '（'])?.split_once([')', '）'])?;
        if longer_than(inner, SOURCE) {
            return None;
        }
        // 「(Example News - 2013/04/09 )」
        if let Some((name, _)) = inner.split_once(" - ")
            && let [(date, span)] = *dates(inner)
            && inner.get(span.end..).is_some_and(|rest| rest.trim().is_empty())
            && span.start >= name.len()
        {
            return Some((date, span.shift(block.span.start + line.find(inner)?)));
        }
        let press = ["新聞", "通信", "ニュース", "NEWS", "News", "Watch", "放送", "テレビ"];
        let (date, span) = heading_date(inner).filter(|_| press.iter().any(|word| inner.contains(word)))?;
        Some((date, span.shift(block.span.start + line.find(inner)?)))
    })
}

/// No line that names a source is longer, in characters.
const SOURCE: usize = 40;

/// How many blocks at the top may begin with the day of release, where no line is that day alone.
const HEAD: usize = 3;

fn first(text: &str, blocks: &[Block]) -> Option<(PartialDate, Span)> {
    let head = blocks.iter().take_while(|block| !block.span.of(text).is_some_and(has_sentence));
    head.take(HEAD).find_map(|block| {
        let line = block.span.of(text).filter(|line| !is_item(line) && !longer_than(line, LONGEST))?;
        let (date, span) = heading_date(line)?;
        Some((date, span.shift(block.span.start)))
    })
}

/// The day that begins a text whose head has run into its body: `令和5年3月1日 例示市 名簿の紛失について 例示市は…`.
fn run_on(text: &str, blocks: &[Block]) -> Option<(PartialDate, Span)> {
    let block = blocks.first()?;
    let words = block.span.of(text)?;
    let head = words.get(..words.find("について")?).filter(|head| !longer_than(head, LONGEST))?;
    let (date, span) = heading_date(head)?;
    Some((date, span.shift(block.span.start)))
}

fn is_section(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Heading { level: 2.. } | BlockKind::ListItem { .. } | BlockKind::TableRow { .. }
    )
}

/// The day of release in the brackets that close a title: `…の漏えいについて(令和7年5月21日公表)`.
fn in_brackets(line: &str) -> Option<(Label, PartialDate, Span)> {
    let inner = line.trim_end().strip_suffix([')', '）'])?;
    let at = inner.rfind(['(', '（'])?;
    let (label, date, span) = date_line(inner.get(at..)?)?;
    (label == Label::Release && !line.contains('。')).then(|| (label, date, span.shift(at)))
}

/// Whether a line names what the next one gives: `判明日`, `2.発生日時`, `【対象期間】`.
fn is_label(text: &str, block: &Block) -> bool {
    let line =
        block.span.of(text).unwrap_or_default().trim_end_matches(['】', ']', ':', '：', ')', '）', ' ']);
    let ends = ["日", "日時", "時期", "期間", "時刻", "お客様", "お客さま", "対象", "経緯"];
    let release =
        ["掲載", "公開", "公表", "発表", "更新", "作成", "配信", "発行", "発信", "登録", "日付", "投稿"];
    !release.iter().any(|word| line.contains(word))
        && date_line(line).is_none()
        && ends.iter().any(|end| line.ends_with(end))
        && !longer_than(line, 20)
}

fn best(text: &str, blocks: &[Block], range: Range<usize>) -> Option<(Label, PartialDate, Span)> {
    let of = |at: usize| {
        let block = blocks.get(at)?;
        let line = block.span.of(text)?;
        let (label, date, span) = date_line(line).or_else(|| in_brackets(line))?;
        // Under a section's heading, or above a list, it is the day of what happened.
        let above = at.checked_sub(1).and_then(|at| blocks.get(at));
        let of_section = above.is_some_and(|above| is_section(above) || is_label(text, above))
            || matches!(blocks.get(at + 1).map(|next| &next.kind), Some(BlockKind::ListItem { .. }));
        (label == Label::Release || !of_section).then(|| (label, date, span.shift(block.span.start)))
    };
    range.filter_map(of).min_by_key(|&(label, _, span)| (label, span.start))
}
