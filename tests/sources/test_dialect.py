import gzip

import pytest

from madein.errors import SourceError
from madein.sources.dialect import sniff


def test_a_packed_file_is_not_taken_for_text(tmp_path):
    file = tmp_path / "records.csv.gz"
    file.write_bytes(gzip.compress(b"ND;G33\n1;8708\n"))
    with pytest.raises(SourceError) as caught:
        sniff(file, ())

    assert str(caught.value) == (
        "the file is packed (gzip)\n"
        f"  at {file}\n"
        "  try: unpack it, and add what is inside"
    )
