#!/usr/bin/env python3
"""How much of the contract says what: the table of operations and fields, in per cent. Fails below 100 in any column.

`coverage.py openapi.json`. A field is a property of a component; its description and example may stand in the component
that it refers to. Objects and lists need no example of their own: theirs are made of their fields'.
"""

import json
import sys

document = json.load(open(sys.argv[1]))
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def resolved(value):
    while isinstance(value, dict) and "$ref" in value:
        target = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        value = {**target, **{k: v for k, v in value.items() if k != "$ref"}}
    return value


operations = [
    (f"{method.upper()} {path}", operation)
    for path, item in document["paths"].items()
    for method, operation in item.items()
    if method in METHODS
]


def responses(operation, starts):
    return {s: resolved(r) for s, r in operation["responses"].items() if s.startswith(starts)}


def has_example(media):
    return "example" in media or bool(media.get("examples"))


def contents(holders):
    return [media for holder in holders for media in holder.get("content", {}).values()]


def summary(o):
    return bool(o.get("summary"))


def description(o):
    return bool(o.get("description")) and o["description"] != o.get("summary")


def documents_4xx(o):
    return {"400", "401"} <= responses(o, "4").keys()


def problems(o):
    if o["operationId"] == "requestAccessToken":
        return True  # RFC 6749, 5.2, has a shape of its own for refusals
    errors = [*responses(o, "4").values(), *responses(o, "5").values()]
    return bool(errors) and all(list(r.get("content", {})) == ["application/problem+json"] for r in errors)


def limited(o):
    answer = responses(o, "429").get("429")
    return answer is not None and "Retry-After" in answer.get("headers", {})


def security(o):
    return "security" in o


def response_example(o):
    return all(map(has_example, contents(responses(o, ("2", "4", "5")).values())))


def request_example(o):
    return all(map(has_example, contents([resolved(o.get("requestBody", {}))])))


def parts(schema):
    """A schema, what it refers to, and the branches of its unions that are not null."""
    schema = resolved(schema)
    yield schema
    for union in ("oneOf", "anyOf", "allOf"):
        for branch in schema.get(union, []):
            if branch.get("type") != "null":
                yield from parts(branch)


def described(field):
    return any(part.get("description") for part in parts(field))


def exemplified(field):
    for part in parts(field):
        kinds = part.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if part.get("examples") or "example" in part or "object" in kinds:
            return True
        if "array" in kinds and exemplified(part["items"]):
            return True
    return False


fields = []
for name, schema in document["components"]["schemas"].items():
    fields += [(f"{name}.{field}", value) for field, value in schema.get("properties", {}).items()]
for place, operation in operations:
    for parameter in map(resolved, operation.get("parameters", [])):
        # A parameter's own example and description count as its schema's.
        own = {k: parameter[k] for k in ("description", "example") if k in parameter}
        fields.append((f"{place} {parameter['name']}", {**resolved(parameter["schema"]), **own}))
for name, header in document["components"].get("headers", {}).items():
    own = {k: header[k] for k in ("description", "example") if k in header}
    fields.append((f"header {name}", {**header["schema"], **own}))

COLUMNS = [
    ("summary", operations, summary),
    ("description", operations, description),
    ("4xx documented", operations, documents_4xx),
    ("problem+json", operations, problems),
    ("429", operations, limited),
    ("security stated", operations, security),
    ("response example", operations, response_example),
    ("request example", operations, request_example),
    ("field described", fields, described),
    ("field example", fields, exemplified),
]

print(f"  {len(operations)} operations, {len(fields)} fields")
gaps = []
for title, things, holds in COLUMNS:
    without = [name for name, thing in things if not holds(thing)]
    share = 100 * (len(things) - len(without)) / len(things)
    print(f"  {title:<17}{share:6.1f} %")
    gaps += [f"no {title}: {name}" for name in without]
if not operations or not fields:
    sys.exit("nothing was measured")
if gaps:
    sys.exit("\n".join(gaps))
