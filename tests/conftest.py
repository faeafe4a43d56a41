"""The demo, built once for all tests that only read it; files read without a child."""

import pytest
from hypothesis import settings

from madein.case.opened import open_case
from madein.demo import write_demo
from madein.sources import intake

# A slow machine is no fault of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "demo"
    write_demo(folder)
    case = open_case(folder)
    case.build()
    return case


@pytest.fixture
def in_process(monkeypatch):
    """Files are read here and not in a child: ten times as fast, without its limits."""

    def here(function, *args, file):
        return function(*args)

    monkeypatch.setattr(intake, "run", here)


@pytest.fixture(autouse=True)
def _quickly(request):
    """The tests of `sources` say for themselves where a child matters."""
    if "sources" not in request.path.parts:
        request.getfixturevalue("in_process")
