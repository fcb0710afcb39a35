"""Two sessions of each kind of fault (T12, F46–F55); ``./portal bench offline`` holds two hundred."""

import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.faults.offline import rows
from tests.faults.offline.account import settle_accounts
from tests.faults.offline.kinds import KINDS
from tests.faults.offline.session import Place, Session, hold
from tests.faults.offline.world import make_visits
from tests.faults.proxy import Fault, FaultProxy

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
CHOSEN = (
    "swallowed_records",
    "cut_request",
    "photo_cut_at_60%",
    "trickle",
    "resets",
    "captive",
    "session_expired",
    "cleared_after",
    "rescued",
    "killed_in_batch",
    "replayed",
    "out_of_order",
    "mixed",
)
SEED = "1847"


@pytest.fixture
def place(engine_server: str, chromium: Any) -> Iterator[Place]:
    """The line to the server of the tests, which cannot be restarted: its line goes dead for a moment."""
    with FaultProxy(engine_server) as proxy:

        def restart() -> None:
            proxy.fault = Fault("down")
            time.sleep(0.5)

        yield Place(proxy, chromium, restart)


@pytest.mark.parametrize("kind", CHOSEN)
def test_nothing_is_lost_doubled_or_falsely_called_sent(place: Place, kind: str) -> None:
    visits = make_visits(2)
    outcomes = [
        hold(kind, KINDS[kind][0], place, visit, f"{SEED}:{number}") for number, visit in enumerate(visits)
    ]
    assert [one.troubles for one in outcomes] == [[], []]
    assert all(one.records > 8 for one in outcomes)


def test_the_books_tell_what_is_lost_doubled_and_falsely_called_sent(place: Place) -> None:
    """A campaign that finds nothing proves something only if it can find."""
    session = Session(place, make_visits(1)[0], Random(SEED))
    session.begin()
    session.record()
    first, *_others, forgotten, last = session.phone.journal.kept
    session.phone.page.evaluate(rows.HOLD_BACK, [[first], "sent"])
    session.phone.do("await engine.drop(a[0])", last)
    session.reopen()
    session.mend()
    assert session.phone.be_quiet()
    del session.phone.journal.kept[forgotten]
    settle_accounts(session.visit, session.phone.journal, session.phone.entries(), session.account)
    session.close()
    account = session.account
    told = [len(account.lost), len(account.doubled), len(account.false_sent)]
    assert (told, account.lost[0].split()[0]) == ([1, 1, 1], "finish")
