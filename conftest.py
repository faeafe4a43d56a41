"""Python blocks in README.md and docs/ run, over a demo that is made for them."""

import os

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser


@pytest.fixture(scope="session")
def demo_beside(tmp_path_factory):
    """A folder with a demo in it, as the reader of the README has one."""
    from madein.demo import write_demo

    folder = tmp_path_factory.mktemp("reader")
    write_demo(folder / "demo")
    before = os.getcwd()  # noqa: PTH109 - to go back there
    os.chdir(folder)
    yield folder
    os.chdir(before)


pytest_collect_file = Sybil(
    [PythonCodeBlockParser()], patterns=["*.md"], fixtures=["demo_beside"]
).pytest()
