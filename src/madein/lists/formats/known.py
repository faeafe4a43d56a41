"""All forms that madein reads, and which of them a file has."""

import re
from collections.abc import Mapping
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.formats import (
    bis,
    eu_acts,
    eu_fsf,
    eu_fsf_csv,
    ofac_advanced,
    ofac_csv,
    ofac_xml,
    opensanctions,
    plain,
    swiss,
    uk,
    ukraine,
    un,
)
from madein.lists.formats.content import fault, head
from madein.lists.formats.form import ListFormat

MODULES = (
    ofac_csv,
    ofac_xml,
    ofac_advanced,
    eu_acts,
    eu_fsf,
    eu_fsf_csv,
    un,
    uk,
    bis,
    swiss,
    ukraine,
    opensanctions,
    plain,  # last: any table with the headings it asks for
)
FORMATS: Mapping[str, ListFormat] = {
    form.name: form for module in MODULES for form in module.FORMATS
}

# What a server sends in place of a list, under the name of the list.
WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE
)


def format_of(file: Path) -> ListFormat:
    """The form of a list file, by its content.

    Args:
        file: The file.

    Raises:
        SourceError: No form fits; or it is empty, or a web page.
    """
    start = head(file)
    if not start.strip():
        raise SourceError(fault(file, None, f"'{file.name}' is empty"))
    if WEB_PAGE.match(start):
        what = f"'{file.name}' is a web page, not a list: open it, and see what it says"
        raise SourceError(fault(file, None, what))
    for form in FORMATS.values():
        if form.knows(file.name, start):
            return form
    known = "; ".join(f"{form.name} ({form.title})" for form in FORMATS.values())
    raise SourceError(
        Fault(
            what=f"'{file.name}' is no list that madein knows",
            where=str(file),
            fix=f"give one of {known}; or write a table with the headings of docs/lists.md",
        )
    )
