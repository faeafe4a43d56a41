import pytest

from madein.engine import Engine
from records.making import small_world


@pytest.fixture
def engine(monkeypatch):
    small_world(monkeypatch)
    with Engine() as engine:
        yield engine
