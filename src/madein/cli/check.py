"""`madein check`: claims, or an article, held against the rows."""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from madein.articles.checking import Checked, check_article
from madein.articles.drafts import drafts_text
from madein.articles.reading import Article, read_article
from madein.case.opened import Case, open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    progress,
    quiet_option,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.plain import plain
from madein.engine import Row
from madein.errors import Fault, RequestError

CONTRADICTED, OPEN = 3, 4
STATEMENT = (
    "A draft is madein's reading of a sentence: read both before you quote a result."
)


@click.command()
@case_argument
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Exit 4 if a claim is not determinable.")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day the article was published, for words like `last year`.",
)
@click.option(
    "--draft",
    type=click.Path(path_type=Path),
    help="Write what was read of the article as a file of claims.",
)
@json_option
@quiet_option
def command(
    case: Path,
    *,
    article: Path | None,
    strict: bool,
    published: dt.datetime | None,
    draft: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Check claims.yml, or the statements of ARTICLE: a text in English, - for stdin.

    Each is supported, contradicted, or not determinable and why. Builds first where
    something changed. Exit code 3 if one is contradicted.
    """
    text = None if article is None else _text(article)
    opened = open_case(case)
    opened.build(progress(quiet=quiet))
    synthetic_note(synthetic=opened.file.synthetic)
    if article is None or text is None:
        results = opened.claim_results()
        _print_claims(opened, results, as_json=as_json)
        return _exit_code(results, strict=strict)
    day = None if published is None else published.date()
    read = read_article(text, opened.file, day)
    if draft is not None:
        _write(draft, read, article.stem)
    with opened.tables() as engine:
        checked = check_article(engine, opened.file, read, opened.data_edition())
    if as_json:
        _print_article_json(opened, checked)
    else:
        _print_article(checked)
    return _exit_code(checked.statements, strict=strict)


def _exit_code(results: Sequence[Row], *, strict: bool) -> int:
    words = {row["result"] for row in results}
    if "contradicted" in words:
        return CONTRADICTED
    return OPEN if strict and "not determinable" in words else 0


def _text(file: Path) -> str:
    """An article's text.

    Raises:
        RequestError: There is no such file, or it is no plain text.
    """
    fault = None
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if file.suffix in {".yml", ".yaml", ".pdf", ".docx", ".html"}:
            fault = Fault(
                what=f"'{file.name}' is no plain text",
                where=str(file),
                fix="save the article's words as a .txt file in UTF-8; claims belong "
                "into claims.yml of the case",
            )
        else:
            return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        fault = Fault(
            what=f"'{file}' cannot be read: {error.strerror}",
            where=str(file.parent),
            fix="name a text file, or - for stdin",
        )
    except UnicodeDecodeError as error:
        fault = Fault(
            what=f"byte {error.start} is not UTF-8",
            where=str(file),
            fix="save the article as plain text in UTF-8",
        )
    raise RequestError(fault)


def _write(file: Path, article: Article, title: str) -> None:
    """Write the drafts.

    Raises:
        RequestError: The file is there already: somebody may have edited it.
    """
    if file.exists():
        raise RequestError(
            Fault(
                what=f"'{file}' is there already",
                where=str(file),
                fix="name another file, or remove this one",
            )
        )
    file.write_text(drafts_text(article, title), encoding="utf-8")
    note(f"wrote {file}")


def _print_claims(opened: Case, results: list[Row], *, as_json: bool) -> None:
    if as_json:
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("claims", results, caveats)
    elif not results:
        file = opened.folder / "claims.yml"
        note(f"{file} holds no claims; docs/claims.md says how to write one")
    else:
        print_table(
            [
                {
                    "id": row["id"],
                    "claim": row["text"],
                    "result": _result(row),
                    "the records show": "\n".join([row["shows"], *row["differences"]]),
                    "figures": " ".join(row["figures"]),
                }
                for row in results
            ]
        )


def _result(row: Row) -> str:
    return row["result"] + (f" ({row['reason']})" if row["reason"] else "")


def _print_article_json(opened: Case, checked: Checked) -> None:
    caveats = [*synthetic_caveats(synthetic=opened.file.synthetic), STATEMENT]
    unread = [
        {"line": u.line, "sentence": u.sentence, "why": u.why, "is_near": u.is_near}
        for u in checked.unread
    ]
    data = {
        "statements": list(checked.statements),
        "figures": list(checked.figures),
        "unread": unread,
    }
    print_json("article", data, caveats)


def _print_article(checked: Checked) -> None:
    """An article's statements one below the other, then what was not read."""
    last = None
    for row in checked.statements:
        if row["sentence"] != last:
            click.echo(plain(f'\nline {row["line"]}: "{row["sentence"]}"'))
        last = row["sentence"]
        click.echo(plain(f"  {row['id']}  read as: {row['understood']}"))
        click.echo(plain(f"      {_result(row).upper()}"))
        if row["missing"]:
            click.echo(
                plain(
                    f"      not held against the rows: it is not said {'; '.join(row['missing'])}"
                )
            )
        if row["shows"]:
            click.echo(plain(f"      the records show: {row['shows']}"))
    near = [u for u in checked.unread if u.is_near]
    if near:
        click.echo("\nCould not be read, check by hand:")
    for unread in near:
        click.echo(plain(f'  line {unread.line}: "{unread.sentence}"'))
        click.echo(plain(f"      {unread.why}"))
    counts = Counter(row["result"] for row in checked.statements)
    said = ", ".join(
        f"{counts[word]} {word}"
        for word in ("supported", "contradicted", "not determinable")
    )
    others = len(checked.unread) - len(near)
    click.echo(
        f"\n{len(checked.statements)} statements: {said}. {len(near)} sentences about "
        f"imports could not be read; {others} others with numbers are not about imports."
    )
    click.echo(STATEMENT)
