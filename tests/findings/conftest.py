"""The demo without most importers outside the group, all but one file as text."""

import shutil

import pytest

from findings.raw_files import C_2023, FORMS, read, write
from madein.case.opened import open_case
from madein.engine import Engine, literal

GROUP = ("7743237789", "0077100424", "АУРУС", "AURUS")


def is_wanted(line):
    """Rows that name the group, or no importer at all."""
    return any(word in cell for cell in line for word in GROUP)


@pytest.fixture(scope="session")
def small(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "demo"
    shutil.copytree(
        demo.folder, folder, ignore=shutil.ignore_patterns(".madein", "report")
    )
    parquet = (folder / C_2023).with_suffix(".parquet")
    with Engine() as engine:
        rows = engine.rows(f"from read_parquet({literal(str(parquet))})")
    blank = [["" if cell is None else cell for cell in row.values()] for row in rows]
    write(folder / C_2023, [list(rows[0]), *blank])
    parquet.unlink()
    for name in FORMS:
        heading, *lines = read(folder / name)
        at = [n for n, cell in enumerate(heading) if _names_importer(cell)]
        kept = [
            line
            for line in lines
            if is_wanted(line)
            or (len(line) == len(heading) and not any(line[n] for n in at))
        ]
        write(folder / name, [heading, *kept])
    case = folder / "case.yml"
    entry = "vendor_c_2023_synthetic.parquet\n    layout: demo-english\n"
    text = case.read_text("utf-8")
    assert entry in text
    more = entry.replace("parquet", "csv") + '    encoding: utf-8\n    delimiter: ","\n'
    case.write_text(text.replace(entry, more), encoding="utf-8")
    open_case(folder).build()
    return folder


def _names_importer(heading):
    return heading.split(" ")[0] in {"G081", "G082"} or heading in {
        "Importer",
        "Importer TIN",
    }
