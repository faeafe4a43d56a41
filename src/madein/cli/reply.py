"""`madein reply`: what we intend to say of a firm, put to that firm."""

from datetime import datetime
from pathlib import Path

import click

from madein.case.build import read_written
from madein.case.opened import Case, open_case
from madein.case.parties import one_party
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    progress,
    quiet_option,
    synthetic_caveats,
    synthetic_note,
)
from madein.engine import Engine
from madein.errors import Fault, RequestError
from madein.report.reply.pack import Pack, reply_pack
from madein.report.reply.write import write_reply

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@case_argument
@click.argument("party")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to; `reply` in the case folder where absent.",
)
@click.option("--by", type=DAY, help="Last day to answer, like 2024-06-12.")
@json_option
@quiet_option
def command(
    case: Path,
    party: str,
    folder: Path | None,
    by: datetime | None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write what is said of PARTY, for PARTY to answer: a page and a workbook.

    PARTY is a party id, a tax id or a name. Both files hold that firm's rows, the
    figures and claims about it, and questions to answer; of no other firm do they say
    anything. Builds first where something changed.
    """
    opened = open_case(case)
    opened.build(progress(quiet=quiet))
    with opened.tables() as engine:
        pack = _pack(engine, opened, party, by)
    page, book = write_reply(pack, folder or opened.folder / "reply")
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        said = {
            "party": pack.party_id,
            "page": str(page),
            "workbook": str(book),
            "rows": sum(len(part.rows) for part in pack.parts),
        }
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("reply", said, caveats)
    note(f"wrote {page}")
    note(f"wrote {book}")


def _pack(engine: Engine, opened: Case, text: str, by: datetime | None) -> Pack:
    """What the one firm is sent that a text means.

    Raises:
        RequestError: There is nothing to put to it.
    """
    party_id = one_party(engine, text, opened.folder)[0]["party_id"]
    claims, _, _ = read_written(opened.folder, opened.file)
    pack = reply_pack(
        engine,
        opened.file,
        claims,
        party_id,
        edition=opened.edition(),
        by=None if by is None else by.date(),
    )
    if not pack.figures:
        subject = opened.file.subject.name
        raise RequestError(
            Fault(
                what=f"no import of {subject} in the period names '{text}', and nothing "
                "is said of it",
                where=str(opened.folder),
                fix=f"see who is named: madein parties {opened.folder} list",
            )
        )
    return pack
