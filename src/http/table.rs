//! Tables as CSV (RFC 4180), of which a spreadsheet calculates nothing.

use crate::error::Problem;
use csv::{Terminator, WriterBuilder};

/// The media type of a table whose first line is its header.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

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
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
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
        }
    }

    #[test]
    fn cells_keep_to_themselves() {
        let rows = [["a,b\n\"c\"".to_owned(), "=d".to_owned()]];
        let text = String::from_utf8(table(&["x", "y"], rows).unwrap()).unwrap();
        assert_eq!(text, "x,y\r\n\"a,b\n\"\"c\"\"\",'=d\r\n");
    }
}
