"""`bundle.json`: what a bundle was made from, and the digest of each of its files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from madein.provenance import file_sha256
from madein.question import CaseFile

NAME = "bundle.json"
FORM = 1


def manifest(
    case: CaseFile,
    made_from: Mapping[str, Any],
    edition: str,
    *,
    evidence: Mapping[str, str],
    left_out: Iterable[str],
    digests: Mapping[str, str],
) -> str:
    """The text of `bundle.json`.

    Args:
        case: What the case asks.
        made_from: What the build was made from, part by part.
        edition: Which build it is.
        evidence: For each figure with rows of its own, the file that holds them.
        left_out: Files of the case that are not in the bundle.
        digests: SHA-256 of each other file, by its name.
    """
    tree = {
        "bundle": FORM,
        "title": case.title,
        "synthetic": case.synthetic,
        "edition": edition,
        "made_from": made_from,
        "evidence": evidence,
        "left_out": sorted(left_out),
        "members": digests,
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def digests_of(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of files, by their names.

    Args:
        folder: Where they lie.
        names: Their names.
    """
    return {name: file_sha256(folder / name) for name in sorted(names)}
