import pytest

from madein.engine import Engine


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine
