//! Values into a line.

use serde::ser::{
    Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct, Serializer,
};

use super::NotPacked;

/// The line of a value.
pub(crate) fn write(value: &impl Serialize) -> Result<String, NotPacked> {
    let mut line = Writer(String::new());
    value.serialize(&mut line)?;
    Ok(line.0)
}

/// A line that is written.
struct Writer(String);

impl Writer {
    fn figure(&mut self, figure: impl ToString) -> Result<(), NotPacked> {
        self.0 += &figure.to_string();
        self.0.push(';');
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if words.contains('\n') {
            let kept = words.replace('\\', r"\\").replace('\n', r"\n");
            self.0 += &format!("{}~{kept}", kept.len());
        } else {
            self.0 += &format!("{}:{words}", words.len());
        }
    }
}

fn unknown<T>(what: &str) -> Result<T, NotPacked> {
    Err(NotPacked::new(format_args!("{what} cannot be written in a line")))
}

type Written = Result<(), NotPacked>;

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = NotPacked;
    type SerializeSeq = &'w mut Writer;
    type SerializeTuple = &'w mut Writer;
    type SerializeTupleStruct = &'w mut Writer;
    type SerializeTupleVariant = Impossible<(), NotPacked>;
    type SerializeMap = Impossible<(), NotPacked>;
    type SerializeStruct = &'w mut Writer;
    type SerializeStructVariant = Impossible<(), NotPacked>;

    fn serialize_bool(self, value: bool) -> Written {
        self.0.push(if value { 't' } else { 'f' });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Written {
        self.figure(value)
    }

    fn serialize_i16(self, value: i16) -> Written {
        self.figure(value)
    }

    fn serialize_i32(self, value: i32) -> Written {
        self.figure(value)
    }

    fn serialize_i64(self, value: i64) -> Written {
        self.figure(value)
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.figure(value)
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.figure(value)
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.figure(value)
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.figure(value)
    }

    fn serialize_f32(self, _: f32) -> Written {
        unknown("a figure of floating point")
    }

    fn serialize_f64(self, _: f64) -> Written {
        unknown("a figure of floating point")
    }

    fn serialize_char(self, value: char) -> Written {
        self.words(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.words(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        unknown("bytes that are no words")
    }

    fn serialize_none(self) -> Written {
        self.0.push('-');
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        self.0.push('+');
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Written {
        self.words(word);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
        value: &T,
    ) -> Written {
        self.words(word);
        value.serialize(self)
    }

    fn serialize_seq(self, many: Option<usize>) -> Result<Self, NotPacked> {
        match many {
            Some(many) => self.figure(many)?,
            None => unknown("a list of unknown length")?,
        }
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, NotPacked> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, NotPacked> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotPacked> {
        unknown("a variant of several values")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotPacked> {
        unknown("a map")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, NotPacked> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotPacked> {
        unknown("a variant with fields")
    }
}

impl SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = NotPacked;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
}

impl SerializeTuple for &mut Writer {
    type Ok = ();
    type Error = NotPacked;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
}

impl SerializeTupleStruct for &mut Writer {
    type Ok = ();
    type Error = NotPacked;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = NotPacked;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    /// What is left out where it is nothing has its place nevertheless.
    fn skip_field(&mut self, _: &'static str) -> Written {
        self.serialize_none()
    }

    fn end(self) -> Written {
        Ok(())
    }
}
