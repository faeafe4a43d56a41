"""Claims over rows of imports that a test writes: SYNTHETIC, like all rows here."""

from dataclasses import replace
from datetime import date

from factories import case, holding
from madein.findings.check import answer_claims
from madein.findings.claims import Claim, ClaimSet, Publication, Where
from madein.question import Complete, ListFolder, ProductGroup
from madein.scope import CountryRole

YEARS = {"since": date(2018, 1, 1), "until": date(2023, 12, 31)}
GOODS = (ProductGroup(name="sensors", hs=("9031",)),)
LISTS = (ListFolder(name="SDN", regime="US", format="ofac-sdn", folder="lists"),)
VOUCHED = case(
    complete=Complete(**YEARS, because="we say so"), goods=GOODS, lists=LISTS
)
HELD = case(goods=GOODS, lists=LISTS)  # nobody vouches for the records
FROM_KOREA = {"role": CountryRole.ORIGIN, "countries": ("KR",)}
SENT_FROM_CHINA = {"role": CountryRole.DISPATCH, "countries": ("CN",)}
KOREA, CHINA = Where(**FROM_KOREA), Where(**SENT_FROM_CHINA)
SUPPORTED, CONTRADICTED = ("supported", None), ("contradicted", None)


def left_open(reason):
    return "not determinable", reason


def said(row):
    return row["result"], row["reason"]


def claim_of(**parts):
    return Claim(**({"id": "C", "text": "A claim."} | parts))


def answered(rows, *claims, about=VOUCHED, **tables):
    """Results of claims, and the figures they asked for, by their ids."""
    source = Publication(title="t", publisher="p")
    with holding(*rows, **tables) as engine:
        made, results = answer_claims(
            engine, about, ClaimSet(source=source, claims=claims), "edition"
        )
    return results, {row["id"]: row for row in made}


def result(rows, about=VOUCHED, fields=("origin", "dispatch"), cap=None, **claim):
    """The result of one claim."""
    found, _ = answered(rows, claim_of(**claim), about=about, fields=fields, cap=cap)
    return found[0]


def batch(cases, about=VOUCHED, **tables):
    """Results of claims, each over rows of its own, which a commodity code tells apart."""
    rows, claims = [], []
    for place, (given, parts) in enumerate(cases):
        code = f"{place:04d}"
        rows += [{**row, "hs": code} for row in given]
        coded = {
            name: replace(part, hs=(code,)) if isinstance(part, Where) else part
            for name, part in ({"where": Where()} | parts).items()
        }
        claims.append(claim_of(**(coded | {"id": f"C{place}"})))
    return answered(rows, *claims, about=about, **tables)[0]


def results(cases, **parts):
    """Each case of rows, what a claim says, case file and result, with its result."""
    abouts = {id(case[-2]): case[-2] for case in cases}
    found = {}
    for key, about in abouts.items():
        asked = [n for n, case in enumerate(cases) if id(case[-2]) == key]
        told = batch([(cases[n][0], parts | cases[n][1]) for n in asked], about)
        found |= dict(zip(asked, map(said, told), strict=True))
    return [(*case[:-1], found[n]) for n, case in enumerate(cases)]
