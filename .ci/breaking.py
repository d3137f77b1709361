#!/usr/bin/env python3
"""Whether a contract breaks what the released one promised: `breaking.py RELEASED NEW`.

optic compares the operations, parameters and schemas; this file what it does not: operationIds, which are the names of
methods in clients, who may call, and what was taken away (it overlooks parameters and fields that may be null). `breaking.py --self-test DOCUMENT` plants breaking changes, and harmless ones, and
fails when one is not found, or a harmless one is.
"""

import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

METHODS = {"get", "put", "post", "delete", "patch"}


def operations(document):
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def ways_in(operation):
    """The alternatives of `security`, as sets of scheme and scope."""
    return [{(scheme, s) for scheme, scopes in way.items() for s in scopes or [""]} for way in operation["security"]]


def names_and_access(old, new):
    """Operations that lost their name, or somebody who might call them."""
    breaks, after = [], operations(new)
    for place, before in operations(old).items():
        if (now := after.get(place)) is None:
            continue  # optic's
        if now["operationId"] != before["operationId"]:
            breaks.append(f"{place}: operationId {before['operationId']} became {now['operationId']}")
        roles = lambda operation: set(operation.get("x-authorization", {}).get("roles", []))
        if lost := roles(before) - roles(now):
            breaks.append(f"{place}: may not be called any more by {', '.join(sorted(lost))}")
        for way in ways_in(before):
            if not any(other <= way for other in ways_in(now)):
                breaks.append(f"{place}: {sorted(way) or 'no token'} is not enough any more")
    return breaks


def taken_away(old, new):
    """Parameters, which are refused when unknown, and fields of components."""
    breaks, after = [], operations(new)
    names = lambda operation: {p.get("name", p.get("$ref")) for p in operation.get("parameters", [])}
    for place, before in operations(old).items():
        breaks += [f"{place}: no parameter {name} any more" for name in names(before) - names(after.get(place, before))]
    schemas = new["components"]["schemas"]
    for name, before in old["components"]["schemas"].items():
        now = schemas.get(name, before)
        gone = before.get("properties", {}).keys() - now.get("properties", {}).keys()
        breaks += [f"{name}: no field {field} any more" for field in gone]
    return breaks


def optic(old, new):
    """What optic finds breaking."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("old.json", "new.json")]
        for file, document in zip(files, (old, new)):
            file.write_text(json.dumps(document))
        run = subprocess.run(["optic", "diff", *map(str, files), "--check"], capture_output=True, text=True)
    found = [line.strip() for line in run.stdout.splitlines() if line.strip().startswith("x [")]
    if run.returncode not in (0, 1) or (run.returncode == 1 and not found):
        sys.exit(f"optic did not run: {run.stdout}{run.stderr}")
    return found


def breaks(old, new):
    return sorted({*optic(old, new), *names_and_access(old, new), *taken_away(old, new)})


def self_test(document):
    # Of the whole document optic takes half a minute.
    touched = "livez members meetings updates focus-areas chair-terms troika me sessions membership-requests".split()
    document["paths"] = {p: item for p, item in document["paths"].items() if p.rsplit("/", 1)[1] in touched}
    broken, harmless = copy.deepcopy(document), copy.deepcopy(document)
    of = lambda document, place: operations(document)[place]
    schemas = broken["components"]["schemas"]
    del broken["paths"]["/livez"]
    of(broken, "GET /v1/members")["operationId"] = "searchMembers"
    of(broken, "GET /v1/meetings")["x-authorization"]["roles"].remove("public")
    of(broken, "GET /v1/updates")["security"] = [{"bearer": []}]
    of(broken, "GET /v1/focus-areas")["parameters"].append(
        {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}}
    )
    members = of(broken, "GET /v1/chair-terms")["parameters"]
    members.remove(next(p for p in members if p.get("name") == "decided"))
    del schemas["Troika"]["properties"]["previous"]
    schemas["Troika"]["required"].remove("previous")
    schemas["Me"]["properties"]["role"]["type"] = "integer"
    schemas["Credentials"]["properties"]["captcha"] = {"type": "string"}
    schemas["Credentials"]["required"].append("captcha")
    schemas["ApplicantKind"]["enum"].remove("regional_organization")
    expected = {
        "an operation": "cannot remove an operation",
        "an operationId": "searchMembers",
        "a role": "called any more by public",
        "reading without a token": "no token is not enough",
        "a new required parameter": "parameter year",
        "a parameter": "parameter decided",
        "a property of an answer": "field previous",
        "the type of a property": "'role'",
        "a new required property of a request": "'captcha'",
        "a word of an enum in a request": "enum",
    }
    found = breaks(document, broken)
    missed = [what for what, sign in expected.items() if not any(sign in line for line in found)]
    if missed:
        sys.exit("\n".join([f"planted, not found: {what}" for what in missed] + found))

    harmless["paths"]["/v1/new"] = {"get": {**of(document, "GET /livez"), "operationId": "getNew"}}
    harmless["components"]["schemas"]["Me"]["properties"]["since"] = {"type": "string"}
    harmless["components"]["schemas"]["Credentials"]["properties"]["device"] = {"type": "string"}
    of(harmless, "GET /v1/members")["description"] = "Other words."
    of(harmless, "GET /v1/members")["parameters"].append(
        {"name": "new", "in": "query", "required": False, "schema": {"type": "string"}}
    )
    if false := breaks(document, harmless):
        sys.exit("\n".join(["harmless, found breaking:", *false]))
    print(f"  planted: {len(expected)} breaking changes, all found; 5 harmless ones, none found")


if sys.argv[1] == "--self-test":
    self_test(json.load(open(sys.argv[2])))
else:
    found = breaks(*(json.load(open(file)) for file in sys.argv[1:3]))
    if found:
        sys.exit("\n".join(["The contract breaks what was released:", *found]))
    print("  0 breaking changes")
