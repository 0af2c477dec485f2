import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.database.contact_words import apart, one_typo_apart, together, variants, words_of
from adapters.database.phones import asked_forms, looks_like_phone, stored_forms
from tests.factories import contact


@pytest.mark.parametrize(
    "asked",
    [
        "+47 22 33 44 55",
        "004722334455",
        "22334455",
        "+47 (0)22 33 44 55",
        "22.33.44.55",
        "22-33 44/55",
        "(22) 33-44-55",
        "(+47) 22334455",
    ],
)
@pytest.mark.parametrize(("phone", "country"), [("+47 22 33 44 55", ""), ("0047 22334455", ""), ("22 33 44 55", "NO")])
def test_a_phone_number_is_found_however_it_is_written(asked: str, phone: str, country: str) -> None:
    assert set(asked_forms(asked)) & set(stored_forms(phone, country))


def test_a_leading_zero_is_for_dialling_within_the_country() -> None:
    assert stored_forms("020 123 4567", "NL") == ["31201234567", "201234567"]
    assert asked_forms("+31 20 123 4567") == ["31201234567", "0201234567"]
    assert asked_forms("020-1234567") == ["201234567"]


def test_a_number_without_its_country_is_found_with_the_calling_code() -> None:
    assert set(asked_forms("+47 22334455")) & set(stored_forms("22334455"))
    assert not set(asked_forms("+46 22334455")) & set(stored_forms("+47 22334455"))


@pytest.mark.parametrize("text", ["", "anna", "1234", "22334455 anna", "CT000012"])
def test_what_is_no_phone_number(text: str) -> None:
    assert not looks_like_phone(text)


@given(st.text(alphabet="+0123456789 ()-."), st.sampled_from(["", "NO", "nl", "XX"]))
def test_phone_forms_are_digits(phone: str, country: str) -> None:
    for form in (*stored_forms(phone, country), *asked_forms(phone)):
        assert form.isdigit()


def test_the_words_of_a_contact() -> None:
    who = contact("CT000012", "Anna O'Brien", email="anna.hansen@fjord.no", phone="+47 22 33 44 55", company_no="CT000001")
    assert words_of(who, "Fjord Anna AS") == [
        ("n", "anna"),
        ("n", "obrien"),
        ("n", "brien"),
        ("o", "ct000012"),
        ("e", "anna.hansen@fjord.no"),
        ("e", "hansen"),
        ("e", "fjord"),
        ("p", "4722334455"),
        ("p", "22334455"),
        ("c", "as"),
        ("d", "an+obrien"),
        ("d", "an+brien"),
        ("d", "ob+anna"),
        ("d", "ob+brien"),
        ("d", "br+anna"),
        ("d", "br+obrien"),
    ]


@given(st.text(), st.text(), st.text(), st.text())
def test_the_column_keeps_the_words(name: str, email: str, phone: str, company: str) -> None:
    found = words_of(contact(name=name, email=email, phone=phone), company)
    assert apart(together(found)) == found


@given(st.text(alphabet="abcd", min_size=1, max_size=8), st.text(alphabet="abcd", min_size=1, max_size=8))
def test_words_one_typo_apart_share_a_variant(asked: str, stored: str) -> None:
    if one_typo_apart(asked, stored):
        assert variants(asked) & variants(stored)


@pytest.mark.parametrize("asked", ["hansn", "hannsen", "hanssen", "hamsen", "hasnen"])
def test_one_typo(asked: str) -> None:
    assert one_typo_apart(asked, "hansen")


@pytest.mark.parametrize("asked", ["hansen", "hnse", "jonsen", "nahsen"])
def test_none_or_more_than_one_typo(asked: str) -> None:
    assert not one_typo_apart(asked, "hansen")
