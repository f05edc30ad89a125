//! How a variable's type is described.

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use crate::bytes::{ByteReader, checked_len};
use crate::error::Result;
use crate::text::latin1;

/// The most structures within each other that are followed; IDL users stop at a few.
const MAX_DEPTH: usize = 32;

/// A type of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    U8,
    I16,
    I32,
    F32,
    F64,
    C32,
    Text,
    Structure,
    C64,
    Pointer,
    Object,
    U16,
    U32,
    I64,
    U64,
}

impl Kind {
    fn from_code(code: i32) -> Option<Self> {
        Some(match code {
            1 => Self::U8,
            2 => Self::I16,
            3 => Self::I32,
            4 => Self::F32,
            5 => Self::F64,
            6 => Self::C32,
            7 => Self::Text,
            8 => Self::Structure,
            9 => Self::C64,
            10 => Self::Pointer,
            11 => Self::Object,
            12 => Self::U16,
            13 => Self::U32,
            14 => Self::I64,
            15 => Self::U64,
            _ => return None,
        })
    }
}

/// A type: of what, in which shape, and with which fields.
#[derive(Clone, Debug)]
pub(super) struct Type {
    pub(super) kind: Kind,
    /// `None` for a scalar.
    pub(super) shape: Option<Vec<usize>>,
    pub(super) fields: Option<Rc<Fields>>,
}

/// The definition of a structure.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub(super) name: String,
    pub(super) inherits: Vec<String>,
    pub(super) list: Vec<(String, Type)>,
}

/// The definitions that later structures refer to by name.
pub(super) type Definitions = HashMap<String, Rc<Fields>>;

/// Reads descriptors, and the texts in them.
pub(super) struct Descriptors<'a, R> {
    pub(super) bytes: &'a mut ByteReader<R>,
    pub(super) definitions: &'a mut Definitions,
}

/// A field's place in the list, before its name and details are known.
struct Tag {
    code: i32,
    is_array: bool,
    is_structure: bool,
}

