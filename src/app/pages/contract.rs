//! The contract, as its reader wants it: operations by group, references resolved.

use serde_json::Value;

/// The document.
pub struct Contract<'a> {
    document: &'a Value,
    /// The groups, in the order of a newcomer's needs.
    pub groups: Vec<Group<'a>>,
}

/// A tag with its operations.
pub struct Group<'a> {
    /// The tag.
    pub name: &'a str,
    /// Its place in addresses, such as `focal-points`.
    pub slug: String,
    /// What it tells.
    pub description: &'a str,
    /// Its operations, in the document's order.
    pub operations: Vec<Operation<'a>>,
}

/// An operation.
pub struct Operation<'a> {
    /// In capitals.
    pub method: String,
    /// The path with its placeholders.
    pub path: &'a str,
    /// What the document says of it.
    pub value: &'a Value,
}

impl<'a> Contract<'a> {
    /// Reads the document.
    pub fn of(document: &'a Value) -> Self {
        let groups = items(document, "tags")
            .map(|tag| {
                let name = text(tag, "name");
                Group {
                    name,
                    slug: name.to_lowercase().replace(' ', "-"),
                    description: text(tag, "description"),
                    operations: operations(document, name),
                }
            })
            .collect();
        Self { document, groups }
    }

    /// What a reference stands for; anything else stands for itself.
    pub fn resolve(&self, value: &'a Value) -> &'a Value {
        value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|target| self.document.pointer(target.trim_start_matches('#')))
            .unwrap_or(value)
    }

    /// The named schemas.
    pub fn schemas(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        members(self.document.pointer("/components/schemas"))
    }

    /// The group and the operation at a method and a path with placeholders.
    pub fn find(&self, method: &str, path: &str) -> Option<(&Group<'a>, &Operation<'a>)> {
        let fits = |operation: &&Operation<'_>| operation.method == method && operation.path == path;
        self.groups
            .iter()
            .find_map(|group| Some((group, group.operations.iter().find(fits)?)))
    }
}

impl<'a> Operation<'a> {
    /// `operationId`.
    pub fn id(&self) -> &'a str {
        text(self.value, "operationId")
    }
}

fn operations<'a>(document: &'a Value, tag: &str) -> Vec<Operation<'a>> {
    members(document.get("paths"))
        .flat_map(|(path, item)| members(Some(item)).map(move |(method, value)| (path, method, value)))
        .filter(|(.., value)| items(value, "tags").any(|one| one.as_str() == Some(tag)))
        .map(|(path, method, value)| Operation {
            method: method.to_uppercase(),
            path,
            value,
        })
        .collect()
}

/// A text of an object; empty when it has none.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a list of an object.
pub fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// The members of an object.
pub fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, member)| (name.as_str(), member))
}
