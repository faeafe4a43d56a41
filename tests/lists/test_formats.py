import pytest

from madein.errors import SourceError
from madein.lists.formats.form import ListFormat
from madein.lists.formats.known import FORMATS, format_of
from madein.lists.formats.packing import WHOLE

NULLS = ",".join(["-0- "] * 8)
STARTS = {  # the first bytes of each form, as published
    "ofac-sdn": f'36,"MADE UP",-0- ,"CUBA",{NULLS}\r\n',
    "ofac-xml": '<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="urn:made:up">',
    "ofac-advanced": '<?xml version="1.0"?>\n<Sanctions Version="3"><ReferenceValueSets>',
    "eu-acts": "celex,recordId,programKey,annex,measure,startDate,reason,schema\n",
    "eu-fsf-xml": '<export generationDate="2024-03-14"><sanctionEntity logicalId="1">',
    "eu-fsf-csv": "\ufefffileGenerationDate;Entity_LogicalId;NameAlias_WholeName\n",
    "un-sc": '<CONSOLIDATED_LIST dateGenerated="2024-02-23">',
}


@pytest.mark.parametrize("name", STARTS)
def test_a_file_with_any_name_is_known_by_its_content_and_by_one_form_alone(
    tmp_path, name
):
    file = tmp_path / "download"
    file.write_text(STARTS[name], encoding="utf-8", newline="")
    knowing = [
        f.name for f in FORMATS.values() if f.knows(file.name, file.read_bytes())
    ]

    assert knowing == [name]
    assert format_of(file) is FORMATS[name]


@pytest.mark.parametrize(
    "content",
    [
        b"\x00" * 99,
        b"<?xml version='1.0'?><Error><Code>PublicAccessNotPermitted</Code></Error>",
        b"36,12\r\n",
        b"36,MADE UP,,,,,,,,,,\r\n",
        b'"unclosed\n',
        "ключ,значение\n".encode("cp1251"),
    ],
)
def test_a_file_that_is_no_list_is_a_fault_that_names_all_forms(tmp_path, content):
    file = tmp_path / "download"
    file.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        format_of(file)

    (fault,) = caught.value.faults
    assert fault.what == "'download' is no list that madein knows"
    assert fault.where == str(file)
    assert all(f"{f.name} ({f.title})" in fault.fix for f in FORMATS.values())


@pytest.mark.parametrize("name", ["download", "sdn_20240223T184323.csv"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"\r\n", "is empty"),
        (b"<html><body>503</body></html>", "is a web page, not a list: open it"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>\n<title>", "is a web page, not a list"),
        (b"<?xml version='1.0'?>\n<!doctype html>", "is a web page, not a list"),
    ],
)
def test_what_comes_in_place_of_a_list_is_called_by_its_name(
    tmp_path, name, content, what
):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        format_of(file)

    (fault,) = caught.value.faults
    assert fault.what.startswith(f"'{name}' {what}")
    assert (fault.where, fault.fix) == (str(file), WHOLE)


def test_each_form_has_a_name_of_its_own():
    assert all(name == form.name for name, form in FORMATS.items())
    assert len({form.title for form in FORMATS.values()}) == len(FORMATS)


def test_a_form_without_files_beside_its_copies_finds_none(tmp_path):
    form = ListFormat(
        name="x",
        title="x",
        knows=lambda *_: True,
        taken=lambda _: pytest.fail("not asked"),
        entries=lambda _: [],
    )

    assert (form.part(tmp_path), form.alias_day(tmp_path)) == ("", None)
    assert (form.aliases(tmp_path), form.addresses(tmp_path)) == ([], [])
    assert (form.address_day(tmp_path), form.is_crawl) == (None, False)
