"""A synthetic case with a known truth: the first five minutes, and a test of the rest."""

import json
import random
from importlib.resources import files
from pathlib import Path

from madein.demo.dirt import holdings
from madein.demo.lists import write_lists
from madein.demo.plan import never_imported, true_items
from madein.demo.truth import truth
from madein.demo.vendor_files import file_facts, write_files
from madein.errors import Fault, RequestError

TEMPLATES = ("case.yml", "claims.yml")


def write_demo(folder: Path) -> None:
    """Make the case folder of the demo; the same bytes every time.

    Args:
        folder: Where to; made if absent.

    Raises:
        RequestError: The folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RequestError(
            Fault(
                what="the folder for the demo is not empty",
                where=str(folder),
                fix="name a folder that does not exist yet",
            )
        )
    for part in ("files", "lists"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    items = true_items(_dice("imports"))
    held = holdings(items, never_imported(_dice("cancelled")), _dice("vendors"))
    write_files(folder, held)
    write_lists(folder / "lists")
    for name in TEMPLATES:
        template = files("madein.demo").joinpath(name)
        (folder / name).write_bytes(template.read_bytes())
    facts = truth(items) | {"files": file_facts(held)}
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def _dice(name: str) -> random.Random:
    return random.Random(f"Aurus, synthetic: {name}")  # noqa: S311 - no secret
