//! A table as it was sent (RFC 4180): its columns, and its lines with the numbers that they have in the file.

use super::json::MOST_LINES;
use super::kinds::Column;
use crate::error::{FieldError, Kind, Problem};
use crate::http::plain;
use csv::{ReaderBuilder, StringRecord};
use serde_json::{Value, json};
use std::borrow::Cow;

/// Characters of a column's name that are said again.
const SHOWN: usize = 60;

/// A table.
#[derive(Debug)]
pub struct Sheet {
    /// The line that names the columns.
    pub header: usize,
    /// The columns, in the order of the file.
    pub columns: Vec<&'static Column>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of a table.
#[derive(Debug)]
pub struct Line {
    /// Where it begins: a cell may hold lines of its own.
    pub number: usize,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads a table with some of these columns; lines that are empty are passed over.
    ///
    /// # Errors
    /// 422 when its first line names no columns that are known, each once, or when it has no lines, or too many.
    pub fn read(text: &str, known: &'static [Column]) -> Result<Self, Problem> {
        // What spreadsheets write before UTF-8.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = lines_of(text)?.into_iter();
        let header = lines
            .next()
            .ok_or_else(|| Problem::invalid("", "empty", "Name the columns in the first line."))?;
        let columns = columns_of(&header, known)?;
        let lines: Vec<Line> = lines.collect();
        match lines.len() {
            0 => Err(Problem::invalid(
                "",
                "too_few",
                "Give at least one line after the one that names the columns.",
            )),
            1..=MOST_LINES => Ok(Self {
                header: header.number,
                columns,
                lines,
            }),
            _ => Err(Problem::invalid(
                "",
                "too_many",
                format!("Give at most {MOST_LINES} lines; send the others in another table."),
            )),
        }
    }

