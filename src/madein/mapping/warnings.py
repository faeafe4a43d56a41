"""What a file's rows give cause to doubt, beside the meaning of its columns."""

import re
from collections.abc import Iterator, Sequence

from madein.mapping.profile import Column

CAPS = (1_000, 10_000, 65_535, 65_536, 100_000, 1_000_000, 1_048_575, 1_048_576)
# UTF-8 read as a code page of western Europe, or characters that were lost.
GARBLED = re.compile("[ÃÂÐÑ][\x80-\xbf]|[РС][\xa0-\xbf]|\ufffd")


def warnings(columns: Sequence[Column], records: int) -> Iterator[str]:
    """What a person should know about a file before she relies on it.

    Args:
        columns: Its columns, sampled.
        records: Its rows.

    Yields:
        A warning.
    """
    if records in CAPS:
        yield (
            f"the file ends at exactly {records:,} rows: it may be the beginning of a "
            "larger export"
        )
    for column in columns:
        garbled = [cell for cell in column.distinct if GARBLED.search(cell)]
        if garbled:
            yield (
                f"text in '{column.heading}' looks garbled: '{garbled[0][:40]}'; if "
                "the whole column is, name the right --encoding"
            )
