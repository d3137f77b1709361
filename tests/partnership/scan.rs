//! Where words stand in the database, in whatever table and column.

use crate::support::{App, Engine};

/// The columns of all tables: table, column, and how the column is read as bytes.
fn columns(app: &App) -> Vec<(String, String, String)> {
    let sql = match app.engine() {
        Engine::Sqlite => {
            "SELECT t.name || ' ' || c.name || ' ' || 'any' AS text
             FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => {
            "SELECT table_name || ' ' || column_name || ' ' || data_type AS text
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = app.texts(sql);
    assert!(rows.len() > 100, "there are more columns than {}", rows.len());
    rows.iter()
        .map(|row| {
            let mut words = row.splitn(3, ' ');
            let [table, column, kind] = [(); 3].map(|()| words.next().unwrap().to_owned());
            let cell = match (app.engine(), kind.as_str()) {
                (Engine::Sqlite, _) => format!("CAST(\"{column}\" AS BLOB)"),
                (Engine::Postgres, "bytea") => format!("\"{column}\""),
                (Engine::Postgres, _) => format!("convert_to(\"{column}\"::text, 'UTF8')"),
            };
            (table, column, cell)
        })
        .collect()
}

fn stands_in(bytes: &[u8], words: &[&str]) -> bool {
    let bytes = bytes.to_ascii_lowercase();
    words.iter().any(|word| {
        let word = word.to_ascii_lowercase().into_bytes();
        bytes.windows(word.len()).any(|part| part == word)
    })
}

/// The columns in which one of these words stands, whatever the case of its letters.
pub fn hits(app: &App, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column, cell) in columns(app) {
        if app
            .bytes(&table, &cell)
            .iter()
            .any(|bytes| stands_in(bytes, words))
        {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}
