"""The conversation in the console: questions, forms and buttons by lines."""

from string import ascii_lowercase

import pytest

from adapters.console.question import yes_or_no
from tests.acceptance.cases import CASES
from tests.adapters.console.talk import Terminal


async def test_every_line_of_the_acceptance_conversation_gets_its_answer(terminal: Terminal) -> None:
    for case in CASES:
        said = await terminal.say(case.line, who=case.who)
        heading = "\n".join([f"{case.who}: {case.line}", *said])
        if case.form:
            assert said[0].startswith(case.form), heading
            continue
        assert case.title in said[0], heading
        for words in case.says:
            assert words in "\n".join(said), heading
        for words in case.never:
            assert words not in "\n".join(said), heading


async def test_a_choice_is_made_by_its_number(terminal: Terminal) -> None:
    said = await terminal.say("log call olsen: hello", "2")
    assert said[1].startswith("1. Anna Olsen")
    assert said[2].startswith("2. Olga Olsen")
    assert said[3] == "You can say: 1–2"
    assert said[4] == "Logged #1: Phone call, Olga Olsen"


async def test_document_types_are_listed_once_and_chosen_by_their_number(terminal: Terminal) -> None:
    said = await terminal.say("setup documents", "4", who="ada")
    assert [line.strip() for line in said if "Sales invoice" in line] == [
        "4.  Sales invoice                       not recorded",
        "Sales invoice: not recorded",
    ]


async def test_yes_chooses_where_there_is_one_choice(terminal: Terminal) -> None:
    said = await terminal.say("log call anma: hello", "yes")
    assert "Logged #1: Phone call, Anna Olsen" in said
    said = await terminal.say("log call olsen: hello again", "yes", "2")
    assert said[4:6] == ["Say a number from 1 to 2.", "Logged #2: Phone call, Olga Olsen"]


async def test_no_answers_a_question_that_only_has_buttons(terminal: Terminal) -> None:
    said = await terminal.say("add contact Anna Olsen", "no")
    assert said[-2:] == ["You can say: 1. use this one, 2. add anyway", "Nothing was changed."]


async def test_buttons_that_are_all_of_a_question_are_pressed_by_their_numbers(terminal: Terminal) -> None:
    said = await terminal.say("add contact Anna Olsen", "1")
    assert said[3].startswith("Anna Olsen")
    said = await terminal.say("add contact Anna Olsen", "3", "yes", "2")
    assert said[3:6] == ["Say a number from 1 to 2.", "Say a number from 1 to 2.", "Added Anna Olsen as CT000016"]


async def test_the_first_letter_of_yes_and_no_will_do(terminal: Terminal) -> None:
    said = await terminal.say("template complaint remove", "n", "template complaint remove", "Y", who="ada")
    assert "Nothing was changed." in said
    assert said[-1] == "Removed template COMPLAINT: Complaint"
    assert "do not know" in (await terminal.say("y"))[0]


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [("en", "y", "n"), ("nb", "jy", "n"), ("da", "jy", "n"), ("sv", "jy", "n"), ("fi", "ky", "en"), ("nl", "jy", "n")],
)
def test_letters_that_are_answers(language: str, yes: str, no: str) -> None:
    answers = {letter: word for letter in ascii_lowercase if (word := yes_or_no(letter, language))}
    assert answers == dict.fromkeys(yes, "yes") | dict.fromkeys(no, "no")


async def test_what_can_be_said_is_named_once(terminal: Terminal) -> None:
    assert (await terminal.say("/help"))[-1] == "You can say: help"


async def test_input_may_begin_with_a_byte_order_mark(terminal: Terminal) -> None:
    assert (await terminal.say("\ufeffwhoami"))[0] == "You are Kari Haugen"


async def test_a_refusal_says_which_command_helps(terminal: Terminal) -> None:
    assert (await terminal.say("older"))[-1] == "You can say: help"
    assert (await terminal.say("log xyz anna: x", "list template:xyz"))[-1] == "You can say: templates"


async def test_a_form_without_a_note_asks_for_every_field(terminal: Terminal) -> None:
    said = await terminal.say("add contact", "", "Nina Ny", "fjord as", "nina@example.test", "", "Boss")
    assert "An empty line leaves a field as it is." in said
    assert said[said.index("Added Nina Ny as CT000016") :] == [
        "Added Nina Ny as CT000016",
        "Type: person",
        "Company: Fjord AS",
        "Job title: Boss",
        "E-mail: nina@example.test",
        "Salesperson: Kari Haugen",
    ]


async def test_a_number_that_no_choice_has_is_asked_for_again(terminal: Terminal) -> None:
    said = await terminal.say("log call olsen: hello", "3", "0", "99999999999999999999", "1")
    assert said[4:7] == ["Say a number from 1 to 2."] * 3
    assert said[7] == "Logged #1: Phone call, Anna Olsen"


async def test_any_other_line_drops_the_question(terminal: Terminal) -> None:
    said = await terminal.say("log call olsen: hello", "list", "1")
    assert "Interaction log" in said
    assert any("do not know" in line for line in said)
    assert "The log is empty" in " ".join(await terminal.say("list"))


async def test_the_end_of_input_drops_the_question(terminal: Terminal) -> None:
    await terminal.say("template visit remove", "template create VISIT: Visit", "template visit remove", who="ada")
    assert any("VISIT" in line for line in await terminal.say("templates"))


