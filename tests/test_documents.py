from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

import pytest

from madein.documents import read_document
from madein.errors import CaseError
from madein.question import CaseFile

CASE = """\
title: Imports
subject:
  name: Aurus
  members: all
period: {since: 2021-01-01, until: 2021-12-31}
"""


@dataclass(frozen=True, kw_only=True)
class Part:
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    code: str
    day: date | None = None
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Whole:
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    title: str
    kind: Literal["a", "b"] = "a"
    parts: tuple[Part, ...] = ()


def refused(folder, text, record=Whole):
    """What is said of a document, without its folder."""
    file = folder / "case.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CaseError) as stop:
        read_document(file, record)
    return str(stop.value).replace(f"{folder}/", "").replace(str(folder), ".")


def read(folder, text, record=Whole):
    file = folder / "case.yml"
    file.write_text(text, encoding="utf-8")
    return read_document(file, record)


def test_a_document_is_a_record(tmp_path):
    text = 'title: T\nparts:\n  - {code: "0102", day: 2021-03-04, share: 33.3}\n'

    part = Part(code="0102", day=date(2021, 3, 4), share=Decimal("33.3"))
    assert read(tmp_path, text) == Whole(title="T", parts=(part,))


def test_an_empty_value_is_unknown(tmp_path):
    text = "title: T\nparts:\n  - {code: x, day: , share: }\n"

    assert read(tmp_path, text).parts == (Part(code="x"),)


def test_all_faults_come_at_once_each_with_its_line(tmp_path):
    text = """\
# a comment
kind: c
parts:
  - code: 8708

    day: 04.03.2021
  - day: 2021-03-04
    colour: red
"""
    assert refused(tmp_path, text) == (
        "'title' is missing\n"
        "  at case.yml:2\n"
        "  try: add the line 'title: ...'\n"
        "'kind' is 'c': input should be 'a' or 'b'\n"
        "  at case.yml:2\n"
        "  try: see docs/case-folder.md for what may stand here\n"
        "'parts.0.code' is '8708': input should be a valid string\n"
        "  at case.yml:4\n"
        "  try: write the value in quotation marks\n"
        "'parts.0.day' is '04.03.2021': input should be a valid date or datetime, "
        "invalid character in year\n"
        "  at case.yml:6\n"
        "  try: write the day as 2022-02-24\n"
        "'parts.1.code' is missing\n"
        "  at case.yml:7\n"
        "  try: add the line 'code: ...'\n"
        "'parts.1.colour' is no setting madein knows\n"
        "  at case.yml:8\n"
        "  try: remove it, or mend its spelling: code, day, share"
    )


def test_a_code_that_yaml_takes_for_a_number_is_not_used(tmp_path):
    assert refused(tmp_path, "title: 0102\n") == (
        "'title' is '102': input should be a valid string\n"
        "  at case.yml:1\n"
        "  try: write the value in quotation marks"
    )


def test_one_value_where_a_list_belongs_is_named(tmp_path):
    message = refused(tmp_path, "title: T\nparts: bolts\n")

    assert message.splitlines()[:2] == [
        "'parts' is 'bolts': input should be a valid tuple",
        "  at case.yml:2",
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "only words\n"])
def test_a_document_of_another_shape_is_refused(tmp_path, text):
    message = refused(tmp_path, text)

    assert message.startswith("'the file'")
    assert message.splitlines()[1] == "  at case.yml:1"


def test_an_empty_document_lacks_everything(tmp_path):
    assert refused(tmp_path, "") == (
        "'title' is missing\n  at case.yml:1\n  try: add the line 'title: ...'"
    )


def test_a_file_that_is_absent_is_named(tmp_path):
    with pytest.raises(CaseError) as stop:
        read_document(tmp_path / "case.yml", Whole)

    assert str(stop.value) == (
        "there is no file 'case.yml'\n"
        f"  at {tmp_path}\n"
        "  try: run `madein init` to make a case folder, or name another folder"
    )


def test_bytes_that_are_not_utf_8_are_counted(tmp_path):
    assert refused(tmp_path, b"title: \xff\n") == (
        "byte 7 is not UTF-8\n  at case.yml\n  try: save the file as UTF-8"
    )


def test_a_nul_byte_is_no_traceback(tmp_path):
    assert refused(tmp_path, b"title: a\0b\n") == (
        "this is not YAML: unacceptable character #x0000: "
        "special characters are not allowed\n"
        "  at case.yml\n"
        "  try: save the file as plain text"
    )


def test_yaml_that_does_not_close_names_its_line(tmp_path):
    assert refused(tmp_path, "title: T\nparts: [a, b\n") == (
        "this is not YAML: expected ',' or ']', but got '<stream end>'\n"
        "  at case.yml:3\n"
        "  try: look for a missing colon, quotation mark or blank near that line"
    )


def test_a_setting_that_stands_twice_is_not_chosen_between(tmp_path):
    message = refused(tmp_path, "title: T\nkind: a\ntitle: U\n")

    what = 'found duplicate key "title" with value "U" (original value: "T")'
    assert message.splitlines()[:2] == [f"this is not YAML: {what}", "  at case.yml:3"]


def test_a_case_without_more_than_it_needs_is_read(tmp_path):
    case = read(tmp_path, CASE, CaseFile)

    assert (case.subject.members, case.period.until) == ("all", date(2021, 12, 31))
    assert (case.synthetic, case.sources) == (False, ())


def test_a_misspelt_setting_deep_in_a_case_is_named(tmp_path):
    text = CASE + "events:\n  - {name: a, label: A, date: 2022-02-24}\n"
    text += "sources:\n  - file: a.csv\n    layout: x\n    header_lines: 2\n"

    assert refused(tmp_path, text, CaseFile) == (
        "'sources.0.header_lines' is no setting madein knows\n"
        "  at case.yml:11\n"
        "  try: remove it, or mend its spelling: file, layout, sheet, encoding, "
        "delimiter, quote, escape, header_line"
    )


def test_a_day_that_no_calendar_has_names_its_line(tmp_path):
    file = tmp_path / "case.yml"
    file.write_text("title: A case\nperiod: {since: 2020-02-30, until: 2021-01-01}\n")
    with pytest.raises(CaseError) as caught:
        read_document(file, CaseFile)

    assert str(caught.value) == (
        "'2020-02-30' is no day: day is out of range for month\n"
        f"  at {file}:2\n"
        "  try: write the day as 2022-02-24"
    )
