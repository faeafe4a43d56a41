"""Words of amounts: ways to hedge a number, units, multiples and fractions."""

from decimal import Decimal

from madein.values import Unit

# Ways to hedge a number, the first of a line the one that stands for the others.
HEDGES = (
    ("at least", "no less than", "not less than", "no fewer than"),
    ("at most", "up to", "no more than", "not more than"),
    ("more than", "over", "above", "greater than"),
    ("less than", "fewer than", "under", "below"),
    ("almost", "nearly", "just under"),
    ("just over", "slightly more than"),
    ("about", "around", "roughly", "some", "approximately"),
)
HEDGED = {way: ways[0] for ways in HEDGES for way in ways}
# What is counted, with how many of its unit one is.
UNITS = {
    "usd": (Unit.USD, Decimal(1)),
    "us dollars": (Unit.USD, Decimal(1)),
    "dollars": (Unit.USD, Decimal(1)),
    "kg": (Unit.KG, Decimal(1)),
    "kilograms": (Unit.KG, Decimal(1)),
    "tonnes": (Unit.KG, Decimal(1_000)),
    "metric tons": (Unit.KG, Decimal(1_000)),
    "%": (Unit.SHARE, Decimal("0.01")),
    "percent": (Unit.SHARE, Decimal("0.01")),
    "per cent": (Unit.SHARE, Decimal("0.01")),
    "times": (Unit.RATIO, Decimal(1)),
    "fold": (Unit.RATIO, Decimal(1)),
}
MULTIPLES = {
    "2": ("doubled", "twofold", "twice", "double", "two times"),
    "3": ("tripled", "trebled", "threefold", "three times"),
    "4": ("quadrupled", "fourfold", "four times"),
    "5": ("quintupled", "fivefold", "five times"),
    "6": ("sixfold", "six times"),
    "7": ("sevenfold", "seven times"),
    "8": ("eightfold", "eight times"),
    "9": ("ninefold", "nine times"),
    "10": ("tenfold", "ten times"),
    "12": ("twelvefold",),
    "20": ("twentyfold",),
    "50": ("fiftyfold",),
    "100": ("hundredfold", "a hundredfold"),
    "0.5": ("halved", "half as much", "half as many"),
}
TIMES = {word: times for times, words in MULTIPLES.items() for word in words}
# Share, with the middles between it and its neighbours, in percent.
FRACTIONS = {
    ("a tenth", "one tenth", "1/10"): ("10", "5", "15"),
    ("a fifth", "one fifth", "1/5"): ("20", "15", "22.5"),
    ("a quarter", "one quarter", "1/4"): ("25", "22.5", "29"),
    ("a third", "one third", "1/3"): ("33.3", "29", "36.5"),
    ("two fifths", "2/5"): ("40", "36.5", "45"),
    ("half", "a half", "one half", "1/2"): ("50", "45", "55"),
    ("three fifths", "3/5"): ("60", "55", "63.5"),
    ("two thirds", "2/3"): ("66.7", "63.5", "71"),
    ("three quarters", "3/4"): ("75", "71", "77.5"),
    ("four fifths", "4/5"): ("80", "77.5", "85"),
    ("nine tenths", "9/10"): ("90", "85", "95"),
}
SHARES = {word: ends for words, ends in FRACTIONS.items() for word in words}
RISES = ("rose", "grew", "increased", "up")
FALLS = ("fell", "dropped", "declined", "decreased", "down")
