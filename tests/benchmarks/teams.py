"""How fast we are in Teams, against a bare echo in the same run."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from adapters.database import migrate
from tests.benchmarks.places import aftercall_in_teams, cpu_seconds, fill, free_port, load, process
from tests.benchmarks.teams_load import TeamsJob
from tests.standins.teams import TeamsStandIn

_Line = Callable[[str, object, dict[str, float], str], None]


async def in_teams(url: str, at_once: Sequence[int], seconds: float, line: _Line) -> None:
    migrate(url)
    await fill(url, contacts=1_000, entries=10_000)
    contacts = [f"CT{number:06}" for number in range(1_000)]
    log = '1log{"template":"CALL","contact":"{pick}","note":"talked about delivery {n}","nonce":"{n}"}'
    echo, ours, connector = free_port(), free_port(), free_port()
    async with TeamsStandIn() as teams:
        token = teams.token(datetime.now(UTC), serviceurl=f"http://127.0.0.1:{connector}/")
        with (
            process(["-m", "tests.benchmarks.bare_echo", str(echo)], echo) as echo_server,
            aftercall_in_teams(url, teams.metadata_url, teams.login_url, ours) as our_server,
        ):
            for connections in at_once:

                def job(port: int, text: str, expect: str, connections: int = connections, *, pressing: bool = False) -> TeamsJob:
                    return TeamsJob(
                        port,
                        "",
                        [text],
                        contacts,
                        connections=connections,
                        seconds=seconds,
                        expect=expect,
                        token=token if port == ours else "",
                        connector_port=connector,
                        pressing=pressing,
                    )

                jobs = {
                    "e    bare echo": job(echo, "hello {n}", "You said: hello"),
                    "t    log": job(ours, "log call {pick}: talked about delivery {n}", "Logged"),
                    "u    log by a button": job(ours, log, "Logged", pressing=True),
                    "v    list": job(ours, "list {pick}", "delivery"),
                }
                base = 0.0
                for name, each in jobs.items():
                    server = echo_server.pid if each.port == echo else our_server.pid
                    used = cpu_seconds(server)
                    measured = await load(each, "tests.benchmarks.teams_load")
                    used = cpu_seconds(server) - used
                    base = base or measured["per_second"]
                    ratio = "" if name[0] == "e" else f"{name[0]}/e {measured['per_second'] / base:.2f}   "
                    line(name, connections, measured, f"{ratio}{1000 * used / measured['turns']:.2f} ms of processor a turn")
