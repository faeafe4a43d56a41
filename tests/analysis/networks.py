"""SYNTHETIC trade with and without planted intermediaries, drawn by a seed.

Ordinary suppliers sell a few products of their own country; one in five is a distributor
that sells goods of another country, or from a store in a third one. Suppliers come and go
at any time. At the event some stop, and in a planted world each of a number of
intermediaries takes over what one of them sold: goods of the same origin, most of its
codes, about its volume, by way of a third country on paper, on the road, or both. A part
of the country cells is blank or says something else.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from madein.goods.editions import codes_under

FIRST, EVENT, LAST = date(2020, 1, 1), date(2022, 2, 24), date(2023, 12, 31)
MAKERS = ("KR", "JP", "DE", "IT", "CN", "TW")
HUBS = ("AE", "HK", "TR", "KZ")
CODES = sorted(f"{code}0000" for code in codes_under("84", "HS2022"))[::4]
NOISE = 0.1  # part of the country cells that say something else, and as many are blank
DISTRIBUTORS = 0.2
SUPPLIERS, COMING, STOPPING, PLANTED = 120, 40, 25, 20


def world(seed, *, planted):
    """Rows of imports, and the names of the intermediaries."""
    draw = Random(seed)  # noqa: S311 - no secret
    ordinary = [_ordinary(draw, f"S{n}") for n in range(SUPPLIERS)]
    for firm in ordinary[:STOPPING]:
        firm |= {"since": FIRST, "until": EVENT - timedelta(days=draw.randint(1, 60))}
    for firm in ordinary[STOPPING : STOPPING + COMING]:
        firm["since"] = _day(draw, EVENT, LAST - timedelta(days=120))
    between = [
        _intermediary(draw, f"X{n}", ordinary[n])
        for n in range(PLANTED if planted else 0)
    ]
    rows = [row for firm in [*ordinary, *between] for row in _rows(draw, firm)]
    return rows, {firm["name"] for firm in between}


def _ordinary(draw, name):
    home = draw.choice(MAKERS)
    route = {"origin": home, "dispatch": home, "sender_country": home, "trading": home}
    if draw.random() < DISTRIBUTORS:
        route["origin"] = draw.choice(MAKERS)
        route |= draw.choice([{}, {"dispatch": route["origin"]}])
    return {
        "name": name,
        "route": route,
        "codes": draw.sample(CODES, draw.randint(2, 6)),
        "since": FIRST,
        "until": LAST,
        "a_month": draw.uniform(0.5, 3),
        "usd": draw.uniform(2000, 40000),
    }


def _intermediary(draw, name, gone):
    hub = draw.choice(HUBS)
    route = gone["route"] | draw.choice(
        [
            {"dispatch": hub, "sender_country": hub, "trading": hub},
            {"sender_country": hub, "trading": hub},
            {"dispatch": hub, "trading": draw.choice(HUBS)},
        ]
    )
    taken = max(1, round(len(gone["codes"]) * draw.uniform(0.7, 1)))
    return gone | {
        "name": name,
        "route": route,
        "codes": draw.sample(gone["codes"], taken),
        "since": EVENT + timedelta(days=draw.randint(20, 200)),
        "until": LAST,
        "a_month": gone["a_month"] * draw.uniform(0.8, 1.25),
    }


def _rows(draw, firm):
    days = (firm["until"] - firm["since"]).days
    count = max(len(firm["codes"]), round(firm["a_month"] * days / 30))
    for place in range(count):
        # Each product at least once, then any.
        products = firm["codes"]
        hs = products[place] if place < len(products) else draw.choice(products)
        yield {
            "supplier": firm["name"],
            "registered": _day(draw, firm["since"], firm["until"]),
            "hs": hs,
            "usd": round(Decimal(firm["usd"] * draw.uniform(0.5, 1.5)), 2),
            **{name: _told(draw, land) for name, land in firm["route"].items()},
        }


def _told(draw, land):
    chance = draw.random()
    if chance < NOISE:
        return None
    return draw.choice(MAKERS) if chance < 2 * NOISE else land


def _day(draw, since, until):
    return since + timedelta(days=draw.randint(0, (until - since).days))
