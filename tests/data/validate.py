"""Holds the data of a built site to the public validators: Frictionless for the package, JSON Schema for reports."""

import json
import sys
from pathlib import Path

from frictionless import Package
from jsonschema import Draft202012Validator

data = Path(sys.argv[1]) / "data"
errors = []

report = Package(str(data / "datapackage.json")).validate()
errors += [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
errors += [error.message for error in report.errors]

validator = Draft202012Validator(json.loads((data / "report.schema.json").read_text("utf-8")))
reports = sorted(data.glob("[0-9]*/*.json"))  # not data/schemas, which hold no reports
for path in reports:
    found = validator.iter_errors(json.loads(path.read_text("utf-8")))
    errors += [f"{path.relative_to(data)}: {error.json_path}: {error.message}" for error in found]

for error in errors:
    print(error)
print(f"data: {len(report.tasks)} tables, {len(reports)} reports, {len(errors)} errors")
sys.exit(1 if errors or not report.tasks or not reports else 0)
