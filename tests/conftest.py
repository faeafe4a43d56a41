"""The demo, built once for all tests that only read it."""

import pytest

from madein.case.opened import open_case
from madein.demo import write_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "demo"
    write_demo(folder)
    case = open_case(folder)
    case.build()
    return case
