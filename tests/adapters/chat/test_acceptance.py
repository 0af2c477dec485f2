"""The acceptance conversation, said to the conversation itself."""

from adapters.chat.plain import plain
from tests.acceptance.cases import CASES
from tests.adapters.chat.talk import Talk, labels


async def test_every_line_gets_its_answer(talk: Talk) -> None:
    for case in CASES:
        reply = await talk.say(case.line, case.who)
        said = plain(reply.card)
        heading = f"{case.who}: {case.line}\n{said}"
        assert case.title in said.split("\n")[0], heading
        for words in case.says:
            assert words in said, heading
        for words in case.never:
            assert words not in said, heading
        assert set(case.buttons) <= set(labels(reply)), heading
        assert reply.outcome == case.outcome, heading
        assert (reply.form.title if reply.form else "") == case.form, heading
        assert reply.entry_nos == case.nos, heading
        assert not reply.replay, heading
        assert not reply.shared, heading
