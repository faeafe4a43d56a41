from madein.mapping.gates import objection
from madein.mapping.profile import Column


def record_ids(first):
    cells = tuple(str(number) for number in range(first, first + 200))
    return Column(0, "RECORD_ID", cells)


def test_numbers_of_the_rows_are_no_record_ids():
    assert objection("record_id", record_ids(1)) == "it numbers the rows"
    assert objection("record_id", record_ids(106_312_001)) == ""
