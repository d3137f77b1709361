//! Tables as CSV (RFC 4180), of which a spreadsheet calculates nothing.

use crate::error::Problem;
use csv::{Terminator, WriterBuilder};

/// The media type of a table whose first line is its header.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// How a cell begins that a spreadsheet calculates.
const CALCULATED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes a table.
///
/// # Errors
/// 500 when it cannot be written.
pub fn table<R: AsRef<[String]>>(
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, Problem> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(header).map_err(Problem::internal)?;
    for row in rows {
        let cells = row.as_ref().iter().map(|cell| harmless(cell));
        writer.write_record(cells).map_err(Problem::internal)?;
    }
    writer.into_inner().map_err(Problem::internal)
}

/// A spreadsheet calculates what begins like a formula, and members choose names.
pub fn harmless(text: &str) -> String {
    if text.starts_with(CALCULATED) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What a cell says that was made harmless, by [`harmless`] or by the hand of whoever typed a telephone number.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.starts_with(CALCULATED) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+264 61", "'+264 61"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("Fund = good", "Fund = good"),
        ] {
            assert_eq!(harmless(text), written);
            assert_eq!(plain(written), text);
        }
    }

    #[test]
    fn an_apostrophe_of_ones_own_stays() {
        for text in ["'s-Gravenhage", "'", "", "Cote d'Ivoire"] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn cells_keep_to_themselves() {
        let rows = [["a,b\n\"c\"".to_owned(), "=d".to_owned()]];
        let text = String::from_utf8(table(&["x", "y"], rows).unwrap()).unwrap();
        assert_eq!(text, "x,y\r\n\"a,b\n\"\"c\"\"\",'=d\r\n");
    }
}
