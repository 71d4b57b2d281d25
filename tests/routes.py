"""Every route of the app, with requests that fit it: for tests that must hold for all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI

Schema = Mapping[str, Any]
# What a route that asks for a value of this name is given.
VALUES: dict[str, Any] = {
    "about": "P02:2:0-40",
    "at": "",
    "by": "reviewer",
    "code": "home_like_environment",
    "least": 0.0,
    "most": 1.0,
    "name": "double",
    "reviewer": "ana",
    "round": "double",
    "saying": "accept",
    "segment": "P02:2:0-40",
    "suggested": "home_like_environment",
    "text": "a text",
    "title": "a title",
    "transcript": "P02",
    "turn": 2,
    "verdict": "accept",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that fits a route."""

    method: str
    route: str
    path: str
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


def requests_of(app: FastAPI, values: Mapping[str, Any] | None = None) -> Iterator[Asked]:
    """Yield a request for each method of each route, whoever wrote it."""
    known = VALUES | dict(values or {})
    schema = app.openapi()
    parts = schema.get("components", {}).get("schemas", {})
    for route, methods in schema["paths"].items():
        for method, about in methods.items():
            path, query = route, []
            for one in about.get("parameters", ()):
                value = _text(known.get(one["name"], _filled(one["schema"], parts, known)))
                if one["in"] == "path":
                    path = path.replace(f"{{{one['name']}}}", quote(value, safe=""))
                elif one["in"] == "query" and (one.get("required") or one["name"] in known):
                    query.append(f"{one['name']}={quote(value, safe='')}")
            content = about.get("requestBody", {}).get("content", {}).get("application/json")
            body = _filled(content["schema"], parts, known) if content else None
            whole = path + (f"?{'&'.join(query)}" if query else "")
            yield Asked(method=method.upper(), route=route, path=whole, body=body)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _filled(schema: Schema, parts: Schema, known: Mapping[str, Any]) -> Any:
    """Return a value of a schema, with the known values under their names."""
    if "$ref" in schema:
        return _filled(parts[schema["$ref"].rsplit("/", 1)[-1]], parts, known)
    several = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if several:
        return _filled(several[0], parts, known)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "object":
        return {
            name: known[name] if name in known else _filled(one, parts, known)
            for name, one in schema.get("properties", {}).items()
        }
    if kind == "array":
        given = schema.get("prefixItems") or [schema["items"]] * max(1, schema.get("minItems", 0))
        return [_filled(one, parts, known) for one in given]
    return {"string": "x", "integer": 1, "number": 0.5, "boolean": False, "null": None}.get(
        str(kind), "x"
    )
