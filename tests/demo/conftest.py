import json

import pytest

from madein.demo import write_demo


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("demo") / "aurus"
    write_demo(made)
    return made


@pytest.fixture(scope="session")
def truth(folder):
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))
