"""A Vega-Lite specification as SVG that may stand inside a page."""

import html
import re
from typing import Any

from madein.report.palette import HATCHES

VEGA_LITE = "6.4"
SYMBOL = 'role="graphics-symbol" aria-roledescription="rect mark"'
OFF_SITE = "https://vega.github.io/vega-datasets/"  # vl-convert puts it before any href


def svg(spec: dict[str, Any], name: str) -> str:
    """A specification as SVG that may stand inside a page.

    Args:
        spec: The specification.
        name: Short name that no other drawing of the page has.
    """
    import vl_convert

    text = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    text = text.replace(f'<a xlink:href="{OFF_SITE}#', '<a tabindex="-1" href="#')
    text = text.replace(f'<path aria-label="" {SYMBOL}', '<path aria-hidden="true"')
    text = re.sub(
        r'(aria-label="([^"]*)" role="graphics-symbol"[^>]*?)/>', _titled, text
    )
    text = re.sub(r' (?:d|transform)="[^"]*"', _shortened, text)
    text = re.sub(r"<path [^>]*display=\"none\"/>", "", text)
    text = text.replace(' pointer-events="none"', "").replace(' opacity="1"', "")
    text = re.sub(r' font-family="[^"]*"', "", text)  # the page names its fonts
    for hatch in HATCHES:
        text = text.replace(f"url(#{hatch})", f"url(#{hatch}-{name})")
    head = '<svg class="marks" aria-hidden="false" focusable="false"'
    text = re.sub(r"^<svg [^>]*?(?= width=)", head, text)
    return text.replace("><g ", f">{_patterns(name)}<g ", 1)


def _titled(found: re.Match[str]) -> str:
    return f"{found[1]}><title>{found[2]}</title></path>"


def _shortened(found: re.Match[str]) -> str:
    return re.sub(r"(\.\d\d)\d+", r"\1", found[0])


def _patterns(name: str) -> str:
    """The two hatches: wide for months without records, dense for what is unknown."""
    return (
        f'<defs><pattern id="no-records-{html.escape(name)}" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="7" height="7" fill="var(--band)"/>'
        '<path d="M0,0V7" stroke="var(--line)" stroke-width="2.4"/></pattern>'
        f'<pattern id="unknown-{html.escape(name)}" width="4" height="4" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<rect width="4" height="4" fill="var(--paper)"/>'
        '<path d="M0,0V4" stroke="var(--mute)" stroke-width="2"/></pattern></defs>'
    )
