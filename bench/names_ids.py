"""Tax ids of made-up firms, with right check digits; written apart from madein's own."""

import random


def digits(rng: random.Random, count: int) -> list[int]:
    return [rng.randint(1, 9), *(rng.randrange(10) for _ in range(count - 1))]


def text(found: list[int]) -> str:
    return "".join(map(str, found))


def inn(rng: random.Random) -> str:
    """Russia: nine digits, weighted, modulo 11, modulo 10."""
    found = digits(rng, 9)
    total = sum(w * d for w, d in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), found, strict=True))
    return text([*found, total % 11 % 10])


def brn(rng: random.Random) -> str:
    """Korea: the ninth digit counts five times, with its tens added."""
    found = digits(rng, 9)
    total = sum(w * d for w, d in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), found, strict=True))
    number = text([*found, -(total + found[8] * 5 // 10) % 10])
    return f"{number[:3]}-{number[3:5]}-{number[5:]}"


def vkn(rng: random.Random) -> str:
    """Turkey: each digit plus its place from the right, doubled as often, modulo 9."""
    found, total = digits(rng, 9), 0
    for place, digit in enumerate(found):
        shifted = (digit + 9 - place) % 10
        turned = shifted * 2 ** (9 - place) % 9
        total += 9 if shifted and not turned else turned
    return text([*found, -total % 10])


USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(rng: random.Random) -> str:
    """China: 17 signs of an alphabet of 31, weighted by powers of 3, modulo 31."""
    body = f"91{rng.randrange(110000, 660000)}"
    body += "".join(rng.choice(USCC) for _ in range(9))
    total = sum(USCC.index(sign) * 3**place % 31 for place, sign in enumerate(body))
    return body + USCC[-total % 31]


def ust(rng: random.Random) -> str:
    """Germany: ISO 7064, modulo 11, 10."""
    found, product = digits(rng, 8), 10
    for digit in found:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return "DE" + text([*found, (11 - product) % 10])


def partita(rng: random.Random) -> str:
    """Italy: every second digit doubled, digits of the sum, modulo 10."""
    found = digits(rng, 10)
    total = sum(sum(divmod(d * (1 + i % 2), 10)) for i, d in enumerate(found))
    return "IT" + text([*found, -total % 10])


TAX_ID = {"RU": inn, "KR": brn, "TR": vkn, "CN": uscc, "DE": ust, "IT": partita}
