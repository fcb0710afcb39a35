"""One session: a visit recorded without network, sent under a fault, and then brought to rest."""

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from agencies.models import User
from core import clock
from evaluations.rules.capture.contents import iso
from tests.faults.offline.account import Account, falsely_sent, settle_accounts
from tests.faults.offline.browsers import Killable
from tests.faults.offline.phone import OfflinePhone
from tests.faults.offline.plan import Step, seen, visit_of
from tests.faults.offline.world import Visit, end_sessions, member_writes
from tests.faults.proxy import Fault, FaultProxy

DISPUTED = 0.3
"""How many visits have a criterion that the colleague wrote too, and the leader must choose."""

CLOCK = """(shift) => {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.now() + shift])); }
    static now() { return Real.now() + shift; }
  };
}"""


@dataclass
class Place:
    """Where sessions are held: a line to a server that can be restarted, and a browser."""

    proxy: FaultProxy
    browser: Any
    restart: Callable[[], None]


@dataclass
class Session:
    """A visit, its phone and its fault; ``steps`` is what is still to be recorded."""

    place: Place
    visit: Visit
    dice: Random
    account: Account = field(default_factory=Account)
    steps: list[Step] = field(default_factory=list)
    contexts: ExitStack = field(default_factory=ExitStack)
    killable: Killable | None = None
    disputed: str = ""
    phone: OfflinePhone = None  # type: ignore[assignment]

    # -- the phone

    def begin(self, *, days: int = 0, killable: bool = False) -> None:
        """A phone that took the visit along and then lost its network; its clock is off by ``days``."""
        self.mend()
        self.phone = OfflinePhone(
            self.a_context(killable=killable), self.place.proxy.url, visit=self.visit.id
        )
        if days:
            shift = timedelta(days=days).total_seconds() * 1000
            self.phone.context.add_init_script(f"({CLOCK})({shift})")
        self.sign_in()
        self.phone.open()
        self.phone.be_ready()
        answer = self.phone.refresh()
        assert answer["ok"], answer
        self._plan(days)
        self.break_line()

    def a_context(self, *, killable: bool = False) -> Any:
        """A fresh browser profile; one that can be killed is in a browser of its own."""
        if killable:
            folder = Path(tempfile.mkdtemp(prefix="vhcv-phone-"))
            self.contexts.callback(shutil.rmtree, folder, ignore_errors=True)
            self.killable = Killable(folder, self.place.browser.browser_type)
            self.contexts.callback(self.killable.kill)
            return self.killable.start()
        context = self.place.browser.new_context(
            viewport={"width": 390, "height": 844}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        self.contexts.callback(context.close)
        return context

    def another_phone(self, user: int) -> None:
        """Go on with a new phone in the hands of ``user``; the journal goes along."""
        journal = self.phone.journal
        self.phone = OfflinePhone(self.a_context(), self.place.proxy.url, visit=self.visit.id)
        self.phone.journal = journal
        self.sign_in(user)
        self.phone.open()
        answer = self.phone.refresh()
        assert answer["ok"], answer

    def sign_in(self, user: int | None = None) -> None:
        """A session of the leader, or of another."""
        self.phone.sign_in(User.objects.get(pk=user or self.visit.leader))

    def end_login(self) -> None:
        """The leader's session expires on the server."""
        end_sessions(self.visit.leader)

    def reopen(self) -> None:
        """Close the tab and open the app anew."""
        self.phone.close()
        self.phone.open()

    def kill(self) -> None:
        """Kill the browser as an empty battery does and open the app anew; the line stays as it is."""
        assert self.killable is not None
        self.killable.kill()
        self.phone.context = self.killable.start()
        self.sign_in()
        self.phone.open()
        on_phone = {one["id"] for one in self.phone.entries()}
        gone = [one for one in self.phone.journal.kept.values() if one.id not in on_phone]
        self.account.lost += [f"{one.subject} {one.id} did not outlive the browser" for one in gone]

    def clear_storage(self) -> None:
        """The browser throws away everything that the app kept."""
        self.phone.close()
        page = self.phone.context.new_page()
        page.goto(self.place.proxy.url + "/static/img/mark.svg")
        link = self.phone.context.new_cdp_session(page)
        everything = "indexeddb,local_storage,cache_storage,service_workers"
        link.send("Storage.clearDataForOrigin", {"origin": self.place.proxy.url, "storageTypes": everything})
        page.close()
        self.phone.open()
        assert not self.phone.entries(), "the storage was not cleared"
        self.phone.refresh()

    # -- the visit

    def _plan(self, days: int) -> None:
        moment = clock.now() + timedelta(days=days)
        today = clock.local_day(moment).isoformat()
        self.steps = visit_of(self.dice, self.phone.codes(), today, iso(moment))
        if self.dice.random() < DISPUTED:
            codes = [step.subject for step in self.steps if step.kind == "observation"]
            self.disputed = self.dice.choice(codes)
            self.phone.journal.disputed.add(self.disputed)
            member_writes(self.visit, self.disputed, seen(self.dice) | {"note": "Của đồng nghiệp"})

    def record(self, number: int | None = None) -> None:
        """Record the next steps, all of them where no number is told."""
        now, self.steps = self.steps[:number], self.steps[number:] if number is not None else []
        for step in now:
            self.phone.record(step)

    def record_until(self, kind: str) -> None:
        """Record the steps before the first one of a kind."""
        kinds = [step.kind for step in self.steps]
        self.record(kinds.index(kind) if kind in kinds else len(kinds))

    # -- the line

    def break_line(self) -> None:
        """No network at all."""
        self.place.proxy.fault = Fault("down")

    def mend(self) -> None:
        """A line that is well; what crept along runs."""
        fault: Fault | None = self.place.proxy.fault
        while fault is not None:
            fault.rate, fault.times, fault = 0, 0, fault.other
        self.place.proxy.fault = Fault()

    def heard(self, part: str, since: int = 0) -> int:
        """How many requests with ``part`` in their first line came to the proxy."""
        return sum(part in line for line, _kind in self.place.proxy.log[since:])

    def send_under(self, fault: Fault, *, part: str = "/api/", times: int = 1, longest: float = 4) -> None:
        """Send under a fault until so many requests met it; what the phone then says is checked."""
        since = len(self.place.proxy.log)
        self.place.proxy.fault = fault
        self.phone.try_now()
        self.phone.until(lambda: self.heard(part, since) >= times, longest)
        self.look()

    def look(self) -> None:
        """Ask the phone what it says to be sent, then see whether the server has it."""
        self.account.false_sent += falsely_sent(self.phone.entries(), self.phone.journal)

    # -- the end

    def end(self) -> None:
        """A line that is well, everything sent, the dispute settled, the books compared."""
        self.mend()
        self.phone.be_quiet()
        if self.disputed and self.disputed in {one.subject for one in self.phone.journal.kept.values()}:
            self._choose()
        settle_accounts(self.visit, self.phone.journal, self.phone.entries(), self.account)

    def _choose(self) -> None:
        """The leader sees both values and chooses; the first answer about it is lost on the way."""
        if not self.phone.refresh()["ok"]:
            return
        stands = self.phone.do(
            "(await engine.standing(a[0])).get(a[1])?.conflict", self.visit.id, self.disputed
        )
        if not stands:
            return
        self.phone.record(Step("observation", self.disputed, seen(self.dice)), how="choose")
        self.phone.journal.disputed.clear()
        self.send_under(Fault("swallow", path="ban-ghi", times=1), part="ban-ghi")
        self.mend()
        self.phone.be_quiet()

    def close(self) -> None:
        """Give the browser back."""
        self.mend()
        self.contexts.close()


@dataclass(frozen=True)
class Outcome:
    """What one session came to."""

    kind: str
    seconds: float
    records: int
    photos: int
    lost: int
    doubled: int
    false_sent: int
    left: int
    wrong: int
    troubles: list[str]


def hold(kind: str, act: Callable[[Session], None], place: Place, visit: Visit, seed: str) -> Outcome:
    """Hold one session of a kind from its seed; a session that breaks off is told as left."""
    session = Session(place, visit, Random(seed))
    began = time.perf_counter()
    try:
        act(session)
        session.end()
    except Exception as error:
        session.account.left.append(f"broke off: {type(error).__name__} {str(error)[:600]}")
    finally:
        session.close()
    account = session.account
    journal = session.phone.journal.kept if session.phone else {}
    return Outcome(
        kind=kind,
        seconds=time.perf_counter() - began,
        records=len(journal),
        photos=sum(bool(one.photo) for one in journal.values()),
        troubles=[f"{seed} {one}" for one in account.troubles],
        **{name: len(getattr(account, name)) for name in ("lost", "doubled", "false_sent", "left", "wrong")},
    )
