//! New inputs from old ones.

use super::random::Random;
use super::words;

/// Inputs are mostly short, so that many are tried; a few are long, so that work that grows too fast is seen.
const SHORT: usize = 8 << 10;
const LONG: usize = 256 << 10;
const LONG_ONCE_IN: usize = 100;

/// One mutation of `input`; `seeds` are what it may take parts of.
type Mutation = fn(&mut Random, &mut Vec<u8>, seeds: &[Vec<u8>]);

const MUTATIONS: &[Mutation] = &[
    flip,
    set_byte,
    insert_word,
    insert_word,
    insert_word,
    replace_by_word,
    delete,
    duplicate,
    splice,
    splice,
    swap_lines,
    digit,
    truncate,
    recode,
];

/// A new input made from one of `seeds`, at most 256 KB.
pub fn input(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let long = random.once_in(LONG_ONCE_IN);
    let limit = if long { LONG } else { SHORT };
    let mut input = start(random, seeds, limit);
    let most = if random.once_in(4) { 30 } else { 6 };
    for _ in 0..=random.below(most) {
        if let Some(mutation) = random.pick(MUTATIONS) {
            mutation(random, &mut input, seeds);
        }
        input.truncate(limit);
    }
    if long {
        repeat(random, &mut input);
    }
    input.truncate(limit);
    input
}

/// A whole seed or a window of one; now and then nothing.
fn start(random: &mut Random, seeds: &[Vec<u8>], limit: usize) -> Vec<u8> {
    let Some(seed) = random.pick(seeds) else { return Vec::new() };
    if random.once_in(50) {
        return Vec::new();
    }
    if seed.len() <= limit && !random.once_in(3) {
        return seed.clone();
    }
    let part = range(random, seed.len(), limit);
    seed[part].to_vec()
}

/// A range within `length`, at most `longest` long.
fn range(random: &mut Random, length: usize, longest: usize) -> std::ops::Range<usize> {
    let start = random.below(length + 1);
    let size = random.below((length - start).min(longest) + 1);
    start..start + size
}

#[expect(clippy::ptr_arg, reason = "all mutations are of one type")]
fn flip(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let at = random.below(input.len());
    let bit = 1 << random.below(8);
    if let Some(byte) = input.get_mut(at) {
        *byte ^= bit;
    }
}

#[expect(clippy::ptr_arg, reason = "all mutations are of one type")]
fn set_byte(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let at = random.below(input.len());
    let value = random.next() as u8;
    if let Some(byte) = input.get_mut(at) {
        *byte = value;
    }
}

fn insert_word(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let at = boundary(input, random.below(input.len() + 1));
    let word = words::word(random.below(words::count()));
    input.splice(at..at, word.iter().copied());
}

fn replace_by_word(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let part = range(random, input.len(), 12);
    let part = boundary(input, part.start)..boundary(input, part.end);
    let word = words::word(random.below(words::count()));
    input.splice(part, word.iter().copied());
}

fn delete(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let longest = if random.once_in(4) { input.len() } else { 24 };
    let part = range(random, input.len(), longest);
    let part = boundary(input, part.start)..boundary(input, part.end);
    input.drain(part);
}

fn duplicate(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let part = range(random, input.len(), 200);
    let copy = input[part].to_vec();
    let at = boundary(input, random.below(input.len() + 1));
    input.splice(at..at, copy);
}

fn splice(random: &mut Random, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
    let Some(other) = random.pick(seeds) else { return };
    let part = range(random, other.len(), 400);
    let part = boundary(other, part.start)..boundary(other, part.end);
    let at = boundary(input, random.below(input.len() + 1));
    input.splice(at..at, other[part].iter().copied());
}

fn swap_lines(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let mut lines: Vec<&[u8]> = input.split(|&byte| byte == b'\n').collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(one, other);
    *input = lines.join(&b'\n');
}

/// Another digit for one that stands there.
#[expect(clippy::ptr_arg, reason = "all mutations are of one type")]
fn digit(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    let from = random.below(input.len());
    let value = b'0' + random.below(10) as u8;
    if let Some(byte) = input.iter_mut().skip(from).find(|byte| byte.is_ascii_digit()) {
        *byte = value;
    }
}

fn truncate(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    if random.once_in(4) {
        input.truncate(random.below(input.len() + 1));
    }
}

/// The same text in another charset.
fn recode(random: &mut Random, input: &mut Vec<u8>, _: &[Vec<u8>]) {
    if !random.once_in(4) {
        return;
    }
    let text = String::from_utf8_lossy(input).into_owned();
    *input = match random.below(5) {
        0 => encoding_rs::SHIFT_JIS.encode(&text).0.into_owned(),
        1 => encoding_rs::EUC_JP.encode(&text).0.into_owned(),
        2 => encoding_rs::ISO_2022_JP.encode(&text).0.into_owned(),
        3 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
}

/// One block over and over: a thousand nested tags, one line without an end, a list of ten thousand figures.
fn repeat(random: &mut Random, input: &mut Vec<u8>) {
    let longest = if random.once_in(2) { 40 } else { 400 };
    let part = range(random, input.len(), longest);
    let mut block = input[boundary(input, part.start)..boundary(input, part.end)].to_vec();
    if block.is_empty() || random.once_in(2) {
        block = words::word(random.below(words::count())).to_vec();
    }
    let times = random.below(LONG) / block.len().max(1);
    let at = boundary(input, random.below(input.len() + 1));
    input.splice(at..at, block.repeat(times));
}

/// `at`, or the next place where a UTF-8 character may begin: half a character is what `flip` is for.
fn boundary(input: &[u8], at: usize) -> usize {
    let inside = |byte: &u8| (0x80..0xc0).contains(byte);
    at + input.iter().skip(at).take(3).take_while(|byte| inside(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_input_is_mutated_by_every_mutation() {
        let seeds = [Vec::new(), "2025年12月6日".as_bytes().to_vec()];
        for (number, mutation) in MUTATIONS.iter().enumerate() {
            for seed in &seeds {
                let mut random = Random::new(number as u64);
                (0..50).for_each(|_| mutation(&mut random, &mut seed.clone(), &seeds));
            }
        }
    }

    #[test]
    fn inputs_are_bounded_and_repeatable() {
        let seeds = ["令和5年 約10件".as_bytes().to_vec()];
        let made = |seed| {
            let mut random = Random::new(seed);
            (0..500).map(|_| input(&mut random, &seeds)).collect::<Vec<_>>()
        };
        assert_eq!(made(3), made(3));
        assert!(made(4).iter().all(|input| input.len() <= LONG));
    }
}
