"""The quick ways of reading find what the slow ones find."""

import stdnum.ru.inn
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.reading.checks import is_valid, ru_inn
from madein.parties.reading.field import mention_of, read_field
from madein.parties.reading.form_table import IN_TEXT, forms
from madein.parties.reading.glued_forms import WITHOUT_BLANKS
from madein.parties.reading.kinds import PartyKind, kind_of
from madein.parties.reading.names import read_name
from madein.parties.reading.phrases import WORD, role_words
from madein.parties.reading.roles import may_have_roles, without_roles
from madein.parties.reading.scripts import tidy

PHRASES = sorted({p for group in role_words("roles").values() for p in group})
WORDS = [
    "ООО",
    "АЛЬФА",
    "LLC",
    "Beta",
    "S.p.A.",
    "有限公司",
    "7743237789",
    "ЛТД",
    "МАШ/ТЕХ",
]
BETWEEN = st.sampled_from([" ", "", ": ", " / ", "/", ". ", ", ", "\t"])
texts = st.lists(
    st.tuples(
        st.sampled_from(WORDS) | st.sampled_from(PHRASES) | st.text(max_size=6), BETWEEN
    ),
    max_size=5,
).map(lambda parts: "".join(f"{word}{sign}" for word, sign in parts))


@given(text=texts)
def test_a_text_that_cannot_have_roles_has_none(text: str) -> None:
    shown, _ = tidy(text)
    if not may_have_roles(shown, set(WORD.findall(shown.upper()))):
        parts = without_roles(shown)
        assert (parts.name, parts.roles, parts.agent) == (shown, (), None)


@given(text=texts)
def test_a_name_that_is_the_whole_field_is_read_as_any_other(text: str) -> None:
    field = read_field(text)
    mention = mention_of(field)
    alone = read_name(field.name or "")
    assert (mention.name.text, mention.name.words) == (alone.text, alone.words)
    assert mention.name.forms == alone.forms
    assert set(mention.name.marks) == {*alone.marks, *field.marks}


@given(number=st.text("0123456789", min_size=10, max_size=12), right=st.booleans())
def test_the_check_of_an_inn_is_that_of_the_library(
    number: str, *, right: bool
) -> None:
    if right and len(number) == 10:
        number = number[:9] + stdnum.ru.inn.calc_company_check_digit(number)
    if right and len(number) == 12:
        number = number[:10] + stdnum.ru.inn.calc_personal_check_digits(number)
    assert ru_inn(number) == stdnum.ru.inn.is_valid(number)


def test_signs_that_are_no_digits_are_no_inn() -> None:
    assert not ru_inn("774323778٩")
    assert not is_valid("ru.inn", "")


def test_each_form_without_blanks_has_a_sign_by_which_it_is_looked_for() -> None:
    here = [form.spelling for form in forms() if form.where in IN_TEXT]
    assert here
    assert [one for one in here if WITHOUT_BLANKS.search(one[:3]) is None] == []


def test_a_bank_that_forwards_is_a_bank() -> None:
    assert kind_of("ALFA CARGO BANK") is PartyKind.BANK
    assert kind_of("ALFABANK LOGISTICS") is PartyKind.BANK
    assert kind_of("ALFALOGISTICS") is PartyKind.FORWARDER
    assert kind_of("BANKER LOGISTICIAN") is PartyKind.FIRM
    assert kind_of("中国银行") is PartyKind.BANK
