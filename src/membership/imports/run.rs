//! How a table is imported: every line is tried, and all of them are written, or none.

use super::json::{ImportOutcome, ImportView, ImportedLineView};
use super::kinds::{Column, Imported};
use super::sheet::{Line, Sheet};
use crate::db::Id;
use crate::error::{FieldError, Kind, Problem};
use crate::http::{Act, Answer, Operation, Reply, Tx, Valid};
use actix_web::http::Method;

/// Imports a table, or only tries to.
///
/// # Errors
/// 422 when its header is at fault; when it is to be written, also when a line is.
pub async fn import<I: Imported>(act: Act, text: &str, dry_run: bool) -> Reply {
    let operation = act.shared.operations.find(I::ROUTE, &Method::POST)?;
    let sheet = Sheet::read(text, I::COLUMNS)?;
    require_columns::<I>(&operation, &sheet)?;
    act.commit(move |tx| {
        let run = |tx: &mut Tx<'_>| outcomes::<I>(tx, &operation, &sheet);
        let outcomes = if dry_run { tx.rehearse(run)? } else { run(tx)? };
        if !dry_run {
            require_all(&outcomes)?;
        }
        Answer::ok(&report(outcomes, dry_run))
    })
    .await
}

/// What became of a line, by its number.
type Outcome = (usize, Result<Id, Problem>);

/// The columns without which no line can be in order, as the contract has it.
fn require_columns<I: Imported>(operation: &Operation, sheet: &Sheet) -> Result<(), Problem> {
    let Err(problem) = operation.accept(I::empty()) else {
        return Ok(());
    };
    let required = problem
        .errors
        .iter()
        .filter_map(|fault| column_at(I::COLUMNS, &fault.pointer));
    let missing = required.filter(|column| !sheet.columns.contains(column));
    let faults: Vec<FieldError> = missing
        .map(|column| Sheet::header_fault(sheet.header, column.name, "required", "This column is required."))
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem::of_fields(Kind::InvalidContent, faults))
}

/// Tries each line after those before it, and goes on after one that is refused.
fn outcomes<I: Imported>(
    tx: &mut Tx<'_>,
    operation: &Operation,
    sheet: &Sheet,
) -> Result<Vec<Outcome>, Problem> {
    let mut all = Vec::new();
    for line in &sheet.lines {
        let outcome = tx.attempt(|tx| write::<I>(tx, operation, sheet, line));
        match outcome {
            // No fault of the line: the transaction runs again, or ends.
            Err(problem) if problem.transient || problem.kind.status().is_server_error() => {
                return Err(problem);
            }
            Err(problem) => all.push((line.number, Err(placed::<I>(problem, line.number)))),
            Ok(id) => all.push((line.number, Ok(id))),
        }
    }
    Ok(all)
}

/// Writes one line, as the operation whose body it is does.
fn write<I: Imported>(
    tx: &mut Tx<'_>,
    operation: &Operation,
    sheet: &Sheet,
    line: &Line,
) -> Result<Id, Problem> {
    let body = I::meant(tx, sheet.body(line, I::empty())?)?;
    let Valid(new) = Valid::<I::New>::of(operation.accept(body)?)?;
    I::write(tx, &new)
}

/// A refusal of a line with its faults at their places in the table.
fn placed<I: Imported>(problem: Problem, line: usize) -> Problem {
    let place = |pointer: &str| match column_at(I::COLUMNS, pointer) {
        Some(column) => format!("/lines/{line}/{}", column.name),
        None => format!("/lines/{line}"),
    };
    let mut errors: Vec<FieldError> = problem
        .errors
        .iter()
        .map(|fault| FieldError {
            pointer: place(&fault.pointer),
            ..fault.clone()
        })
        .collect();
    if errors.is_empty() {
        errors.push(FieldError {
            pointer: place(""),
            code: problem.kind.name(),
            detail: problem.detail.clone(),
        });
    }
    errors.sort();
    Problem { errors, ..problem }
}

fn column_at(columns: &'static [Column], pointer: &str) -> Option<&'static Column> {
    columns.iter().find(|column| column.pointer == pointer)
}

/// Passes when no line is refused; else all their faults, in the order of the lines.
fn require_all(outcomes: &[Outcome]) -> Result<(), Problem> {
    let refused: Vec<&Problem> = outcomes
        .iter()
        .filter_map(|(_, outcome)| outcome.as_ref().err())
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "{} of {} lines are refused, so nothing was written; `errors` names each place, and `dry_run` every line.",
        refused.len(),
        outcomes.len()
    );
    Err(Problem {
        clause: refused.iter().find_map(|problem| problem.clause),
        errors: refused
            .iter()
            .flat_map(|problem| problem.errors.clone())
            .collect(),
        ..Problem::new(Kind::InvalidContent, detail)
    })
}

fn report(outcomes: Vec<Outcome>, dry_run: bool) -> ImportView {
    let refused = outcomes.iter().filter(|(_, outcome)| outcome.is_err()).count();
    ImportView {
        dry_run,
        accepted: outcomes.len() - refused,
        refused,
        lines: outcomes
            .into_iter()
            .map(|outcome| told(outcome, dry_run))
            .collect(),
    }
}

fn told((line, outcome): Outcome, dry_run: bool) -> ImportedLineView {
    match outcome {
        Ok(id) => ImportedLineView {
            line,
            outcome: if dry_run {
                ImportOutcome::WouldCreate
            } else {
                ImportOutcome::Created
            },
            // What was taken back has no id.
            id: Some(id).filter(|_| !dry_run),
            clause: None,
            faults: Vec::new(),
        },
        Err(problem) => ImportedLineView {
            line,
            outcome: ImportOutcome::Refused,
            id: None,
            clause: problem.clause,
            faults: problem.errors,
        },
    }
}
