from hypothesis import given
from hypothesis import strategies as st

from madein.sources.text.lines import blocks

PART = st.sampled_from([b"", b"a;b", "при".encode(), b"\xff", b"x\xd0y", b";"])


def one_by_one(line, number):
    """A line in UTF-8, and its fault, told without the others."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        fault = f"byte {error.start + 1} of the line is not utf-8"
        return line.decode("utf-8", "backslashreplace").encode(), {number: fault}
    return line, {}


@given(st.lists(PART, min_size=1, max_size=9))
def test_a_damaged_line_leaves_those_beside_it_alone(tmp_path_factory, lines):
    file = tmp_path_factory.mktemp("blocks") / "a.csv"
    file.write_bytes(b"\n".join([b"head", *lines, b"end"]) + b"\n")
    (block,) = blocks(file, "utf-8", "\n")
    told = [one_by_one(line, n) for n, line in enumerate([b"head", *lines, b"end"], 1)]

    assert block.lines == [line for line, _ in told]
    assert block.faults == {n: fault for _, found in told for n, fault in found.items()}
