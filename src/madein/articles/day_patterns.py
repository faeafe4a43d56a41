"""How English texts word days and periods, as regular expressions."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from madein.articles.facts import either, read_facts
from madein.question import STRICT


@dataclass(frozen=True, kw_only=True)
class _WorldEvent:
    """An event that texts name without a date."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    date: dt.date
    source: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Words:
    """What `days.yml` holds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    months: tuple[str, ...]
    ordinals: dict[str, int]
    events: tuple[_WorldEvent, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    before: tuple[str, ...]
    inside: tuple[str, ...]


@cache
def day_words() -> _Words:
    """The words of days and periods."""
    return read_facts("days.yml", _Words)


def _dated_days() -> tuple[str, ...]:
    """How single days are worded."""
    month = (
        "|".join(rf"{m[:3]}(?:{m[3:]})?\.?" for m in day_words().months) + r"|sept\.?"
    )
    number, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)\d\d(?!\d|,\d)"
    return (
        rf"{number}(?:\s+of)?\s+(?:{month}),?\s+{year}",
        rf"(?:{month})\s+{number}(?!\d),?\s+{year}",
    )


@cache
def point_pattern() -> str:
    """A day, month, quarter, year or event, in one group to be read again."""
    month = (
        "|".join(rf"{m[:3]}(?:{m[3:]})?\.?" for m in day_words().months) + r"|sept\.?"
    )
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:19|20)\d\d(?!\d|,\d)"
    ordinal = either(day_words().ordinals)
    dated = "|".join(
        (
            r"(?:19|20)\d\d-\d\d-\d\d",
            rf"{day}(?:\s+of)?\s+(?:{month})(?:,?\s+{year})?",
            rf"(?:{month})\s+{day}(?!\d)(?:,?\s+{year})?",
            rf"(?:{month}),?\s+(?:of\s+)?{year}",
            rf"q[1-4](?:\s+of)?\s+{year}",
            rf"(?:the\s+)?{ordinal}\s+(?:quarter|half)\s+of\s+{year}",
            year,
            r"last\s+year(?!['’])",
        )
    )
    events = "|".join(w for event in day_words().events for w in event.words)
    dated_event = (
        rf"(?:the\s+(?:start|beginning|outset|outbreak|day|launch)\s+of\s+)?(?:{events})"
        rf"(?:\s+(?:had\s+)?(?:began|begun|started|broke\s+out|broken\s+out))?(?:,?\s+(?:in|of|on)\s+(?:{dated}))?"
    )
    edge = r"(?:the\s+)?(?:end|close|start|beginning)\s+of\s+"
    return rf"(?:(?:{edge})?(?:{dated})|{dated_event})"


@cache
def period_pattern() -> re.Pattern[str]:
    """Any period, with a named group for each way to word one."""
    words, point = day_words(), point_pattern()
    day = rf"(?:{'|'.join(_dated_days())})"
    ends = rf"\s*(?:{either(words.until)})\s*"
    plain = r"(?!(?:thousand|million|billion|each|every|per)\b)\w+"
    lead = rf"(?:in\s+|over\s+|during\s+|for\s+)?(?:the\s+)?(?:(?:{plain}[-\s])?(?:{plain}\s+)?(?<!\ba\s)(?:years?|months?|period)\s*,?\s*)?"
    leads = rf"(?:(?:in|over|during|for)\s+the\s+(?:(?:{plain}[-\s])?(?:{plain}\s+)?(?<!\ba\s)(?:years?|months?|period)\s*,?\s*))?"
    return re.compile(
        rf"""(?<![\w$€£.])(?:
  (?P<short>(?:{either(words.inside)}\s+)?(?P<y1>(?:19|20)\d\d)\s*[-–/]\s*(?P<y2>\d\d))(?![\d-])
| (?P<between>(?:{lead})between)\s+(?P<b1>{point}),?\s+and\s+(?P<b2>{point})
| (?:{lead})?(?:in\s+)?(?P<both>(?P<a1>(?:19|20)\d\d)\s+and\s+(?P<a2>(?:19|20)\d\d)\s+(?:together|combined|taken\s+together))
| (?P<same>(?:in|during|over|for)?\s*the\s+same\s+(?:period|months?|time|span|days|years?)(?:\s+(?:of|in)\s+(?P<same_year>(?:19|20)\d\d)|\s+(?P<same_before>a\s+year\s+(?:earlier|before)|the\s+year\s+before|(?:of|in)\s+the\s+previous\s+year))?)
| (?P<earlier>(?:(?P<how_many>a|one|two|three|four|five)\s+years?\s+(?:earlier|before|previously)|(?:in\s+)?the\s+(?:year\s+before|previous\s+year|preceding\s+year)))
| (?P<later>(?:(?P<ahead>a|one|two|three|four|five)\s+years?\s+(?:later|after\s+that)|(?:in\s+)?the\s+(?:following|next)\s+year))
| (?P<text>(?:over|in|during|for|across|throughout|within)\s+(?:the\s+)?(?:(?:whole|entire|full|study|sample|observed|reporting)\s+)*(?:period|time\s+span)(?:\s+(?:under|of)\s+(?:review|study|the\s+(?:study|records|data)))?(?=[,.;:]|\s*$|\s+(?:was|were|came|amounted|totalled|and|is|are)\b))
| (?P<then>since\s+then|after\s+that|from\s+then\s+on|(?:since|after)\s+(?:that|this)\s+(?:day|date)|in\s+(?:those|these)\s+(?:\w+\s+)?(?:years|months)|(?:in|over|during)\s+(?:that|this)\s+(?:period|time|span))
| (?P<span_before>(?:(?:in|over|during|for)\s+)?the\s+(?P<how_long>two|three|four|five|six)\s+years\s+(?:before|prior\s+to|preceding)\s+(?:that|this|it|then|those)(?=[,.;\s]|$))
| (?P<clause>(?:after|since)\s+(?:[^\W\d]['’\w-]*\s+){{1,8}}?on\s+(?P<clause_day>{day}))
| (?P<post>post-(?:invasion|war))
| (?P<pre>pre-?(?:invasion|war))
| (?P<before_it>before\s+(?:it|that|then)(?=[,.;\s]|$))
| (?P<after_it>(?:after\s+it(?=[,.;\s]|$)|afterwards|thereafter|since\s+it\s+(?:began|started)|since(?=\s*[.;]|\s+(?:have|has|had|were|was)\b)|(?<=\bhave\s)since\b|(?<=\bhas\s)since\b))
| (?P<relative>(?:in\s+|during\s+|over\s+)?(?:last|this)\s+year(?!['’]))
| (?P<vague>(?:in|over|during)\s+(?:the\s+)?(?:past|last|recent|coming|next)\s+(?:\w+\s+)?(?:years?|months?|weeks?|days)|(?:in\s+)?(?:early|late|mid)[-\s](?:{point}))
| (?P<years_to>(?:over|in|within|during)\s+(?:the\s+)?(?P<long>two|three|four|five|six|seven|eight|nine|ten)\s+years\s+(?:up\s+)?(?:to|until|till|through|ending(?:\s+(?:in|with))?)\s+(?:the\s+end\s+of\s+|december\s+|31\s+december\s+)?(?P<y_end>(?:19|20)\d\d))
| (?P<span>(?:over|in|within|during|across|for(?=\s+the\s))\s+(?:the\s+)?(?P<length>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\s+years)
| (?P<since>(?:{leads}){either(words.since)})\s+(?P<s1>{point})(?:{ends}(?P<s2>{point})|\s+onwards?)?
| (?:(?:in|over|during|for)\s+(?:all\s+)?(?:the|all)\s+(?:years|months|time)\s+)?(?P<before>{either(words.before)})\s+(?P<u1>{point})
| (?:(?:{lead}){either(words.inside)}\s+|{lead})?(?P<i1>{point})(?:{ends}(?P<i2>{point}))?
)(?![\w%])""",
        re.VERBOSE | re.IGNORECASE,
    )
