//! Files of level 5: a header, then variables one after the other, each compressed or not.

use std::io::{BufReader, Read, Seek};

use flate2::read::ZlibDecoder;

use super::element::{MATLAB, data_type};
use super::file::{MatFile, MatVariable};
use super::matrix::{Header, Matrices, class};
use super::options::ReadOptions;
use super::read::MatInfo;
use crate::bytes::{ByteOrder, ByteReader, Limited};
use crate::error::{Error, Result};
use crate::limits::Budget;

/// How the variable without name is asked for, which holds what functions and objects need.
const WORKSPACE: &str = "__function_workspace__";

/// Reads a whole file, or the variables that were asked for.
pub(super) fn read<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    options: &ReadOptions,
) -> Result<MatFile> {
    let mut file = MatFile::default();
    file.description = read_header(bytes, options)?;
    let budget = Budget::new(options.limits);
    let mut missing = options.variable_names.clone();
    for_each_variable(bytes, &budget, &mut |mut variable| {
        let name = variable.header.name.clone();
        let asked = if name.is_empty() { WORKSPACE } else { &name };
        if let Some(missing) = &mut missing {
            let Some(index) = missing.iter().position(|known| known == asked) else {
                return Ok(true);
            };
            missing.swap_remove(index);
        }
        let is_global = variable.header.is_global;
        if name.is_empty() {
            // MATLAB's own bytes, which are not to be touched.
            file.workspace = Some(variable.value(&ReadOptions::default(), &budget)?);
        } else {
            let value = variable.value(options, &budget).map_err(|e| e.in_variable(&name))?;
            file.insert_variable(MatVariable { name, value, is_global });
        }
        Ok(missing.as_ref().is_none_or(|missing| !missing.is_empty()))
    })?;
    Ok(file)
}

/// Lists the variables.
pub(super) fn list<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    options: &ReadOptions,
) -> Result<Vec<MatInfo>> {
    read_header(bytes, options)?;
    let mut infos = Vec::new();
    for_each_variable(bytes, &Budget::new(options.limits), &mut |variable| {
        let header = variable.header;
        infos.push(MatInfo {
            class: class_name(header),
            name: if header.name.is_empty() { WORKSPACE.to_owned() } else { header.name.clone() },
            shape: header.shape.clone(),
            is_complex: header.is_complex,
            is_global: header.is_global,
        });
        Ok(true)
    })?;
    Ok(infos)
}

fn class_name(header: &Header) -> &'static str {
    if header.is_logical {
        return "logical";
    }
    match header.class {
        class::CELL => "cell",
        class::STRUCT => "struct",
        class::OBJECT => "object",
        class::CHAR => "char",
        class::SPARSE => "sparse",
        class::DOUBLE => "double",
        class::SINGLE => "single",
        class::INT8 => "int8",
        class::UINT8 => "uint8",
        class::INT16 => "int16",
        class::UINT16 => "uint16",
        class::INT32 => "int32",
        class::UINT32 => "uint32",
        class::INT64 => "int64",
        class::UINT64 => "uint64",
        class::FUNCTION => "function",
        class::OPAQUE => "opaque",
        _ => "unknown",
    }
}

/// Reads the 128 bytes before the first variable, sets the order of bytes, and gives the description.
fn read_header<R: Read + Seek>(bytes: &mut ByteReader<R>, options: &ReadOptions) -> Result<String> {
    let header = bytes.array::<128>()?;
    let order = if header.ends_with(b"IM") { ByteOrder::Little } else { ByteOrder::Big };
    bytes.set_order(options.byte_order.unwrap_or(order));
    let description = super::element::latin1(&header[..116]);
    Ok(description.trim_matches([' ', '\t', '\n', '\0']).to_owned())
}

/// A variable whose header has been read.
struct Variable<'a> {
    header: &'a Header,
    source: &'a mut dyn Source,
}

impl Variable<'_> {
    fn value(&mut self, options: &ReadOptions, budget: &Budget) -> Result<super::MatValue> {
        self.source.value(self.header, options, budget)
    }
}

