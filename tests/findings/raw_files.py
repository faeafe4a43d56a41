"""The text files of the small demo, as lines of cells."""

import csv

A, C_2022, C_2023 = (
    "files/vendor_a_synthetic.csv",
    "files/vendor_c_2022_synthetic.csv",
    "files/vendor_c_2023_synthetic.csv",
)
FORMS = {A: ("cp1251", ";"), C_2022: ("utf-8", ","), C_2023: ("utf-8", ",")}


def read(file):
    encoding, delimiter = FORMS[str(file.relative_to(file.parents[1]))]
    with file.open(encoding=encoding, newline="") as handle:
        return list(csv.reader(handle, delimiter=delimiter))


def write(file, lines):
    encoding, delimiter = FORMS[str(file.relative_to(file.parents[1]))]
    with file.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
