"""How well a reader understood the texts of `corpus`: precision, recall, differences.

A drafted statement is right where all its fields agree with what the text says; one that
is drafted from another sentence, or with a wrong field, is wrong.

    .venv/bin/python tests/articles/scoring.py tests/articles/corpus [--run]
"""

import datetime as dt
import re
import sys
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

from ruamel.yaml import YAML

from madein.documents import read_document
from madein.question import CaseFile

HERE = Path(__file__).parent
NIKKEI = HERE.parent / "cases" / "nikkei" / "case.yml"
# A goal of recall is set for these; the others are scored as well.
QUANTITATIVE = {"total", "count", "share", "ratio", "part", "sum", "none"}
WITHOUT_AMOUNT = {"present", "ranking", "listing", "first", "continued", "last"}
DAYS = ("since", "until")
KEYS = {
    *("quote", "kind", "says", "unit", "since", "until", "countries", "role", "goods"),
    *("makers", "suppliers", "at_least_usd", "of", "to", "by", "values", "top"),
    *("party", "list", "within", "cannot", "optional", "on_case"),
}


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text and what a correct reader finds in it; see `corpus/README.md`."""

    name: str
    case: str
    published: dt.date | None
    text: str
    context: dict
    statements: tuple[dict, ...]
    not_about: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Score:
    """What came of one text, or of several together.

    Attributes:
        right: Statements read as they should be, with those that are optional.
        wrong: Statements drafted that the text does not make, or not so.
        found: Quantitative statements that were read, of those that must be.
        wanted: Quantitative statements that must be read.
        found_others: Other statements that were read, of those that must be.
        wanted_others: Other statements that must be read.
        differences: What went wrong, in words.
        expected: For a claim that was read: its text, id, and what the case says of it.
        misread: Text and id of each claim that is wrong.
    """

    right: int = 0
    wrong: int = 0
    found: int = 0
    wanted: int = 0
    found_others: int = 0
    wanted_others: int = 0
    differences: tuple[str, ...] = ()
    expected: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    misread: tuple[tuple[str, str], ...] = ()

    def __add__(self, other):
        names = self.__dataclass_fields__
        return Score(**{n: getattr(self, n) + getattr(other, n) for n in names})

    @property
    def precision(self):
        drafted = self.right + self.wrong
        return self.right / drafted if drafted else None

    @property
    def recall(self):
        return self.found / self.wanted if self.wanted else None

    def words(self):
        shown = [
            "-" if rate is None else f"{rate:.3f}"
            for rate in (self.precision, self.recall)
        ]
        return (
            f"precision {shown[0]} ({self.right} right, {self.wrong} wrong), "
            f"recall {shown[1]} ({self.found} of {self.wanted}); "
            f"others {self.found_others} of {self.wanted_others}"
        )


def read_texts(folder):
    """The texts of a folder, by name."""
    return [read_text(file) for file in sorted(Path(folder).glob("*.yml"))]


def read_text(file):
    tree = YAML(typ="safe").load(Path(file).read_text(encoding="utf-8"))
    return Text(
        name=Path(file).stem,
        case=tree["case"],
        published=tree.get("published"),
        text=tree["text"],
        context=tree.get("context", {}),
        statements=tuple(tree["statements"]),
        not_about=tuple(tree["not_about"]),
    )


def case_of(text):
    """The case a text is read with: the demo, or the synthetic chips."""
    file = files("madein.demo").joinpath("case.yml")
    return read_document(NIKKEI if text.case == "nikkei" else Path(str(file)), CaseFile)


def score(text, drafted, case, groups=None):
    """Hold what a reader drafted against what the text says.

    Args:
        text: The text.
        drafted: What `read_article(...).drafted` gave.
        case: The case it was read with.
        groups: For a word like `US makers`, the names that the case has for them.
    """
    left = list(text.statements)
    result = Score()
    for draft in drafted:
        if draft.claim.measure == "outside":
            continue
        result += _judged(text, draft, left, case, groups or {})
    for missed in left:
        if not missed.get("optional"):
            result += _one(missed, read=False)
            difference = f"{text.name}: not read: {_short(missed)}"
            result += Score(differences=(difference,))
    return result


def _judged(text, draft, left, case, groups):
    """The score of one draft; what it gets right is taken from `left`."""
    candidates = [s for s in left if _same_sentence(s["quote"], draft.sentence)]
    found = [
        (_differences(statement, draft, text, case, groups), statement)
        for statement in candidates
    ]
    found.sort(key=lambda pair: len(pair[0]))
    if found and not found[0][0]:
        right = found[0][1]
        left.remove(right)
        results = tuple(value for value in _any(right, "on_case") if value is not None)
        results = () if draft.missing else results  # it is not run
        expected = (text.name, draft.claim.id, results)
        return _one(right, read=True) + Score(right=1, expected=(expected,))
    if found and draft.missing and found[0][0] == ["it was left incomplete"]:
        said = f"{text.name}: incomplete ({'; '.join(draft.missing)}): {draft.sentence}"
        return Score(differences=(said,))
    why = "; ".join(found[0][0]) if found else "the text does not claim this"
    said = f"{text.name}: wrong ({why}): {draft.claim.measure} {draft.claim.says!r}: {draft.sentence}"
    misread = ((text.name, draft.claim.id),)
    return Score(wrong=1, differences=(said,), misread=misread)


def _one(statement, *, read):
    if statement.get("optional"):
        return Score()
    if QUANTITATIVE & set(_any(statement, "kind")):
        return Score(found=int(read), wanted=1)
    return Score(found_others=int(read), wanted_others=1)


def _short(statement):
    kind = "/".join(_any(statement, "kind"))
    return f"{kind} {statement.get('says', '')}: {statement['quote']}"


def _any(statement, key):
    """The values of a key, any of which is right; None stands for an absent one."""
    value = statement.get(key)
    if isinstance(value, dict) and "any" in value:
        return value["any"]
    if key == "kind" and isinstance(value, list):
        return value
    return [value]


def _same_sentence(quote, sentence):
    one, other = _plain(quote), _plain(sentence)
    return bool(one and other) and (one in other or other in one)


def _plain(words):
    return " ".join(re.sub(r"[\"“”'‘’*]", " ", words).split()).strip(" -.")


def _differences(statement, draft, text, case, groups):
    """How a draft differs from a statement; empty where it is right."""
    claim, found = draft.claim, []
    kinds = _any(statement, "kind")
    kind = _kind(claim)
    if kind not in kinds and claim.measure not in kinds:
        found.append(f"kind {kind}, not {' or '.join(kinds)}")
    found += _says_differences(statement, claim)
    if "cannot" in statement:
        return found if draft.missing else [*found, f"run: {statement['cannot']}"]
    found += _unit_differences(statement, claim)
    if kind == "ratio" or claim.measure not in {"listing", "last"}:
        found += _where_differences(statement, claim.where, draft, text, case, groups)
    for key in ("of", "to"):
        whole = statement.get(key)
        part = getattr(claim, key, None)
        must = {"of": {"share", "part"}, "to": {"ratio"}}[key]
        if claim.measure in must and whole is not None:
            if part is None:
                found.append(f"without '{key}'")
                continue
            told = _where_differences(whole, part, draft, text, case, groups)
            found += [f"{key}: {difference}" for difference in told]
    found += _value_differences(statement, claim)
    for key in ("party", "list"):
        if claim.measure == "listing" and getattr(claim, key) not in _any(
            statement, key
        ):
            found.append(f"{key} {getattr(claim, key)}")
    if claim.measure == "listing" and statement.get("within"):
        wanted = statement["within"]
        if claim.within is None or any(
            getattr(claim.within, day) != wanted[day] for day in DAYS
        ):
            found.append(f"within {claim.within}")
    if draft.missing and not isinstance(statement.get("makers"), str):
        found.append("it was left incomplete")
    return found


def _kind(claim):
    amount = claim.measure in {"total", "count", "sum"}
    return "none" if amount and _said(claim.says)[0] == "none" else claim.measure


def _says_differences(statement, claim):
    if claim.measure in {"present", "ranking", "listing", "first"}:
        return []
    allowed = _any(statement, "says")
    if any(_said(claim.says) == _said(says) for says in allowed):
        return []
    return [f"says {claim.says!r}, not {' or '.join(map(repr, allowed))}"]


def _unit_differences(statement, claim):
    unit = getattr(claim, "unit", None)
    unit = None if unit is None else str(getattr(unit, "value", unit))
    allowed = _any(statement, "unit")
    is_dollars = claim.measure in {"total", "sum", "part", "ratio"}
    if unit in allowed or (is_dollars and unit == "US dollars"):
        return []
    return [f"unit {unit}, not {allowed[0]}"]


def _where_differences(wanted, where, draft, text, case, groups):
    """How a part of the imports differs from the one that the text speaks of."""
    found = []
    for day in DAYS:
        told = getattr(where, day)
        allowed = _days(_any(wanted, day), day, text, case)
        if _from_case(told, day, case) not in allowed:
            found.append(f"{day} {told}, not {_any(wanted, day)[0]}")
    role = where.role if where.countries else None
    role = None if role is None else str(getattr(role, "value", role))
    if role not in _any(wanted, "role"):
        found.append(f"role {role}, not {_any(wanted, 'role')[0]}")
    for key in ("countries", "suppliers"):
        told, allowed = getattr(where, key), _any(wanted, key)
        if _names(told) not in [_names(value or ()) for value in allowed]:
            found += [f"{key} {list(told)}, not {allowed[0]}"]
    makers = wanted.get("makers")
    if isinstance(makers, str):
        is_known = makers in groups and _names(where.makers) == _names(groups[makers])
        if not (is_known or draft.missing):
            found.append(f"makers {list(where.makers)}, not {makers}")
    elif _names(where.makers) != _names(makers or ()):
        found.append(f"makers {list(where.makers)}, not {makers}")
    if where.goods not in _any(wanted, "goods"):
        found.append(f"goods {where.goods}, not {wanted.get('goods')}")
    least = getattr(where, "at_least_usd", None)
    allowed = _any(wanted, "at_least_usd")
    if least not in allowed:
        found.append(f"at_least_usd {least}, not {allowed[0]}")
    return found


def _days(allowed, day, text, case):
    """Where the text names no day, its own records' end will do, or the case's."""
    days = {_from_case(value, day, case) for value in allowed}
    if None in allowed and day in text.context:
        days.add(text.context[day])
    return days


def _from_case(value, day, case):
    limit = getattr(case.period, day)
    if value is None:
        return limit
    return max(value, limit) if day == "since" else min(value, limit)


def _names(values):
    return {" ".join(re.findall(r"\w+", str(value).casefold())) for value in values}


def _value_differences(statement, claim):
    """What a claim of presence or of an order names."""
    if claim.measure not in {"present", "ranking"}:
        return []
    found = []
    if claim.by not in _any(statement, "by"):
        found.append(f"by {claim.by}, not {_any(statement, 'by')[0]}")
    wanted = [str(value) for value in statement.get("values", ())]
    if claim.measure == "ranking":
        told, wanted = list(claim.order), list(wanted)
    else:
        told, wanted = {*claim.each, *claim.any_of}, set(wanted)
    if told != wanted:
        found.append(f"names {told}, not {wanted}")
    return found


def unlike(score, results):
    """Claims with another result than expected, and misread ones that are contradicted.

    Args:
        score: The score of some texts.
        results: The result of each claim that was run, by text and id.
    """
    return [
        f"{name} {claim}: {results[name, claim]}, not {' or '.join(allowed)}"
        for name, claim, allowed in score.expected
        if allowed and results.get((name, claim), allowed[0]) not in allowed
    ] + [
        f"{name} {claim}: contradicted, but misread"
        for name, claim in score.misread
        if results.get((name, claim)) == "contradicted"
    ]


# --- what an amount says -----------------------------------------------------

HEDGES = {
    "at least": ("at least", "no less than", "not less than", "no fewer than"),
    "at most": ("at most", "no more than", "not more than", "up to"),
    "more than": (
        *("more than", "over", "above", "upwards of", "greater than"),
        *("just over", "slightly more than", "slightly over", "a little over"),
    ),
    "less than": ("less than", "under", "below", "fewer than"),
    "almost": ("almost", "nearly", "just under", "close to"),
    "about": ("about", "around", "roughly", "approximately", "some", ""),
}
SCALES = {
    "": 1,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
FRACTIONS = {
    **dict.fromkeys(("half", "a half", "one half"), Fraction(1, 2)),
    **dict.fromkeys(("a third", "one third", "third"), Fraction(1, 3)),
    **dict.fromkeys(("two thirds", "two-thirds"), Fraction(2, 3)),
    **dict.fromkeys(("a quarter", "one quarter", "quarter"), Fraction(1, 4)),
    **dict.fromkeys(
        ("three quarters", "three-quarters", "three out of four"), Fraction(3, 4)
    ),
    **dict.fromkeys(("a fifth", "one fifth"), Fraction(1, 5)),
}
NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
TIMES = {"double": 2, "doubled": 2, "twice": 2, "triple": 3, "tripled": 3}
AMOUNT = re.compile(
    r"(?P<before>us\$|\$|usd|€|eur)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<scale>thousand|million|billion|trillion)?\s*"
    r"(?P<unit>usd|us dollars?|dollars?|eur|euros?|%|percent|per cent|times|kg|tonnes)?"
)
UNITS = {
    **dict.fromkeys(("us$", "$", "usd", "us dollars", "us dollar"), "USD"),
    **dict.fromkeys(("dollars", "dollar"), "USD"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("%", "percent", "per cent"), "%"),
}


def _said(says):
    """What a wording says: hedge, unit, value and printed place; itself otherwise."""
    words = " ".join(str(says).casefold().split())
    if words in {"none", "zero", "0", "0 usd"}:
        return ("none",)
    between = re.fullmatch(r"(?:between|from)?\s*(.+?)\s+(?:and|to)\s+(.+)", words)
    if between is not None:
        ends = [_amount(end) for end in between.groups()]
        if None not in ends:
            unit = ends[1][0] or ends[0][0]
            return ("between", unit, ends[0][1], ends[1][1])
    for hedge, spellings in HEDGES.items():
        for spelling in sorted(spellings, key=len, reverse=True):
            if words.startswith(f"{spelling} " if spelling else ""):
                amount = _amount(words.removeprefix(spelling).strip())
                if amount is not None:
                    place = amount[2] if hedge in {"about", "almost"} else None
                    return (hedge, amount[0], amount[1], place)
    return ("", words)


def _amount(words):
    """Unit, value and printed place of an amount."""
    if words in FRACTIONS:
        return ("%", FRACTIONS[words] * 100, None)
    if words in TIMES:
        return ("times", Fraction(TIMES[words]), None)
    fold = re.fullmatch(r"(\w+?)-?fold|(\w+) times", words)
    if fold is not None:
        number = fold[1] or fold[2]
        value = NUMBERS.get(number)
        if value is None and number.isdigit():
            value = int(number)
        return None if value is None else ("times", Fraction(value), None)
    found = AMOUNT.fullmatch(words)
    if found is None:
        return None
    number = found["number"].replace(",", "")
    scale = SCALES[found["scale"] or ""]
    decimals = len(number.partition(".")[2])
    unit = found["unit"] or found["before"] or ""
    unit = UNITS.get(unit, unit)
    place = Fraction(scale, 10**decimals)
    return (unit, Fraction(number) * scale, None if unit == "times" else place)


# --- a whole folder ----------------------------------------------------------


def score_texts(texts, groups=None, cases=None):
    """The score of each text, as the reader of this tree reads it.

    Args:
        texts: The texts.
        groups: For a word like `US makers`, the names that the case has for them.
        cases: Built cases by name; with them each claim that was read is run, and a
            result that is not the expected one is a difference.
    """
    from madein.articles.reading import read_article

    scores = []
    for text in texts:
        case = case_of(text)
        article = read_article(text.text, case, published=text.published)
        one = score(text, article.drafted, case, groups)
        if cases is not None:
            built = cases["nikkei" if text.case == "nikkei" else "aurus"]
            results = _results(text, built, article)
            one += Score(differences=tuple(unlike(one, results)))
        scores.append((text.name, one))
    return scores


def _results(text, case, article):
    from madein.articles.checking import check_article

    with case.tables() as engine:
        checked = check_article(engine, case.file, article, case.edition())
    return {(text.name, row["id"]): row["result"] for row in checked.statements}


def built_cases(folder):
    """The demo and the synthetic chips, made and built in a folder."""
    from cases import nikkei_rows
    from madein.case.opened import open_case
    from madein.demo import write_demo

    write_demo(folder / "aurus")
    nikkei_rows.write_nikkei(folder / "nikkei")
    cases = {name: open_case(folder / name) for name in ("aurus", "nikkei")}
    for case in cases.values():
        case.build()
    return cases


def main(folder, *options):
    """Print the scores of a folder of texts; `--run` also runs what was read."""
    sys.path.insert(0, str(HERE.parent))
    with tempfile.TemporaryDirectory() as made:
        cases = built_cases(Path(made)) if "--run" in options else None
        scores = score_texts(read_texts(folder), cases=cases)
    everything = sum((one for _, one in scores), Score())
    lines = [f"{name}: {one.words()}" for name, one in scores]
    lines += ["", *everything.differences, "", f"all: {everything.words()}"]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
