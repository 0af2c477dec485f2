"""Whatever is said by whomever: an answer, never a fault, and nothing of what those without a role may not see."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.chat.card_codec import dump_reply
from adapters.chat.grammar.parse import COMMANDS
from adapters.chat.plain import plain
from adapters.chat.turn import Place
from tests.acceptance.world import PROFILES
from tests.adapters.chat.talk import Talk

PARTS = (
    "call", "anna", "olsen", "fjord", "1", "#1", "2", "99999999999", ":", ": hello", "15m", "on:yesterday", "at:25:00",
    "cost:250", "cost:-1", "eval:++", "+", "--", "me", "today", "since:monday", "until:x", "by:me", "by:KH",
    "for:mads@example.test", "canceled:all", "no:1-5", "template:call", "group:phone", "text:offer", "create", "remove",
    "change", "rep", "admin", "none", "nb", "positive", '"', "“", "'", "\u00a0", "\n", "\x00", "\ud800", "%", "_", "{no}",
    "<@U1>", "failed", "postpone", "follow:2w", "ø", "🙂",
    "x" * 300,
)  # fmt: skip
lines = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda command, parts: " ".join((command, *parts)),
        st.sampled_from(sorted(COMMANDS)),
        st.lists(st.sampled_from(PARTS), max_size=5),
    ),
)
turns = st.lists(st.tuples(lines, st.sampled_from(sorted(PROFILES)), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns)
async def test_every_line_of_everybody_is_answered(talk: Talk, turns: list[tuple[str, str, bool]]) -> None:
    for line, who, forms in turns:
        talk.place = Place(forms=forms, shared=forms)
        reply = await talk.say(line, who, after=0.5)
        said = plain(reply.card)
        assert said.strip()
        assert "".join(map(str, reply.card.title)).strip()
        assert reply.outcome in ("done", "asked", "refused"), f"{who}: {line!r}\n{said}"
        assert dump_reply(reply)
        if not forms:
            assert reply.form is None
        if who == "nobody":
            assert "Anna Olsen" not in said.replace(line, "")
