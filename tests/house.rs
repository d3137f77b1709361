//! The house itself: its files are short, and nothing in it goes around in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines that a file of `src` has at the most.
const LONGEST: usize = 400;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file of `src`: its modules from the root, and its text.
fn files() -> Vec<(Vec<String>, String)> {
    let (mut files, mut folders) = (Vec::new(), vec![source()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(source()).unwrap().with_extension("");
                let mut modules: Vec<String> = inside
                    .iter()
                    .map(|part| part.to_str().unwrap().to_owned())
                    .collect();
                modules.pop_if(|last| *last == "mod");
                files.push((modules, fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(files.len() > 100, "only {} files in src", files.len());
    files
}

fn no_file_is_too_long() {
    let long: Vec<String> = files()
        .iter()
        .filter(|(_, text)| text.lines().count() > LONGEST)
        .map(|(modules, text)| format!("{}: {}", modules.join("::"), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines:\n{}", long.join("\n"));
}

/// What a file names from the root, to this depth: `crate::a::b`, and each of `crate::{a, b::c}`. Comments do not count.
fn named(text: &str, depth: usize) -> BTreeSet<Vec<String>> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect();
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let paths: Vec<&str> = match rest.strip_prefix('{') {
            Some(several) => several.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        for path in paths {
            let modules = path
                .trim()
                .split("::")
                .map(|part| {
                    part.split(|c: char| c != '_' && !c.is_alphanumeric())
                        .next()
                        .unwrap()
                })
                .take_while(|part| part.starts_with(|c: char| c.is_ascii_lowercase()));
            found.insert(modules.take(depth).map(str::to_owned).collect());
        }
    }
    found
}

/// Who names whom, to this depth; a function or a file of a domain counts as the module that it stands in.
fn arrows(depth: usize) -> BTreeMap<String, BTreeSet<String>> {
    let files = files();
    let modules: BTreeSet<&[String]> = files
        .iter()
        .flat_map(|(modules, _)| (1..=modules.len()).map(|length| &modules[..length]))
        .collect();
    let name = |path: &[String]| path[..path.len().min(depth)].join("::");
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, text) in &files {
        for mut to in named(text, depth) {
            while !to.is_empty() && !modules.contains(to.as_slice()) {
                to.pop();
            }
            if !to.is_empty() && name(from) != name(&to) {
                arrows.entry(name(from)).or_default().insert(name(&to));
            }
        }
    }
    assert!(arrows.len() > 10, "only {} modules name another", arrows.len());
    arrows
}

/// A way from a module along the arrows back to itself.
fn circle(start: &str, arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let (mut ways, mut seen) = (vec![vec![start.to_owned()]], BTreeSet::new());
    while let Some(way) = ways.pop() {
        for next in arrows.get(way.last().unwrap()).into_iter().flatten() {
            let longer = [way.clone(), vec![next.clone()]].concat();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next) {
                ways.push(longer);
            }
        }
    }
    None
}

fn no_circle(depth: usize) {
    let arrows = arrows(depth);
    let circles: Vec<String> = arrows
        .keys()
        .filter_map(|start| circle(start, &arrows))
        .map(|way| way.join(" → "))
        .collect();
    assert!(circles.is_empty(), "in a circle:\n{}", circles.join("\n"));
}

fn no_domain_is_in_a_circle() {
    no_circle(1);
}

fn no_resource_is_in_a_circle() {
    no_circle(2);
}

cases! {
    ; without app: no_file_is_too_long, no_domain_is_in_a_circle, no_resource_is_in_a_circle
}
