import pytest

from case.small import make


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "case")
