"""Runs Trino SQL over CloudTrail events: parsed by sqlglot as Trino, written as SQLite's SQL, run by SQLite with Trino's functions.

Reads {"dialect", "now", "queries": {name: text}, "events"} and prints {name: [event ids]}. Whatever it does not know is an error."""

import datetime
import json
import re
import sqlite3
import sys

import sqlglot
from sqlglot import exp


def field(text, path):
    value = json.loads(text) if text is not None else None
    for name in path.split("."):
        if not isinstance(value, dict):
            return None
        value = {key.lower(): one for key, one in value.items()}.get(name.lower())
    return value if value is None or isinstance(value, str) else json.dumps(value)


def member(text, path):
    """JSON paths here are `$.name`; names of members keep their letter case."""
    assert re.fullmatch(r"\$\.\w+", path), path
    value = json.loads(text) if text is not None else None
    return value.get(path[2:]) if isinstance(value, dict) else None


def json_extract(text, path):
    value = member(text, path)
    return None if value is None else json.dumps(value)


def json_extract_scalar(text, path):
    value = member(text, path)
    return value if value is None or isinstance(value, str) else None if isinstance(value, (dict, list)) else json.dumps(value)


def element_at(text, key):
    return member(text, "$." + key) if text is not None else None


def regexp_extract(text, pattern, group):
    found = re.search(pattern, text) if text is not None else None
    return found.group(group) if found else None


def timestamp(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).isoformat()


def date_add(unit, value, start):
    assert unit == "day"
    return (datetime.datetime.fromisoformat(start) + datetime.timedelta(days=value)).isoformat()


def call(name, *arguments):
    return exp.Anonymous(this=name, expressions=list(arguments))


def for_sqlite(node):
    if isinstance(node, exp.Dot):
        names = []
        while isinstance(node, exp.Dot):
            names.insert(0, node.expression.name)
            node = node.this
        return call("field", exp.column(node.table), exp.Literal.string(".".join([node.name, *names])))
    if isinstance(node, exp.Column) and node.table.lower() == "useridentity":
        return call("field", exp.column(node.table), exp.Literal.string(node.name))
    if isinstance(node, exp.JSONExtractScalar):
        return call("my_json_extract_scalar", node.this.transform(for_sqlite), node.expression)
    if isinstance(node, exp.JSONExtract):
        return call("my_json_extract", node.this.transform(for_sqlite), node.expression)
    if isinstance(node, exp.DateAdd):
        return call("date_add", exp.Literal.string(node.args["unit"].name), node.expression, call("now"))
    return node


def main():
    given = json.load(sys.stdin)
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA case_sensitive_like = ON")
    functions = {
        "field": (2, field),
        "my_json_extract": (2, json_extract),
        "my_json_extract_scalar": (2, json_extract_scalar),
        "json_format": (1, lambda text: text),
        "element_at": (2, element_at),
        "regexp_extract": (3, regexp_extract),
        "from_iso8601_timestamp": (1, timestamp),
        "date_add": (3, date_add),
        "now": (0, lambda: timestamp(given["now"])),
    }
    for name, (count, function) in functions.items():
        database.create_function(name, count, function, deterministic=True)
    structures = ["userIdentity", "requestParameters", "responseElements"]
    texts = ["eventTime", "eventSource", "eventName", "awsRegion", "recipientAccountId", "errorCode", "eventID"]
    table = {"lake": "EVENT_DATA_STORE_ID", "athena": "cloudtrail_logs"}[given["dialect"]]
    database.execute(f"CREATE TABLE {table} ({', '.join(structures + texts)})")
    for event in given["events"]:
        parameters = event["requestParameters"] or {}
        if given["dialect"] == "lake":
            # A map of texts: whatever is not a text is spelled as one.
            parameters = {name: one if isinstance(one, str) else json.dumps(one) for name, one in parameters.items()}
            event = {**event, "eventTime": timestamp(event["eventTime"])}
        row = [json.dumps(event["userIdentity"]), json.dumps(parameters), json.dumps(event["responseElements"])]
        row += [event.get(name) for name in texts]
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    hits = {}
    for name, text in given["queries"].items():
        (tree,) = sqlglot.parse(text, read="trino", error_level=sqlglot.ErrorLevel.RAISE)
        result = database.execute(tree.transform(for_sqlite).sql("sqlite"))
        at = [column.lower() for column, *_ in result.description].index("eventid")
        hits[name] = [row[at] for row in result]
    json.dump(hits, sys.stdout)


main()