    /// The place of a fault in the header, by the name of a column.
    pub fn header_fault(
        line: usize,
        column: &str,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> FieldError {
        let column: String = column.chars().take(SHOWN).collect();
        FieldError {
            pointer: format!("/lines/{line}/{}", column.replace('~', "~0").replace('/', "~1")),
            code,
            detail: detail.into(),
        }
    }

    /// The body that a line is: its cells at the places of their columns in `empty`. An empty cell says nothing.
    ///
    /// # Errors
    /// 422 when it has more cells than there are columns, or fewer.
    pub fn body(&self, line: &Line, empty: Value) -> Result<Value, Problem> {
        let (cells, columns) = (line.cells.len(), self.columns.len());
        if cells != columns {
            return Err(Problem::invalid(
                "",
                "cells",
                format!(
                    "There are {columns} columns, and this line has {cells} cells; put a cell with a comma in quotes."
                ),
            ));
        }
        let mut body = empty;
        let filled = self
            .columns
            .iter()
            .zip(&line.cells)
            .filter(|(_, cell)| !cell.is_empty());
        for (column, cell) in filled {
            put(&mut body, column.pointer, cell);
        }
        Ok(body)
    }
}

/// Every line that is not empty, the header among them, with its number.
fn lines_of(text: &str) -> Result<Vec<Line>, Problem> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut lines = Vec::new();
    let (mut counted, mut number) = (0, 1);
    while reader.read_record(&mut record).map_err(Problem::internal)? {
        let begins = record.position().map_or(0, csv::Position::byte);
        // The reader stands before the end of the line before, and before empty lines.
        let begins = after_ends(text, usize::try_from(begins).map_err(Problem::internal)?);
        number += ends(text.get(counted..begins).unwrap_or_default());
        counted = begins;
        let cells = record.iter().map(|cell| plain(cell).replace("\r\n", "\n"));
        lines.push(Line {
            number,
            cells: cells.collect(),
        });
    }
    Ok(lines)
}

/// The first place from here on that is no end of a line.
fn after_ends(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.len() - rest.trim_start_matches(['\r', '\n']).len()
}

/// How many lines end in a part of the text: with LF, with CR and LF, or as long ago with CR.
fn ends(part: &str) -> usize {
    part.matches('\n').count() + part.matches('\r').count() - part.matches("\r\n").count()
}

/// The columns that a header names.
fn columns_of(header: &Line, known: &'static [Column]) -> Result<Vec<&'static Column>, Problem> {
    let mut columns: Vec<&'static Column> = Vec::new();
    let mut faults = Vec::new();
    for name in &header.cells {
        let name = name.trim();
        let mut fault = |code, detail: Cow<'static, str>| {
            faults.push(Sheet::header_fault(header.number, name, code, detail));
        };
        match known.iter().find(|column| column.name == name) {
            None => fault("unknown", unknown(known).into()),
            Some(column) if columns.iter().any(|earlier| earlier.name == column.name) => {
                fault("repeated", "Name each column only once.".into());
            }
            Some(column) => columns.push(column),
        }
    }
    if faults.is_empty() {
        return Ok(columns);
    }
    Err(Problem::of_fields(Kind::InvalidContent, faults))
}

fn unknown(known: &[Column]) -> String {
    let names: Vec<&str> = known.iter().map(|column| column.name).collect();
    format!("There is no such column. Use some of: {}.", names.join(", "))
}

/// Puts a text at the place of a pointer, and makes the objects on the way.
fn put(body: &mut Value, pointer: &str, text: &str) {
    let mut place = body;
    for name in pointer.split('/').skip(1) {
        if !place.is_object() {
            *place = json!({});
        }
        let Some(members) = place.as_object_mut() else {
            return;
        };
        place = members.entry(name).or_insert(Value::Null);
    }
    *place = Value::String(text.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("name", "/name"),
        Column::new("phone", "/contact/phone"),
    ];

    fn read(text: &str) -> Vec<(usize, Value)> {
        let sheet = Sheet::read(text, COLUMNS).unwrap();
        let lines = sheet.lines.iter();
        lines
            .map(|line| (line.number, sheet.body(line, json!({})).unwrap()))
            .collect()
    }

    #[test]
    fn lines_have_their_numbers_in_the_file() {
        let expected = [
            (2, json!({"name": "A", "contact": {"phone": "+1"}})),
            (4, json!({"name": "B\nb, \"c\""})),
            (6, json!({"contact": {"phone": "2"}})),
        ];
        let text = "name,phone\nA,'+1\n\n\"B\nb, \"\"c\"\"\",\n,2\n";
        assert_eq!(read(text), expected);
        assert_eq!(read(&text.replace('\n', "\r\n")), expected);
        assert_eq!(read(&format!("\u{feff}{text}")), expected);
        assert_eq!(read(text.trim_end()), expected);
        assert_eq!(
            read("\r\n\r\nname\r\nA\r\n")
                .iter()
                .map(|(line, _)| *line)
                .collect::<Vec<_>>(),
            [4]
        );
        assert_eq!(read("name\rA\rB\r").len(), 2);
    }

    #[test]
    fn a_header_names_known_columns_once() {
        let problem = Sheet::read("name,name,Phone/Fax\nA,B,C", COLUMNS).unwrap_err();
        let faults: Vec<(&str, &str)> = problem
            .errors
            .iter()
            .map(|fault| (fault.pointer.as_str(), fault.code))
            .collect();
        assert_eq!(
            faults,
            [("/lines/1/Phone~1Fax", "unknown"), ("/lines/1/name", "repeated")]
        );
        for (text, code) in [("", "empty"), ("\n\n", "empty"), ("name", "too_few")] {
            assert_eq!(Sheet::read(text, COLUMNS).unwrap_err().errors[0].code, code);
        }
        let long = format!("name\n{}", "A\n".repeat(1001));
        assert_eq!(
            Sheet::read(&long, COLUMNS).unwrap_err().errors[0].code,
            "too_many"
        );
    }

    #[test]
    fn a_line_has_a_cell_for_each_column() {
        let sheet = Sheet::read("name,phone\nA,B,C\nA\n", COLUMNS).unwrap();
        for line in &sheet.lines {
            assert_eq!(sheet.body(line, json!({})).unwrap_err().errors[0].code, "cells");
        }
    }
}
