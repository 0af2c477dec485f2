"""What people, companies and notes are called in the pictures of each language."""

import csv
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.csv")


def phrases(language: str) -> Mapping[str, str]:
    """The texts of one language by key; of what has a name, also its first word as it is typed ("contact_first")."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        texts = {row["key"]: row[language] for row in csv.DictReader(file)}
    return (
        texts
        | {f"{key}_first": text.split()[0].lower() for key, text in texts.items()}
        | {f"{key}_last": text.split()[-1].lower() for key, text in texts.items()}
    )
