"""Ends of derived figures where worlds are too many to look at each.

From some world, one group of open rows after the other is set as it is best, until no
change helps. Where a figure is a quotient of two sums, that is the very best: a group
would be changed whenever its part of the dividend, less the figure times its part of the
divisor, were greater. Rows that may turn out in the same ways are one group: all of them
are best in one and the same way.
"""

from collections.abc import Sequence

from findings.recount import UnknownFigureError
from findings.recount_worlds import (
    ESTIMATES,
    INFINITE,
    LARGE,
    QUESTIONS,
    Sums,
    Values,
    day_of,
    question,
    renamed,
    stored,
    ways,
)


class Shared(Values):
    """New countries and firms are not one for each row, so that rows are alike."""

    def of(self, row, name):
        return [
            one
            for one in super().of(row, name)
            if one not in {f"X{row['row']}", f"P-new{row['row']}"}
        ]


def groups(held, asked):
    """What is fixed, and the groups of open rows with their ways."""
    edges = {
        day_of(one.scope[name])
        for one in asked.asked
        for name in ("since", "until")
        if name in one.scope
    } | set(asked.edges)
    fixed = Sums([{} for _ in asked.asked], {})
    found: dict[frozenset, list] = {}
    loose = []
    values = Shared(held)
    for row in held.rows:
        own = ways(row, asked, values, edges)
        if len(own) == 1:
            change(fixed, grown(own[0]), 1)
            continue
        amounts = {way[1:] for way in own if way is not None}
        if len(amounts) > 1:
            loose.append([grown(way) for way in own])
            continue
        usd, kg = amounts.pop()
        places = frozenset(None if way is None else way[0] for way in own)
        group = found.setdefault(places, [0, 0, 0])
        for at, more in enumerate((usd, kg, 1)):
            group[at] += more
    alike = [
        [
            None if place is None else (place, *amounts)
            for place in sorted(places, key=repr)
        ]
        for places, amounts in found.items()
    ]
    return fixed, [*alike, *loose]


def grown(way):
    return None if way is None else (*way, 1)


def change(sums, way, sign):
    if way is None:
        return
    places, *amounts = way
    for sum_, place in zip(sums, places, strict=True):
        if place is not None:
            cell = sum_.setdefault(place, [0, 0, 0])
            for at, amount in enumerate(amounts):
                cell[at] += sign * amount


def height(asked, sums, key, sign):
    value = asked.made(sums, key)
    if value is None:
        return None
    if value == INFINITE:
        value = LARGE
    return sign * value


def best(asked, fixed, open_, key, sign, start):
    """The best that is found from one start; None where the figure is nowhere."""
    sums = Sums([{k: list(v) for k, v in sum_.items()} for sum_ in fixed], fixed.names)
    chosen = [group[start % len(group)] for group in open_]
    for way in chosen:
        change(sums, way, 1)
    top = height(asked, sums, key, sign)
    while True:
        was = top
        for place, group in enumerate(open_):
            for way in group:
                if way == chosen[place]:
                    continue
                change(sums, chosen[place], -1)
                change(sums, way, 1)
                found = height(asked, sums, key, sign)
                if found is not None and (top is None or found > top):
                    top, chosen[place] = found, way
                else:
                    change(sums, way, -1)
                    change(sums, chosen[place], 1)
        if top == was:
            return None if top is None else sign * top


def apart_and_together(held, asked, fixed, open_):
    """The same with firms apart, and with all that may be one as one."""
    yield fixed, open_
    if not asked.merges or not held.pairs:
        return
    names = {}
    for left, right in held.pairs:
        one, other = names.get(left, left), names.get(right, right)
        names = {f: one if n == other else n for f, n in names.items()} | {
            left: one,
            right: one,
        }

    def one(way):
        if way is None:
            return None
        places = tuple(
            p if p is None else (names.get(p[0], p[0]), *p[1:]) for p in way[0]
        )
        return (places, *way[1:])

    yield (
        Sums([renamed(sum_, names) for sum_ in fixed], names),
        [[one(way) for way in group] for group in open_],
    )


def wrong_ends(held, figures: Sequence[dict], starts=(0, 1)):
    """Derived figures whose ends do not hold, or are not reached where they are tight."""
    wrong, counted = {}, {"ends": 0, "reached": 0, "silent": 0, "both the same": 0}
    for head in figures:
        if head["sql"] is not None or head["parent"] or head["measure"] in ESTIMATES:
            continue
        if head["measure"] not in QUESTIONS:
            raise UnknownFigureError(f"{head['id']} {head['measure']}: {head['label']}")
        own = [f for f in figures if f["parent"] == head["id"] and f["sql"] is None]
        asked = question(held, head, figures)
        if asked is None:
            counted["silent"] += 1
            if head["at_least"] is not None or head["reason"] is None:
                wrong[head["id"]] = ("speaks", head["label"])
            continue
        variants = list(apart_and_together(held, asked, *groups(held, asked)))
        for figure in (head, *own):
            key = (figure["cell"] if figure["parent"] else None, figure["period"])
            for sign, name in ((-1, "at_least"), (1, "at_most")):
                tops = [
                    found
                    for fixed, open_ in variants
                    for start in starts
                    if (found := best(asked, fixed, open_, key, sign, start))
                    is not None
                ]
                given = figure[name]
                told = (name, head["label"], key, given, tops and float(tops[0]))
                counted["ends"] += 1
                if figure["at_least"] is None:
                    if tops or figure["reason"] is None:
                        wrong[f"{figure['id']} {name}"] = ("no answer", *told)
                    continue
                if not tops:
                    wrong[f"{figure['id']} {name}"] = (
                        "answers where nothing is",
                        *told,
                    )
                    continue
                top = max(tops) if sign > 0 else min(tops)
                if given is None or top >= LARGE:
                    if (given is None) != (top >= LARGE):
                        wrong[f"{figure['id']} {name}"] = ("limited or not", *told)
                    continue
                mine = stored(top)
                counted["both the same"] += given == mine
                if sign * (given - mine) < 0:
                    wrong[f"{figure['id']} {name}"] = ("does not hold", *told)
                if {"at_least": "low", "at_most": "high"}[name] in asked.ends(key):
                    counted["reached"] += 1
                    if given != mine:
                        wrong[f"{figure['id']} {name}"] = ("not tight", *told)
    return wrong, counted