impl<R: Read> Descriptors<'_, R> {
    /// The type of a variable; `None` for one that was never set.
    pub(super) fn variable(&mut self) -> Result<Option<Type>> {
        let code: i32 = self.bytes.number()?;
        let flags: i32 = self.bytes.number()?;
        if flags & 2 != 0 {
            return Err(self.bytes.unsupported("a system variable"));
        }
        if code == 0 {
            return Ok(None);
        }
        let kind = self.kind(code)?;
        let is_structure = flags & 32 != 0;
        let is_array = is_structure || flags & 4 != 0;
        let shape = if is_array { Some(self.shape()?) } else { None };
        let fields = if is_structure { Some(self.structure(0)?) } else { None };
        self.checked(Type { kind, shape, fields })
    }

    fn kind(&self, code: i32) -> Result<Kind> {
        Kind::from_code(code).ok_or_else(|| self.bytes.malformed(format!("{code} is no type")))
    }

    /// A type is that of a structure if it has fields.
    fn checked(&self, type_: Type) -> Result<Option<Type>> {
        if (type_.kind == Kind::Structure) != type_.fields.is_some() {
            return Err(self
                .bytes
                .malformed("a structure's type and its flags contradict each other"));
        }
        Ok(Some(type_))
    }

    /// An array's dimensions, the one that changes slowest first.
    fn shape(&mut self) -> Result<Vec<usize>> {
        let start: i32 = self.bytes.number()?;
        let (n_elements, n_dims, mut dims) = match start {
            8 => {
                self.bytes.skip(8)?;
                let n_elements = u64::from(self.bytes.number::<u32>()?);
                let n_dims: u32 = self.bytes.number()?;
                self.bytes.skip(8)?;
                let n_max: u32 = self.bytes.number()?;
                if 8 < n_max {
                    let problem = format!("an array has up to 8 dimensions, not {n_max}");
                    return Err(self.bytes.malformed(problem));
                }
                let dims = self.bytes.numbers::<u32>(n_max as usize)?;
                (n_elements, n_dims, dims.into_iter().map(u64::from).collect::<Vec<_>>())
            }
            // With 64-bit lengths.
            18 => {
                self.bytes.skip(16)?;
                let n_elements = self.bytes.number()?;
                let n_dims: u32 = self.bytes.number()?;
                self.bytes.skip(8)?;
                (n_elements, n_dims, self.bytes.numbers::<u64>(8)?)
            }
            other => {
                let problem = format!("an array's description begins with {other}, not 8 or 18");
                return Err(self.bytes.malformed(problem));
            }
        };
        if n_dims == 0 || dims.len() < n_dims as usize {
            let problem = format!("an array has {n_dims} of {} dimensions", dims.len());
            return Err(self.bytes.malformed(problem));
        }
        dims.truncate(n_dims as usize);
        let dims =
            dims.into_iter().rev().map(usize::try_from).collect::<std::result::Result<_, _>>();
        let dims: Vec<usize> =
            dims.map_err(|_| self.bytes.malformed("an array is beyond memory"))?;
        match checked_len(&dims) {
            Some(n) if n as u64 == n_elements && 0 < n => Ok(dims),
            _ => {
                let problem =
                    format!("an array of shape {dims:?} does not have {n_elements} elements");
                Err(self.bytes.malformed(problem))
            }
        }
    }

    fn structure(&mut self, depth: usize) -> Result<Rc<Fields>> {
        if depth == MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} structures within each other");
            return Err(self.bytes.unsupported(what));
        }
        let start: i32 = self.bytes.number()?;
        if start != 9 {
            let problem = format!("a structure's description begins with {start}, not 9");
            return Err(self.bytes.malformed(problem));
        }
        let name = self.text()?;
        let flags: i32 = self.bytes.number()?;
        let n_fields: u32 = self.bytes.number()?;
        self.bytes.skip(4)?;
        if flags & 1 != 0 {
            let defined = self.definitions.get(&name).cloned();
            return defined.ok_or_else(|| {
                self.bytes.malformed(format!("the structure `{name}` is not defined before"))
            });
        }
        if n_fields == 0 {
            return Err(self.bytes.malformed(format!("the structure `{name}` has no fields")));
        }
        let list = self.fields(n_fields, depth)?;
        let mut inherits = Vec::new();
        if flags & 6 != 0 {
            self.text()?;
            let n: u32 = self.bytes.number()?;
            for _ in 0..n {
                inherits.push(self.text()?);
            }
            // Their fields are among those of this one.
            for _ in 0..n {
                self.structure(depth + 1)?;
            }
        }
        let fields = Rc::new(Fields { name: name.clone(), inherits, list });
        self.definitions.insert(name, Rc::clone(&fields));
        Ok(fields)
    }

    fn fields(&mut self, n: u32, depth: usize) -> Result<Vec<(String, Type)>> {
        let mut tags = Vec::new();
        for _ in 0..n {
            let offset: i32 = self.bytes.number()?;
            if offset == -1 {
                self.bytes.skip(8)?;
            }
            let code: i32 = self.bytes.number()?;
            let flags: i32 = self.bytes.number()?;
            let (is_array, is_structure) = (flags & 4 != 0, flags & 32 != 0);
            tags.push(Tag { code, is_array, is_structure });
        }
        let mut names = Vec::new();
        for _ in 0..n {
            names.push(self.text()?);
        }
        let mut shapes = Vec::new();
        for tag in &tags {
            shapes.push(if tag.is_array { Some(self.shape()?) } else { None });
        }
        let mut fields = Vec::new();
        for ((tag, name), shape) in tags.iter().zip(names).zip(shapes) {
            let kind = self.kind(tag.code)?;
            let inner = if tag.is_structure { Some(self.structure(depth + 1)?) } else { None };
            // A structure is an array of one record, unless it says otherwise.
            let shape =
                if tag.is_structure { Some(shape.unwrap_or_else(|| vec![1])) } else { shape };
            let checked = self.checked(Type { kind, shape, fields: inner })?;
            fields.extend(checked.map(|type_| (name, type_)));
        }
        Ok(fields)
    }

    /// A name or the like; its length, its bytes, and up to the next multiple of four.
    pub(super) fn text(&mut self) -> Result<String> {
        let n: i32 = self.bytes.number()?;
        let Ok(n) = usize::try_from(n) else {
            return Err(self.bytes.malformed(format!("a text has a length of {n}")));
        };
        let bytes = self.bytes.bytes(n)?;
        align(self.bytes)?;
        Ok(latin1(&bytes))
    }
}

/// Goes on to the next multiple of four bytes, as far as there are any.
pub(super) fn align<R: Read>(bytes: &mut ByteReader<R>) -> Result<()> {
    let n = bytes.position().wrapping_neg() % 4;
    // The last record need not be padded.
    let n = bytes.left().map_or(n, |left| n.min(left));
    bytes.skip(n)
}
