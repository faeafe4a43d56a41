"""Estimates by a second way: Newton's method on the likelihood, and plain elimination."""

import math

from findings.recount import belongs, month
from findings.recount_worlds import whole_months, windows


def solved(matrix, sums):
    """Gauss, with the largest pivot of each column."""
    lines = [[*line, total] for line, total in zip(matrix, sums, strict=True)]
    size = len(lines)
    for column in range(size):
        best = max(range(column, size), key=lambda line: abs(lines[line][column]))
        lines[column], lines[best] = lines[best], lines[column]
        for line in range(size):
            if line != column:
                times = lines[line][column] / lines[column][column]
                lines[line] = [
                    a - times * b
                    for a, b in zip(lines[line], lines[column], strict=True)
                ]
    return [line[-1] / line[place] for place, line in enumerate(lines)]


def poisson(columns, counts):
    """Coefficients, their variances and the dispersion of a log-linear model."""
    width = len(columns[0])
    found = [math.log(sum(counts) / len(counts)), *[0.0] * (width - 1)]
    for _ in range(60):
        means = [
            math.exp(sum(b * x for b, x in zip(found, row, strict=True)))
            for row in columns
        ]
        slope = [
            sum(
                row[i] * (c - m)
                for row, c, m in zip(columns, counts, means, strict=True)
            )
            for i in range(width)
        ]
        curve = [
            [
                sum(m * row[i] * row[j] for row, m in zip(columns, means, strict=True))
                for j in range(width)
            ]
            for i in range(width)
        ]
        step = solved(curve, slope)
        # Half the way, as long as a whole step would be too long.
        largest = max(map(abs, step))
        short = min(1.0, 2.0 / largest) if largest else 1.0
        found = [b + short * s for b, s in zip(found, step, strict=True)]
    variances = [
        solved(curve, [float(i == j) for i in range(width)])[j] for j in range(width)
    ]
    chi = sum((c - m) ** 2 / m for c, m in zip(counts, means, strict=True))
    return found, variances, chi / (len(counts) - width)


def step_values(held, event):
    """What each figure of the series says: (low, high, ci_low, ci_high) by cell."""
    spans = windows(held, event.date)
    before, after = (whole_months(span) for span in spans)
    months = [*before, *after]
    scope = {"since": spans[0][0], "until": spans[1][1]}
    zero = event.date.year * 12 + event.date.month - 1 - (event.date.day == 1)
    sure, open_ = ({f"{m:%Y-%m}": 0 for m in months} for _ in range(2))
    for row in held.rows:
        answer, name = belongs(row, scope), month(row)
        if answer is not False and name in sure:
            (sure if answer else open_)[name] += 1
    counts = [list(sure.values()), [n + open_[m] for m, n in sure.items()]]

    def columns(*, turns):
        found = []
        for m in months:
            time = m.year * 12 + m.month - 1 - zero
            step = float(m >= event.date)
            waves = [
                wave(2 * math.pi * pair * m.month / 12)
                for pair in (1, 2)
                for wave in (math.sin, math.cos)
            ]
            found.append(
                [1.0, step, float(time), *([step * time] if turns else []), *waves]
            )
        return found

    fits = {
        turns: [poisson(columns(turns=turns), one) for one in counts]
        for turns in (False, True)
    }
    found = {}
    for cell, turns, place in (
        (None, False, 1), ("trend a month", False, 2),
        ("step beside change", True, 1), ("change of trend", True, 3),
    ):  # fmt: skip
        ends = []
        for coefficients, variances, spread in fits[turns]:
            wide = 1.96 * math.sqrt(variances[place] * max(1.0, spread))
            ends.append(
                [math.exp(coefficients[place] + sign * wide) for sign in (0, -1, 1)]
            )
        values = [e[0] for e in ends]
        found[cell] = (
            min(values),
            max(values),
            min(e[1] for e in ends),
            max(e[2] for e in ends),
        )
    return found


def chance(held, event):
    """Ends of the 95 % interval of the difference in differences, by cell."""
    spans = windows(held, event.date)
    before, after = (whole_months(span) for span in spans)
    scope = {"since": spans[0][0], "until": spans[1][1]}
    sums = {}
    for row in held.rows:
        name = month(row)
        if (
            belongs(row, scope) is True
            and row["goods"] is not None
            and name is not None
        ):
            sign = -12 if row["goods"] in event.control else 12
            sums[name] = sums.get(name, 0.0) + sign * float(row["usd"] or 0)

    def mean(months):
        values = [sums.get(f"{m:%Y-%m}", 0.0) for m in months]
        middle = sum(values) / len(values)
        spread = sum((v - middle) ** 2 for v in values) / (len(values) - 1)
        return middle, spread / len(values)

    half = len(before) // 2
    found = {}
    for cell, one, two in (
        (None, before, after), ("before alone", before[:half], before[half:]),
    ):  # fmt: skip
        if len(one) > 1:
            (early, wide), (late, wider) = mean(one), mean(two)
            far = 1.96 * math.sqrt(wide + wider)
            found[cell] = (late - early - far, late - early + far)
    return found


def is_near(mine, given, size):
    return given is not None and abs(mine - float(given)) <= 1e-6 * max(abs(mine), size)


def wrong_estimates(held, figures):
    """Every estimate that is not the same to six digits, by id; and how many are."""
    wrong, count = {}, 0
    for head in figures:
        if (
            head["sql"] is not None
            or head["parent"]
            or head["measure"] not in {"series", "differences"}
        ):
            continue
        own = [
            head,
            *(f for f in figures if f["parent"] == head["id"] and f["sql"] is None),
        ]
        event = next(e for e in held.case.events if e.label in head["label"])
        if head["measure"] == "differences":
            names, made, size = ("ci_low", "ci_high"), chance, 1.0
        else:
            names, made, size = (
                ("at_least", "at_most", "ci_low", "ci_high"),
                step_values,
                0.0,
            )
        spoken = [f for f in own if f["ci_low"] is not None]
        if head["measure"] == "series" and not spoken:
            spans = windows(held, event.date)
            months = (
                [] if None in spans else [len(whole_months(span)) for span in spans]
            )
            is_short = not months or sum(months) < 24 or min(months) < 3
            if is_short != (head["reason"] == "COVERAGE_GAP"):
                wrong[head["id"]] = ("silent", head["reason"], months)
            continue
        expected = made(held, event) if spoken else {}
        for figure in spoken:
            mine = expected[figure["cell"] if figure["parent"] else None]
            given = [figure[name] for name in names]
            count += 1
            if not all(is_near(m, g, size) for m, g in zip(mine, given, strict=True)):
                wrong[figure["id"]] = (head["label"], figure["cell"], mine, given)
    return wrong, count
