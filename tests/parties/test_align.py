import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.matching.align import align, is_near


def without_doubles(text):
    return re.sub(r"(.)\1+", r"\1", text)


WORDS = st.lists(st.text("abm1", min_size=1, max_size=5), max_size=5).map(tuple)


def test_words_stand_for_each_other_whatever_their_place():
    found = align(("haige", "guangzhou"), ("guangzhou", "haige", "group"))

    assert (sorted(found.same), found.left, found.right) == (
        ["guangzhou", "haige"],
        (),
        ("group",),
    )


def test_a_word_that_one_has_twice_is_a_word_of_one():
    assert align(("bank", "bank"), ("bank",)).left == ("bank",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("goodwill",), ("good", "will"), ("goodwill",)),
        (
            ("van", "der", "bilt", "steel"),
            ("vanderbilt", "steel"),
            ("steel", "vanderbilt"),
        ),
        (("a", "b"), ("ba",), ()),
    ],
)
def test_words_written_apart_and_together_are_the_same(one, other, same):
    assert align(one, other).same == same
    assert align(other, one).same == same


def test_a_word_may_stop_where_the_other_goes_on():
    found = align(("elek", "moto"), ("elektronika", "motor"))

    assert found.shortened == (("elek", "elektronika"),)
    assert found.near == (("moto", "motor"),)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("aurus", "aurum", True),
        ("vagner", "vagenr", True),
        ("kia", "kya", False),
        ("cristalord", "krustalord", True),
        ("volksvagen", "volksverk", False),
        ("line2", "line3", False),
    ],
)
def test_one_slip_from_four_letters_on_and_two_from_eight(one, other, near):
    assert is_near(one, other) is near
    assert is_near(other, one) is near


@given(left=WORDS, right=WORDS)
def test_every_word_is_in_one_place(left, right):
    found = align(left, right)
    ours = (*found.same, *(a for a, _ in found.near + found.shortened), *found.left)
    theirs = (*found.same, *(b for _, b in found.near + found.shortened), *found.right)

    assert without_doubles("".join(sorted("".join(ours)))) == without_doubles(
        "".join(sorted("".join(left)))
    )
    assert len(ours) <= len(left)
    assert len(theirs) <= len(right)
    assert set(found.left) <= set(left)
    assert set(found.right) <= set(right)


@given(left=WORDS, right=WORDS)
def test_the_side_changes_nothing_but_the_side(left, right):
    found, turned = align(left, right), align(right, left)

    assert sorted(found.same) == sorted(turned.same)
    assert len(found.near) == len(turned.near)
