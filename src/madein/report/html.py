"""Blocks as one self-contained page: no script, no request to anywhere."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from madein.report.blocks import Chart, Head, Report
from madein.report.palette import properties
from madein.report.svg import svg
from madein.report.wording import anchor

HERE = Path(__file__).parent
LATIN = "U+0000-02FF, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2212"
CYRILLIC = "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116"
FACES = (  # family, weight, file, characters
    ("Source Serif 4", 600, "source-serif-4-latin-600-normal", LATIN),
    ("Source Sans 3", 400, "source-sans-3-latin-400-normal", LATIN),
    ("Source Sans 3", 600, "source-sans-3-latin-600-normal", LATIN),
    ("Source Sans 3", 400, "source-sans-3-cyrillic-400-normal", CYRILLIC),
    ("Source Sans 3", 600, "source-sans-3-cyrillic-600-normal", CYRILLIC),
)


def page(report: Report) -> str:
    """The whole page.

    Args:
        report: The report.
    """
    styles = stylesheet(report)
    return (
        _templates()
        .get_template("page.html")
        .render(
            report=report,
            contents=[b for b in report.blocks if isinstance(b, Head) and b.listed],
            styles=Markup(styles),  # noqa: S704 - our own file; the title is escaped in it
            styles_hash=_hash(styles),
        )
    )


def stylesheet(report: Report) -> str:
    """Fonts, tokens for light, dark and paper, and the rules of the page.

    Args:
        report: The report; its title stands in the foot of a printed page.
    """
    footer = f"{report.title}, edition {report.edition[:12]}"
    rules = (HERE / "templates" / "page.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            *(_face(*face) for face in FACES),
            f":root {{ {properties('light')} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {properties('dark')} }} }}",
            f"@media print {{ :root {{ color-scheme: light; {properties('paper')} }} }}",
            f"@page {{ @bottom-left {{ content: {_css_text(footer)}; }} }}",
            rules,
        ]
    )


def chart_svg(chart: Chart, width: str) -> Markup:
    """One of the two drawings of a chart.

    Args:
        chart: The chart.
        width: wide or narrow.
    """
    spec = chart.wide if width == "wide" else chart.narrow
    return Markup(svg(spec, f"{chart.name}-{width}"))  # noqa: S704 - vl-convert escapes what it writes


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["anchor"] = anchor
    environment.filters["svg"] = chart_svg
    return environment


def _face(family: str, weight: int, file: str, characters: str) -> str:
    bytes_ = (HERE / "fonts" / f"{file}.woff2").read_bytes()
    text = base64.b64encode(bytes_).decode()
    return (
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
        f"font-display: swap; unicode-range: {characters}; "
        f"src: url(data:font/woff2;base64,{text}) format('woff2'); }}"
    )


def _css_text(text: str) -> str:
    """Text as a CSS string in which nothing but letters and digits stands for itself."""
    return (
        '"'
        + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
        + '"'
    )


def _hash(text: str) -> str:
    """The hash by which the page allows its one style sheet."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
