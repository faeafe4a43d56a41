"""The texts of `corpus`: what is read is right, and most is read. See its README."""

import importlib.util
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@cache
def scoring():
    spec = importlib.util.spec_from_file_location("scoring", HERE / "scoring.py")
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["scoring"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@cache
def scores(folder="corpus"):
    return scoring().score_texts(scoring().read_texts(HERE / folder))


@pytest.mark.parametrize(
    ("folder", "recall"),
    [
        ("corpus", 0.8),
        ("corpus/second", 0.8),
        ("corpus/third", 0.6),
        ("corpus/fourth", 0.6),
    ],
)
def test_what_is_read_is_right_and_most_is_read(folder, recall):
    total = sum((score for _, score in scores(folder)), scoring().Score())

    assert total.precision >= 0.97, total.differences
    assert total.recall >= recall, total.differences


@pytest.mark.parametrize("name", ["aurus_report", "nikkei_report"])
def test_the_two_articles_are_read_whole(name):
    score = dict(scores())[name]

    assert (score.wrong, score.recall) == (0, 1)


def test_nothing_is_read_of_texts_about_others():
    others = [score for name, score in scores() if name.startswith("other_")]

    assert others
    assert all(score.right + score.wrong == 0 for score in others)
