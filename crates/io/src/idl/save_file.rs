//! The variables of a file, and its heap.

use std::collections::BTreeMap;

use crate::idl::value::{Pointer, Value};

/// What a `.sav` file holds.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SaveFile {
    /// The variables in their order, by the names that IDL gave them, in capitals.
    pub variables: Vec<(String, Value)>,
    /// What pointers and objects refer to, by number. The values may refer to each other, in circles, too.
    pub heap: BTreeMap<i32, Value>,
    /// When the file was saved, in words.
    pub date: Option<String>,
    /// Who saved it.
    pub user: Option<String>,
    /// On which machine.
    pub host: Option<String>,
    /// The processor that IDL ran on, its operating system, and IDL's version.
    pub version: Option<[String; 3]>,
    /// What the user said about the file.
    pub description: Option<String>,
    /// IDL's own notice.
    pub notice: Option<String>,
    /// Author, title and identification code.
    pub identification: Option<[String; 3]>,
    /// Common blocks: their names, and those of the variables in each.
    pub common_blocks: Vec<(String, Vec<String>)>,
}

impl SaveFile {
    /// The variable of that name, in whatever case; the last if there are several.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_io::idl::{SaveFile, Value};
    ///
    /// let variables = vec![("X".to_owned(), Value::Null)];
    /// let file = SaveFile { variables, ..Default::default() };
    /// assert_eq!(file.variable("x"), Some(&Value::Null));
    /// ```
    pub fn variable(&self, name: &str) -> Option<&Value> {
        let mut all = self.variables.iter().rev();
        all.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What a pointer points to; `None` if it points nowhere, or to nothing that the file has.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::arr0;
    /// use onkai_io::idl::{Pointer, SaveFile, Value};
    ///
    /// let value = Value::from(arr0(1.5_f32).into_dyn());
    /// let file = SaveFile { heap: [(7, value.clone())].into(), ..Default::default() };
    /// assert_eq!(file.target(Pointer(7)), Some(&value));
    /// assert_eq!(file.target(Pointer(0)), None);
    /// ```
    pub fn target(&self, pointer: Pointer) -> Option<&Value> {
        if pointer.is_null() { None } else { self.heap.get(&pointer.0) }
    }

    /// What a value stands for: the end of a chain of scalar pointers, or the value itself.
    ///
    /// `None` where a pointer of the chain leads nowhere, or the chain is a circle.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::arr0;
    /// use onkai_io::idl::{Pointer, SaveFile, Value};
    ///
    /// let pointer = |n| Value::from(arr0(Pointer(n)).into_dyn());
    /// let value = Value::from(arr0(1.5_f32).into_dyn());
    /// let heap = [(1, value.clone()), (2, pointer(1)), (3, pointer(3))].into();
    /// let file = SaveFile { heap, ..Default::default() };
    /// assert_eq!(file.resolve(&pointer(2)), Some(&value));
    /// assert_eq!(file.resolve(&pointer(3)), None);
    /// ```
    pub fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        let mut value = value;
        // A chain that is longer than the heap has been somewhere twice.
        for _ in 0..=self.heap.len() {
            match value {
                Value::Pointer(p) | Value::Object(p) if p.ndim() == 0 => {
                    value = self.target(*p.first()?)?;
                }
                other => return Some(other),
            }
        }
        None
    }
}
