import gzip
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from madein.errors import SourceError
from madein.lists.fetch import fetch

BODY = b"id,name\n1,IMAGINARY\n" * 100


class _Publisher(BaseHTTPRequestHandler):
    def do_GET(self):
        match self.path.split("?")[0]:
            case "/list.csv" | "/content":
                self._answer(200, BODY)
            case "/packed":
                self._answer(200, gzip.compress(BODY))
            case "/moved":
                self._answer(302, b"", Location="/list.csv")
            case "/aside":
                self._answer(302, b"", Location="ftp://127.0.0.1/list.csv")
            case "/inside":
                self._answer(302, b"", Location="file:///etc/hostname")
            case "/short":
                self._answer(200, BODY, length=len(BODY) + 7)
            case "/unsaid":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(BODY)
            case _:
                self._answer(404, b"no")

    def _answer(self, code, body, length=None, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def publisher():
    """The address of a server on this computer."""
    server = HTTPServer(("127.0.0.1", 0), _Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


def refusal(address, folder, **limits):
    with pytest.raises(SourceError) as raised:
        fetch(address, folder, **limits)
    (fault,) = raised.value.faults
    assert fault.where == address
    return fault


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/list.csv", "list.csv"),
        ("/content?token=x", "content"),
        ("/moved", "moved"),
        ("/unsaid", "unsaid"),
    ],
)
def test_a_file_comes_whole(publisher, tmp_path, path, name):
    file = fetch(publisher + path, tmp_path)

    assert file == tmp_path / name
    assert file.read_bytes() == BODY


def test_a_packed_file_says_so_in_its_name(publisher, tmp_path):
    file = fetch(f"{publisher}/packed", tmp_path)

    assert file.name == "packed.gz"
    assert gzip.decompress(file.read_bytes()) == BODY


@pytest.mark.parametrize(
    ("path", "limits", "why"),
    [
        ("/gone.csv", {}, "the answer is 404 Not Found"),
        ("/aside", {}, "it sends us on to 'ftp://127.0.0.1/list.csv'"),
        (
            "/inside",
            {},
            (
                "the answer is 302 Found - Redirection to url 'file:///etc/hostname' is "
                "not allowed"
            ),
        ),
        ("/short", {}, "2,000 of 2,007 bytes came"),
        ("/list.csv", {"most_bytes": 1999}, "the answer is longer than 1,999 bytes"),
        ("/list.csv", {"most_seconds": -1}, "the answer takes over -1 seconds"),
    ],
)
def test_an_answer_that_is_no_whole_list_is_refused(
    publisher, tmp_path, path, limits, why
):
    fault = refusal(publisher + path, tmp_path, **limits)

    assert fault.what == f"the list was not fetched: {why}"
    assert fault.fix == (
        "open the address in a browser, save the file, and run `madein lists add FILE`"
    )


def test_as_many_bytes_as_allowed_come(publisher, tmp_path):
    assert fetch(f"{publisher}/list.csv", tmp_path, most_bytes=2000).exists()


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://a/b", "list.csv"])
def test_other_kinds_of_address_are_refused(tmp_path, address):
    assert refusal(address, tmp_path).what == (
        "the list was not fetched: the address begins neither with https: nor with http:"
    )


def test_without_a_network_the_fault_says_what_to_do(tmp_path):
    fault = refusal("http://127.0.0.1:9/list.csv", tmp_path)

    assert fault.what == (
        "the list was not fetched: no answer ([Errno 111] Connection refused)"
    )
    assert fault.fix == (
        "check the connection and run the command again; or add a file that you have "
        "with `madein lists add FILE`"
    )
