"""Checks requests against the vendors' own API files, where those are at hand.

`TENTHS_CONTRACTS` names their folder; they are the vendors' and are not in this
repository. A request must have a path and a method that the file knows, no parameter
that it does not, values that fit, the right content type, and a body that validates
with nothing beside what is described.
"""

import gzip
import json
import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import jsonschema
import pytest
import yaml

FOLDER = os.environ.get("TENTHS_CONTRACTS", "")
needed = pytest.mark.skipif(
    not FOLDER or not Path(FOLDER).is_dir(),
    reason="TENTHS_CONTRACTS names no folder with the vendors' API files",
)


class Wrong(AssertionError):
    """A request that the contract does not allow, and why."""


@cache
def load(name):
    path = Path(FOLDER) / name
    if name.endswith(".gz"):
        return json.loads(gzip.decompress(path.read_bytes()))
    if name.endswith(".json"):
        return json.loads(path.read_text())
    return yaml.safe_load(path.read_text())


def check(request, *, name, root, also=()):
    """Raise Wrong where *request* breaks the contract *name*, rooted at *root*.

    *also* are parameters that the vendor's pages describe for every collection and
    that its file leaves out.
    """
    contract = load(name)
    parts = urlsplit(request.url)
    base = urlsplit(root)
    if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        raise Wrong(f"{request.url} is not at {root}")
    path = parts.path.removeprefix(base.path)
    template, found = _operation(contract, path, request.method)
    item = contract["paths"][template]
    declared = [
        _deref(contract, each)
        for each in [*item.get("parameters", []), *found.get("parameters", [])]
    ]
    _path(declared, template, path)
    _query(declared, parts.query, also)
    _headers(found, request)
    _body(contract, found, request)


def answered(body, *, name, method, path, status):
    """Raise Wrong where *body* is no answer that the contract allows."""
    contract = load(name)
    found = contract["paths"][path][method.casefold()]["responses"][str(status)]
    [content] = _deref(contract, found)["content"].values()
    _validate(contract, content["schema"], body, strict=False)


def _operation(contract, path, method):
    for template, item in contract["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.casefold() in item:
            if "{" not in template or template not in contract["paths"]:
                return template, item[method.casefold()]
            fixed = contract["paths"].get(path)
            if fixed and method.casefold() in fixed:
                return path, fixed[method.casefold()]
            return template, item[method.casefold()]
    raise Wrong(f"there is no {method} {path}")


def _path(declared, template, path):
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
    values = re.fullmatch(pattern, path).groupdict()
    for each in declared:
        if each["in"] == "path":
            _fits(each, unquote(values[each["name"]]))


def _query(declared, query, also):
    known = {each["name"]: each for each in declared if each["in"] == "query"}
    said = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    for name, value in said:
        if name in known:
            _fits(known[name], value)
        elif not any(re.fullmatch(each, name) for each in also):
            raise Wrong(f"there is no parameter {name}")
    names = [name for name, _ in said]
    if len(set(names)) != len(names):
        raise Wrong("a parameter comes twice")
    missing = [
        name
        for name, each in known.items()
        if each.get("required") and name not in names
    ]
    if missing:
        raise Wrong(f"{missing} must be given")


def _fits(declared, value):
    schema = declared["schema"]
    read = value
    if schema.get("type") == "integer":
        read = int(value)
    elif schema.get("type") == "boolean":
        read = {"true": True, "false": False}[value]
    checker = jsonschema.FormatChecker()
    if schema.get("format") == "date-time" and not re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value
    ):
        raise Wrong(f"{declared['name']}: {value} is no date-time")
    try:
        jsonschema.validate(
            read, _strict(schema, {}, strict=False), format_checker=checker
        )
    except jsonschema.ValidationError as fault:
        raise Wrong(f"{declared['name']}: {fault.message}") from fault


def _headers(found, request):
    if "authorization" not in {each.casefold() for each in request.headers}:
        raise Wrong("nobody is named")
    kind = request.headers.get("Content-Type")
    if "requestBody" in found:
        return
    if request.body or (kind and request.method in {"GET", "DELETE"}):
        raise Wrong("there is no body in this request")


def _body(contract, found, request):
    if "requestBody" not in found:
        return
    content = _deref(contract, found["requestBody"])["content"]
    kind = request.headers.get("Content-Type")
    if kind not in content:
        raise Wrong(f"{kind} is none of {list(content)}")
    _validate(contract, content[kind]["schema"], json.loads(request.body), strict=True)


def _validate(contract, schema, value, *, strict):
    try:
        jsonschema.validate(value, _strict(schema, contract, strict=strict))
    except jsonschema.ValidationError as fault:
        raise Wrong(f"{fault.json_path}: {fault.message}") from fault


def _strict(schema, contract, *, strict):
    """Return a schema with what it refers to put in, and nothing unknown allowed."""
    if isinstance(schema, list):
        return [_strict(each, contract, strict=strict) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _strict(_deref(contract, schema), contract, strict=strict)
    if list(schema.get("allOf", ())) and len(schema["allOf"]) == 1:
        rest = {name: each for name, each in schema.items() if name != "allOf"}
        inner = _deref(contract, schema["allOf"][0])
        return _strict({**inner, **rest}, contract, strict=strict)
    made = {
        name: {
            key: _strict(each, contract, strict=strict) for key, each in value.items()
        }
        if name == "properties"
        else _strict(value, contract, strict=strict)
        for name, value in schema.items()
        if name not in {"example", "xml", "discriminator"}
    }
    if made.pop("nullable", False) and "type" in made:
        made["type"] = [made["type"], "null"]
    if strict and "properties" in made:
        made.setdefault("additionalProperties", False)
    return made


def _deref(contract, value):
    while "$ref" in value:
        target = contract
        for part in value["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        value = target
    return value
