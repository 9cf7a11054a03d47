//! Values out of a line.

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::NotPacked;

/// The value that is all of a line.
pub(crate) fn read<'l, T: Deserialize<'l>>(line: &'l str) -> Result<T, NotPacked> {
    let mut reader = Reader { line, at: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.at == line.len() { Ok(value) } else { Err(reader.wrong("its end")) }
}

/// A line that is read.
struct Reader<'l> {
    line: &'l str,
    /// So much of it was read.
    at: usize,
}

/// Words of a line.
enum Words<'l> {
    There(&'l str),
    /// With line breaks, which the line has not.
    Made(String),
}

impl<'l> Reader<'l> {
    fn wrong(&self, expected: &str) -> NotPacked {
        NotPacked::new(format_args!("expected {expected} at byte {}", self.at))
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.line.as_bytes().get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    /// A figure, and what ends it.
    fn digits(&mut self) -> Option<(u64, u8)> {
        let start = self.at;
        let mut figure = 0_u64;
        loop {
            let byte = self.next()?;
            if !byte.is_ascii_digit() {
                return (self.at - start > 1).then_some((figure, byte));
            }
            figure = figure.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
        }
    }

    fn unsigned(&mut self) -> Result<u64, NotPacked> {
        let read = self.digits().filter(|(_, end)| *end == b';').map(|(figure, _)| figure);
        read.ok_or_else(|| self.wrong("a figure"))
    }

    fn signed(&mut self) -> Result<i64, NotPacked> {
        let is_below = self.line.as_bytes().get(self.at) == Some(&b'-');
        self.at += usize::from(is_below);
        let figure = self.unsigned()?;
        let signed = if is_below { 0_i64.checked_sub_unsigned(figure) } else { i64::try_from(figure).ok() };
        signed.ok_or_else(|| self.wrong("a smaller figure"))
    }

    fn words(&mut self) -> Result<Words<'l>, NotPacked> {
        let read = self.digits().and_then(|(many, end)| {
            let start = self.at;
            self.at = start.checked_add(usize::try_from(many).ok()?)?;
            let words = self.line.get(start..self.at)?;
            match end {
                b':' => Some(Words::There(words)),
                b'~' => broken(words).map(Words::Made),
                _ => None,
            }
        });
        read.ok_or_else(|| self.wrong("words"))
    }
}

/// Words with line breaks.
fn broken(kept: &str) -> Option<String> {
    let (mut words, mut letters) = (String::with_capacity(kept.len()), kept.chars());
    while let Some(letter) = letters.next() {
        words.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                '\\' => '\\',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(words)
}

type Read<T> = Result<T, NotPacked>;

impl<'l> Deserializer<'l> for &mut Reader<'l> {
    type Error = NotPacked;

    fn deserialize_any<V: Visitor<'l>>(self, _: V) -> Read<V::Value> {
        Err(self.wrong("something whose kind is known"))
    }

    fn deserialize_bool<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        match self.next() {
            Some(b't') => visitor.visit_bool(true),
            Some(b'f') => visitor.visit_bool(false),
            _ => Err(self.wrong("`t` or `f`")),
        }
    }

    fn deserialize_i8<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_i64(self.signed()?)
    }

    fn deserialize_i16<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_i64(self.signed()?)
    }

    fn deserialize_i32<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_i64(self.signed()?)
    }

    fn deserialize_i64<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_i64(self.signed()?)
    }

    fn deserialize_u8<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.unsigned()?)
    }

    fn deserialize_u16<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.unsigned()?)
    }

    fn deserialize_u32<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.unsigned()?)
    }

    fn deserialize_u64<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.unsigned()?)
    }

    fn deserialize_char<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        match self.words()? {
            Words::There(words) => visitor.visit_borrowed_str(words),
            Words::Made(words) => visitor.visit_string(words),
        }
    }

    fn deserialize_string<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        match self.next() {
            Some(b'-') => visitor.visit_none(),
            Some(b'+') => visitor.visit_some(self),
            _ => Err(self.wrong("`-` or `+`")),
        }
    }

    fn deserialize_unit<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'l>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'l>>(self, visitor: V) -> Read<V::Value> {
        let many = self.unsigned()?;
        let left = usize::try_from(many).map_err(|_| self.wrong("a shorter list"))?;
        visitor.visit_seq(Following { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'l>>(self, left: usize, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(Following { reader: self, left })
    }

    fn deserialize_tuple_struct<V: Visitor<'l>>(
        self,
        _: &'static str,
        left: usize,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_seq(Following { reader: self, left })
    }

    fn deserialize_struct<V: Visitor<'l>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_seq(Following { reader: self, left: fields.len() })
    }

    fn deserialize_enum<V: Visitor<'l>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        <V: Visitor<'l>> i128 u128 f32 f64 bytes byte_buf unit_struct map identifier ignored_any
    }
}

/// Values that follow each other.
struct Following<'r, 'l> {
    reader: &'r mut Reader<'l>,
    left: usize,
}

impl<'l> SeqAccess<'l> for Following<'_, 'l> {
    type Error = NotPacked;

    fn next_element_seed<T: DeserializeSeed<'l>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    /// A value is a byte long at least.
    fn size_hint(&self) -> Option<usize> {
        Some(self.left.min(self.reader.line.len() - self.reader.at.min(self.reader.line.len())))
    }
}

impl<'l> EnumAccess<'l> for &mut Reader<'l> {
    type Error = NotPacked;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'l>>(self, seed: V) -> Read<(V::Value, Self)> {
        let variant = match self.words()? {
            Words::There(word) => seed.deserialize(BorrowedStrDeserializer::new(word)),
            Words::Made(word) => seed.deserialize(StringDeserializer::new(word)),
        };
        variant.map(|variant| (variant, self))
    }
}

impl<'l> VariantAccess<'l> for &mut Reader<'l> {
    type Error = NotPacked;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'l>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'l>>(self, _: usize, _: V) -> Read<V::Value> {
        Err(serde::de::Error::invalid_type(Unexpected::TupleVariant, &"a variant with one value at most"))
    }

    fn struct_variant<V: Visitor<'l>>(self, _: &'static [&'static str], _: V) -> Read<V::Value> {
        Err(serde::de::Error::invalid_type(Unexpected::StructVariant, &"a variant with one value at most"))
    }
}
