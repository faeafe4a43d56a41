"""The made-up case as a page, made once."""

import sys
from types import SimpleNamespace

import pytest

from madein.engine import Engine
from madein.report import write_report
from report import making

COUNTRIES = "madein.reference.countries"


@pytest.fixture(scope="session")
def countries():
    """Names of countries that do not depend on another floor."""
    kept = sys.modules.get(COUNTRIES)
    sys.modules[COUNTRIES] = SimpleNamespace(country_names=lambda: making.NAMES)
    yield
    if kept is None:
        del sys.modules[COUNTRIES]
    else:
        sys.modules[COUNTRIES] = kept


@pytest.fixture(scope="session")
def built(countries):
    with Engine() as engine:
        making.build(engine)
        yield engine


@pytest.fixture(scope="session")
def folder(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_report(built, making.case(), folder, edition="8c1f00aa55ee")
    return folder


@pytest.fixture(scope="session")
def page(folder):
    return (folder / "report.html").read_text(encoding="utf-8")