async def test_yes_does_it_and_no_does_not(terminal: Terminal) -> None:
    said = await terminal.say("template complaint remove", "no", "templates", who="ada")
    assert "Nothing was changed." in said
    assert any("COMPLAINT" in line for line in said)
    said = await terminal.say("template complaint remove", "YES", "templates", who="ada")
    assert "Removed template COMPLAINT: Complaint" in said
    assert not any(line.startswith("COMPLAINT") for line in said)


async def test_yes_to_nothing_is_a_command_of_its_own(terminal: Terminal) -> None:
    assert "do not know" in (await terminal.say("yes"))[0]


async def test_pages_are_turned_by_the_words_of_the_buttons(terminal: Terminal) -> None:
    await terminal.say(*(f"log call anna: call {number}" for number in range(12)))
    said = await terminal.say("list", "older", "newer")
    numbers = [line.split()[0] for line in said if line.startswith("#")]
    assert numbers == [f"#{no}" for no in (*range(12, 2, -1), 2, 1, *range(12, 2, -1))]
    assert "You can say: older" in said


async def test_a_form_is_asked_field_by_field(terminal: Terminal) -> None:
    said = await terminal.say("log", "call", "anna", "talked: and more")
    assert said[:4] == ["Log an interaction", "Template:", "Contact:", "Note:"]
    assert said[4] == "Logged #1: Phone call, Anna Olsen"
    assert "talked: and more" in said


async def test_what_was_said_already_is_not_asked_for(terminal: Terminal) -> None:
    said = await terminal.say("log anna: spoke about prices", "call", "")
    assert [line for line in said if line.endswith(":")] == ["Template:", "Note [spoke about prices]:"]
    assert "Logged #1: Phone call, Anna Olsen" in said


async def test_a_form_offers_the_nearest_of_a_contact_that_is_not_known(terminal: Terminal) -> None:
    said = await terminal.say("log olga olsenn: spoke about prices", "call", "1", "")
    assert said[0] == "Log an interaction: “olga olsenn” is not the name of one contact: choose one."
    assert said[1] == "Template:"
    assert said[2].startswith("1. Olga Olsen")
    assert "Logged #1: Phone call, Olga Olsen" in said
    assert "spoke about prices" in said
    said = await terminal.say("log olsen: hello", "call", "2", "")
    assert [line for line in said if line[:2] in ("1.", "2.")] == ["1. Anna Olsen · Fjord AS", "2. Olga Olsen · Fjord AS"]
    assert "Logged #2: Phone call, Olga Olsen" in said


async def test_a_picker_offers_what_matches(terminal: Terminal) -> None:
    said = await terminal.say("log", "", "COMPLAINT", "olsen", "2", "")
    assert "2. Olga Olsen · Fjord AS" in said
    assert "1: CALL: Phone call" not in said
    assert "1. CALL: Phone call" in said
    assert "Logged #1: Complaint, Olga Olsen" in said


async def test_a_command_in_a_picker_drops_the_form(terminal: Terminal) -> None:
    said = await terminal.say("log", "list me", "whoami")
    assert said[:3] == ["Log an interaction", "Template:", "Your interaction log"]
    assert "You are Kari Haugen" in said


async def test_words_that_match_nothing_are_asked_for_again(terminal: Terminal) -> None:
    said = await terminal.say("log", "call", "zzzzzz", "anna", "")
    assert said[3].startswith("Nothing matches.")
    assert "Logged #1: Phone call, Anna Olsen" in said


async def test_a_field_with_an_error_is_asked_again(terminal: Terminal) -> None:
    said = await terminal.say("log", "call", "petra", "hello", "anna")
    assert any(line.startswith("Contact: ") and "privacy blocked" in line for line in said)
    assert said.count("Note:") == 1
    assert "Logged #1: Phone call, Anna Olsen" in said


async def test_a_form_takes_dates_as_lines_do_and_shows_them_in_words(terminal: Terminal) -> None:
    new = ["mail", "Spring mailing", "", "someday", *[""] * 7, "last monday"]
    said = await terminal.say("segment create", *new, "segment mail edit", "", "")
    assert "Date: “someday” is no date; write today, monday or 2026-11-19" in said
    assert said[said.index("Added segment MAIL: Spring mailing") :][2] == "Date: Mon 16 Nov 2026"
    assert said[-1] == "Date [Mon 16 Nov 2026]:"


async def test_the_end_of_input_leaves_a_form_undone(terminal: Terminal) -> None:
    await terminal.say("log", "call", "anna")
    assert "The log is empty" in " ".join(await terminal.say("list"))


async def test_exit_and_quit_leave(terminal: Terminal) -> None:
    assert await terminal.say("", "   ", "EXIT", "help") == []
    assert await terminal.say("quit", "help") == []


async def test_lines_that_are_no_text_do_no_harm(terminal: Terminal) -> None:
    said = await terminal.say("\x00\x1b[2J", "log call anna: \x1b[31mred\x00 \ufffd", "show 1")
    assert "Logged #1: Phone call, Anna Olsen" in said
    assert not any("\x1b" in line or "\x00" in line for line in said)


async def test_a_segment_is_logged_after_a_yes(terminal: Terminal) -> None:
    said = await terminal.say(
        "segment create mail: Spring mailing", "segment mail add company:fjord", "log call segment:mail: new prices", "yes"
    )
    assert "Log Phone call for 3 contacts of MAIL?" in said
    assert "Logged Phone call for 3 contacts of MAIL" in said
    assert (await terminal.say("log call segment:mail: again"))[0].startswith("Segment MAIL was logged on ")
    said = await terminal.say("segment mail follow-up", "log call segment:mail-2: again", "no", "list segment:MAIL-2")
    assert not any(line.startswith("Logged") for line in said)
