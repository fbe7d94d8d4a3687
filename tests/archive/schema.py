"""The published schema of records."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

PATH = Path(__file__).parents[2] / "docs/schema/article-record-1.json"
SCHEMA = json.loads(PATH.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
