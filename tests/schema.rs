//! The tables: as `src/schema` says, and the same on both engines.

use crate::support::{App, Engine};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn both_engines_have_the_same_migrations() {
    let folders = ["sqlite", "postgres"].map(|engine| {
        let entries = fs::read_dir(project("migrations").join(engine)).unwrap();
        let names = entries.map(|entry| {
            let folder = entry.unwrap();
            for file in ["up.sql", "down.sql"] {
                assert!(
                    folder.path().join(file).exists(),
                    "no {file} in {}",
                    folder.path().display()
                );
            }
            folder.file_name()
        });
        names.collect::<BTreeSet<_>>()
    });
    assert_eq!(folders[0], folders[1]);
}

/// What `src/schema` says: `table.column type`, with ` not null` and ` key`.
fn declared(engine: Engine) -> BTreeSet<String> {
    let files = fs::read_dir(project("src/schema")).unwrap();
    let text: String = files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let (mut table, mut key) = (String::new(), Vec::new());
    let mut columns = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, keys)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            name.clone_into(&mut table);
            key = keys.split(", ").map(str::to_owned).collect();
        } else if let Some((column, kind)) = line.strip_suffix(',').and_then(|line| line.split_once(" -> ")) {
            let nullable = kind
                .strip_prefix("Nullable<")
                .and_then(|kind| kind.strip_suffix('>'));
            let null = if nullable.is_some() { "" } else { " not null" };
            let is_key = if key.iter().any(|key| key == column) {
                " key"
            } else {
                ""
            };
            let kind = column_type(nullable.unwrap_or(kind), engine);
            columns.insert(format!("{table}.{column} {kind}{null}{is_key}"));
        }
    }
    columns
}

fn column_type(kind: &str, engine: Engine) -> &'static str {
    let (sqlite, postgres) = match kind {
        "Id" => ("BLOB", "uuid"),
        "Instant" => ("INTEGER", "timestamp with time zone"),
        "Text" => ("TEXT", "text"),
        "Binary" => ("BLOB", "bytea"),
        "Date" => ("TEXT", "date"),
        "Integer" => ("INTEGER", "integer"),
        "BigInt" => ("INTEGER", "bigint"),
        "Bool" => ("INTEGER", "boolean"),
        other => panic!("which column type is {other}?"),
    };
    match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    }
}

/// A key is never null: on `SQLite` only by the program. The words of search stand in each engine's own form, and are not
/// compared.
const SQLITE_COLUMNS: &str = "
    SELECT t.name || '.' || c.name || ' ' || c.type || iif(c.\"notnull\" OR c.pk, ' not null', '') || iif(c.pk, ' key', '') AS text
    FROM pragma_table_list t JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '__diesel%'";

const POSTGRES_COLUMNS: &str = "
    SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type
        || CASE c.is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
        || CASE WHEN EXISTS (
               SELECT 1 FROM information_schema.key_column_usage k
               JOIN information_schema.table_constraints p USING (constraint_name, table_name)
               WHERE p.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name
           ) THEN ' key' ELSE '' END AS text
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_\\_diesel%' AND c.table_name <> 'search_words'";

fn the_tables_are_as_declared(app: &App) {
    let columns = match app.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    };
    same(
        "src/schema",
        &declared(app.engine()),
        "the database",
        &found(app, columns),
    );
}

const SQLITE_REFERENCES: &str = "
    SELECT t.name || '.' || f.\"from\" || ' references ' || f.\"table\" AS text
    FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'";

const POSTGRES_REFERENCES: &str = "
    SELECT f.conrelid::regclass || '.' || a.attname || ' references ' || f.confrelid::regclass AS text
    FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
    WHERE f.contype = 'f'";

fn both_engines_have_the_same_references(postgres: &App) {
    compare(postgres, SQLITE_REFERENCES, POSTGRES_REFERENCES);
}

const SQLITE_INDEXES: &str = "
    SELECT l.name || iif(l.\"unique\", ' unique', '') || iif(l.partial, ' partial', '') AS text
    FROM pragma_table_list t JOIN pragma_index_list(t.name) l WHERE t.schema = 'main' AND l.origin = 'c'";

const POSTGRES_INDEXES: &str = "
    SELECT i.indexrelid::regclass || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
        || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END AS text
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'search_words'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)";

fn both_engines_have_the_same_indexes(postgres: &App) {
    compare(postgres, SQLITE_INDEXES, POSTGRES_INDEXES);
}

#[track_caller]
fn compare(postgres: &App, on_sqlite: &str, on_postgres: &str) {
    let sqlite = App::start(Engine::Sqlite);
    same(
        "SQLite",
        &found(&sqlite, on_sqlite),
        "PostgreSQL",
        &found(postgres, on_postgres),
    );
}

fn found(app: &App, sql: &str) -> BTreeSet<String> {
    app.texts(sql).into_iter().collect()
}

#[track_caller]
fn same(left: &str, a: &BTreeSet<String>, right: &str, b: &BTreeSet<String>) {
    assert!(!a.is_empty(), "nothing in {left}");
    let only = |a: &BTreeSet<String>, b| a.difference(b).cloned().collect::<Vec<_>>().join("\n  ");
    assert!(
        a == b,
        "only in {left}:\n  {}\nonly in {right}:\n  {}",
        only(a, b),
        only(b, a)
    );
}

cases! {
    the_tables_are_as_declared,
    ; on postgres: both_engines_have_the_same_references, both_engines_have_the_same_indexes
    ; without app: both_engines_have_the_same_migrations
}
