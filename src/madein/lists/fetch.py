"""A list fetched from its publisher: the only code of madein that uses the network."""

import time
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from madein.errors import Fault, SourceError

SCHEMES = {"http", "https"}
MOST_BYTES = 1 << 30  # the largest list, OFAC's in its full form, has an eighth of that
SILENCE_SECONDS = 60  # without a byte
MOST_SECONDS = 900  # for all of it
CHUNK = 1 << 18
AGENT = "madein (reads public sanctions lists; https://pypi.org/project/madein)"
GZIP = b"\x1f\x8b"


class _SameKind(HTTPRedirectHandler):
    """Follows no redirect to another kind of address, and none from https to http."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # noqa: ANN001, ANN202 - urllib's signature
        old, new = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if new not in SCHEMES or (old == "https" and new != "https"):
            fp.close()
            raise SourceError(_refused(req.full_url, f"it sends us on to '{newurl}'"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(
    address: str,
    folder: Path,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Path:
    """A file fetched from an address into a folder.

    Args:
        address: Where it is; http or https.
        folder: Where to put it, under the last part of the address.
        most_bytes: A longer answer is refused.
        most_seconds: A slower one, too.

    Raises:
        SourceError: There is no answer, not all of it came, or it is refused.
    """
    if urlsplit(address).scheme not in SCHEMES:
        raise SourceError(
            _refused(address, "the address begins neither with https: nor with http:")
        )
    request = Request(  # noqa: S310 - the scheme is checked above
        address, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"}
    )
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "list"
    target = folder / name
    opener: OpenerDirector = build_opener(_SameKind)
    try:
        with opener.open(request, timeout=SILENCE_SECONDS) as answer:
            told = answer.headers.get("Content-Length")
            got = _copied(answer, target, address, most_bytes, most_seconds)
    except HTTPError as error:
        error.close()
        raise SourceError(
            _refused(address, f"the answer is {error.code} {error.reason}")
        ) from error
    except (URLError, OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise SourceError(_absent(address, str(reason))) from error
    if told is not None and told.isdecimal() and int(told) != got:
        raise SourceError(_refused(address, f"{got:,} of {int(told):,} bytes came"))
    with target.open("rb") as file:
        is_packed = file.read(2) == GZIP
    if is_packed and target.suffix.lower() != ".gz":
        return target.rename(folder / f"{name}.gz")
    return target


def _copied(answer, target: Path, address: str, most: int, seconds: float) -> int:  # noqa: ANN001 - any response
    """How many bytes came.

    Raises:
        SourceError: There are too many, or they come too slowly.
    """
    got, end = 0, time.monotonic() + seconds
    with target.open("wb") as sink:
        while chunk := answer.read(CHUNK):
            got += len(chunk)
            if got > most:
                raise SourceError(
                    _refused(address, f"the answer is longer than {most:,} bytes")
                )
            if time.monotonic() > end:
                raise SourceError(
                    _refused(address, f"the answer takes over {seconds:,.0f} seconds")
                )
            sink.write(chunk)
    return got


def _refused(address: str, why: str) -> Fault:
    return Fault(
        what=f"the list was not fetched: {why}",
        where=address,
        fix="open the address in a browser, save the file, and run "
        "`madein lists add FILE`",
    )


def _absent(address: str, why: str) -> Fault:
    return Fault(
        what=f"the list was not fetched: no answer ({why})",
        where=address,
        fix="check the connection and run the command again; or add a file that you "
        "have with `madein lists add FILE`",
    )
