"""The acceptance conversation as slash commands: signed requests over HTTP, blocks back."""

from tests.acceptance.cases import CASES
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit import message_problems
from tests.standins.slack_client import labels


async def test_every_line_gets_its_answer(here: SlackWorld) -> None:
    for case in CASES:
        here.clock.move(minutes=1)
        opened = len(here.slack.sent("views.open"))
        answer = await here.person(case.who).command(case.line)
        assert answer.status == 200
        if case.form:
            assert answer.body == {}, case.line
            (view,) = here.slack.sent("views.open")[opened:]
            assert view["view"]["title"]["text"] == case.form
            continue
        message = {key: answer.body[key] for key in ("text", "blocks")}
        assert message_problems(message) == [], case.line
        assert answer.body["response_type"] == "ephemeral"
        said = words(message)
        heading = f"{case.who}: {case.line}\n{said}"
        assert case.title in title(message), heading
        for expected in case.says:
            assert expected in said, heading
        for unwanted in case.never:
            assert unwanted not in said, heading
        assert set(case.buttons) <= set(labels(message)), heading
    assert here.slack.refused() == []