/// The bytes of a variable, compressed or not.
trait Source {
    fn value(
        &mut self,
        header: &Header,
        options: &ReadOptions,
        budget: &Budget,
    ) -> Result<super::MatValue>;
}

/// Bytes as they stand in the file.
struct Plain<'a, R>(&'a mut ByteReader<R>);

impl<R: Read> Source for Plain<'_, R> {
    fn value(
        &mut self,
        header: &Header,
        options: &ReadOptions,
        budget: &Budget,
    ) -> Result<super::MatValue> {
        Matrices { bytes: self.0, options, budget }.value(header, 0)
    }
}

/// Bytes that a decoder unpacks.
struct Unpacked<'a, R>(&'a mut ByteReader<R>);

impl<R: Read> Source for Unpacked<'_, R> {
    fn value(
        &mut self,
        header: &Header,
        options: &ReadOptions,
        budget: &Budget,
    ) -> Result<super::MatValue> {
        let value = Matrices { bytes: self.0, options, budget }.value(header, 0)?;
        // The check sum behind the data is compared when someone asks for more.
        match self.0.is_at_end() {
            Ok(true) => Ok(value),
            _ if !options.verify_compressed_data_integrity => Ok(value),
            Ok(false) => Err(self.0.malformed("compressed data go on after the value's end")),
            Err(error) => Err(error),
        }
    }
}

/// Calls `visit` with the variables until it gives `false`.
fn for_each_variable<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    budget: &Budget,
    visit: &mut dyn FnMut(Variable<'_>) -> Result<bool>,
) -> Result<()> {
    while bytes.left() != Some(0) {
        let at = bytes.position();
        let (kind, n_bytes): (u32, u32) = (bytes.number()?, bytes.number()?);
        if n_bytes == 0 {
            return Err(bytes.malformed_at("a variable of no bytes", at));
        }
        let next = bytes.position() + u64::from(n_bytes);
        let goes_on = match kind {
            data_type::COMPRESSED => visit_compressed(bytes, n_bytes, budget, visit)?,
            data_type::MATRIX => {
                if bytes.left().is_some_and(|left| left < n_bytes.into()) {
                    let problem = format!("it is cut off: a variable takes {n_bytes} bytes more");
                    return Err(bytes.malformed_at(problem, at));
                }
                let end = bytes.set_end(Some(next));
                let header = Header::read(bytes)?;
                let goes_on = visit(Variable { header: &header, source: &mut Plain(bytes) })?;
                bytes.set_end(end);
                goes_on
            }
            kind => {
                let problem = format!("data of type {kind}, where a variable was expected");
                return Err(bytes.malformed_at(problem, at));
            }
        };
        if !goes_on {
            break;
        }
        bytes.seek(next)?;
    }
    Ok(())
}

fn visit_compressed<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    n_bytes: u32,
    budget: &Budget,
    visit: &mut dyn FnMut(Variable<'_>) -> Result<bool>,
) -> Result<bool> {
    let (path, order, at) = (bytes.path().to_owned(), bytes.order(), bytes.position());
    let over_limit = bytes.over_limit(budget);
    let decoder = ZlibDecoder::new(bytes.lend(n_bytes.into())?);
    let decoder = BufReader::new(Limited::new(decoder, budget, over_limit));
    let mut unpacked = ByteReader::unpacked(decoder, &path, MATLAB, order);
    let mut visit_unpacked = || {
        let (kind, _): (u32, u32) = (unpacked.number()?, unpacked.number()?);
        if kind != data_type::MATRIX {
            let problem = format!("compressed data of type {kind}, where an array was expected");
            return Err(unpacked.malformed(problem));
        }
        let header = Header::read(&mut unpacked)?;
        visit(Variable { header: &header, source: &mut Unpacked(&mut unpacked) })
    };
    visit_unpacked().map_err(|mut error| {
        // Where in the unpacked data it was, nobody could look up.
        if let Error::Malformed { offset, .. } = &mut error {
            *offset = Some(at);
        }
        error
    })
}
