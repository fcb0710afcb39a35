"""The faults under which sessions are held, each a function of its session; ``KINDS`` names them all."""

from collections.abc import Callable
from dataclasses import replace

from tests.faults.offline import rows
from tests.faults.offline.old_app import begin_with_old_app
from tests.faults.offline.session import Session
from tests.faults.proxy import Fault

PIECE = 128 * 1024
HEAD = 900
"""About the size of a request's head, which the proxy counts too."""

WORDS = "mật khẩu của tệp"
RECORDS, PHOTO, PUT = "ban-ghi", "/api/anh/", "PUT "


def _offline(session: Session, **options: bool | int) -> None:
    session.begin(**options)  # type: ignore[arg-type]
    session.record()


def swallowed_records(session: Session) -> None:
    """The server stores a batch and its answer is lost, once or several times (F54)."""
    _offline(session)
    times = session.dice.randint(1, 3)
    session.send_under(Fault("swallow", path=RECORDS, times=times), part=RECORDS)


def swallowed_photo(session: Session) -> None:
    """The server takes a piece of a photograph and its answer is lost."""
    _offline(session)
    times = session.dice.randint(1, 2)
    session.send_under(Fault("swallow", path="tu=", times=times), part=PUT)


def cut_request(session: Session) -> None:
    """The line breaks at any byte of a request."""
    _offline(session)
    path = session.dice.choice((RECORDS, RECORDS, "tu=", "phien", PHOTO))
    after = session.dice.choice((0, session.dice.randint(1, HEAD), session.dice.randint(HEAD, 30_000)))
    session.send_under(Fault("cut_request", path=path, after=after, times=2), part=path)


def cut_answer(session: Session) -> None:
    """The line breaks at any byte of an answer."""
    _offline(session)
    path = session.dice.choice((RECORDS, "tu=", "phien", PHOTO))
    after = session.dice.randint(1, 1_500)
    session.send_under(Fault("cut_response", path=path, after=after, times=2), part=path)


def photo_cut_at(tenth: int) -> Callable[[Session], None]:
    """The line breaks when so many tenths of a photograph have gone (F50)."""

    def act(session: Session) -> None:
        session.begin()
        at = next(place for place, step in enumerate(session.steps) if step.kind == "photo")
        session.steps[at] = replace(session.steps[at], width=620)
        session.record()
        largest = max(session.phone.journal.photos.values(), key=lambda one: one.content["size"])
        offset = largest.content["size"] * tenth // 10
        start = offset // PIECE * PIECE
        fault = Fault("cut_request", path=f"tu={start} ", after=HEAD + offset - start, times=1)
        session.send_under(fault, part=f"tu={start} ")

    return act


def trickle(session: Session) -> None:
    """A byte a second for a while (F55)."""
    _offline(session)
    session.send_under(Fault("throttle", path="/api/", rate=1), longest=1)
    session.phone.page.wait_for_timeout(1_500)
    session.look()


def resets(session: Session) -> None:
    """Half of all requests break, before the server hears them or before it is heard (F55)."""
    _offline(session)
    unheard = Fault("swallow", odds=1 / 3, dice=session.dice)
    session.place.proxy.fault = Fault("cut_request", odds=0.25, dice=session.dice, other=unheard)
    for _ in range(12):
        session.phone.try_now()
        session.phone.page.wait_for_timeout(100)
        session.look()


def captive(session: Session) -> None:
    """A gateway answers 200 with a page of its own (F55)."""
    _offline(session)
    path = session.dice.choice(("", RECORDS, "phien", "/api/anh/"))
    session.send_under(Fault("captive", path=path), part=path or "/api/")
    session.reopen()
    session.phone.try_now()
    session.look()


def forged(session: Session) -> None:
    """Answers come with a signature that is not the server's."""
    _offline(session)
    path = session.dice.choice(("/api/", RECORDS, "tu="))
    session.send_under(Fault("forge", path=path), part=path)
    session.phone.try_now()
    session.look()


def session_expired(session: Session) -> None:
    """The login ends while records or photographs are on their way; a new login sends the rest (F51)."""
    session.begin()
    session.record(session.dice.randint(3, 8))
    part = session.dice.choice((RECORDS, PUT))
    session.send_under(Fault("throttle", path=part, rate=60_000), part=part, longest=2)
    session.end_login()
    session.record()
    session.mend()
    session.phone.until(lambda: session.phone.state["server"] == "login", 5)
    session.look()
    session.sign_in()


def cleared_after(session: Session) -> None:
    """The browser clears its storage after everything was said to be sent (F53)."""
    _offline(session)
    session.mend()
    assert session.phone.be_quiet(), session.phone.waiting()
    session.look()
    session.clear_storage()


def rescued(session: Session) -> None:
    """The storage is cleared before anything was sent; a rescue file brings it all (F53)."""
    _offline(session)
    file = session.phone.rescue(WORDS)
    if session.dice.random() < 0.5:
        session.mend()
        session.clear_storage()
    else:
        session.mend()
        session.another_phone(session.visit.member)
    session.send_under(Fault("swallow", path=RECORDS, times=1), longest=0.1)
    session.phone.take_in(file, WORDS)
    session.phone.be_quiet()
    session.phone.take_in(file, WORDS)


def killed_after_record(session: Session) -> None:
    """The phone dies right after a record was called kept."""
    session.begin(killable=True)
    session.record(session.dice.randint(1, len(session.steps) - 1))
    session.kill()
    session.record()


def killed_while_recording(session: Session) -> None:
    """The phone dies before it could say whether a record is kept."""
    session.begin(killable=True)
    session.record_until("observation")
    session.record(2)
    at = next(place for place, step in enumerate(session.steps) if step.kind != "photo")
    session.phone.begin_to_record(session.steps.pop(at))
    session.kill()
    session.record()


def killed_in_batch(session: Session) -> None:
    """The phone dies while a batch is on its way, or its answer is."""
    _offline(session, killable=True)
    fault = Fault("throttle", path=RECORDS, rate=session.dice.choice((800, 4_000, 20_000)))
    session.send_under(fault, part=RECORDS)
    session.kill()


def killed_in_photo(session: Session) -> None:
    """The phone dies while a photograph is on its way."""
    _offline(session, killable=True)
    session.send_under(Fault("throttle", path="tu=", rate=30_000), part=PUT)
    session.phone.page.wait_for_timeout(session.dice.randint(50, 600))
    session.kill()


def killed_before_finish(session: Session) -> None:
    """The phone dies when all is recorded but the end; the line is well by then."""
    session.begin(killable=True)
    session.record_until("finish")
    session.mend()
    session.phone.try_now()
    session.kill()
    session.record()


def two_tabs(session: Session) -> None:
    """Two tabs record and send one queue at the same time over a line that loses answers (F46)."""
    session.begin()
    first = session.phone.page
    session.record(session.dice.randint(2, 6))
    session.phone.open()
    session.record(session.dice.randint(1, 3))
    session.phone.page, second = first, session.phone.page
    session.record()
    session.place.proxy.fault = Fault("swallow", path=RECORDS, times=1)
    for page in (first, second, first):
        session.phone.try_now(page)
    session.phone.page.wait_for_timeout(400)
    session.look()
    session.mend()
    session.phone.be_quiet()
    session.phone.page = second
    session.phone.page.wait_for_timeout(200)


def replayed(session: Session) -> None:
    """A copy of the phone from before the sending is put back, and two tabs send it all again (F46)."""
    _offline(session)
    page = session.phone.page
    page.evaluate(rows.COPY)
    session.mend()
    assert session.phone.be_quiet(), session.phone.waiting()
    page.evaluate(rows.RESTORE)
    session.reopen()
    second = session.phone.page
    session.phone.open()
    for one in (second, session.phone.page):
        session.phone.try_now(one)
    session.look()


def out_of_order(session: Session) -> None:
    """Later records arrive before those they build on (F47)."""
    _offline(session)
    ids = list(session.phone.journal.kept)
    for share in (0.7, 0.4):
        back = session.dice.sample(ids, int(len(ids) * share))
        session.phone.page.evaluate(rows.HOLD_BACK, [back, "rejected"])
        session.reopen()
        session.mend()
        session.phone.until(lambda back=back: all(one["id"] in back for one in session.phone.waiting()), 8)
        session.look()
        unsent = [one["id"] for one in session.phone.waiting()]
        session.phone.page.evaluate(rows.HOLD_BACK, [unsent, "waiting"])
        session.break_line()
        session.reopen()


def clock_off(session: Session) -> None:
    """The phone's clock is three days ahead or behind, and answers are lost."""
    _offline(session, days=session.dice.choice((-3, 3)))
    session.send_under(Fault("swallow", path=RECORDS, times=1), part=RECORDS)


def restarted(session: Session) -> None:
    """The server dies while it is sent to, and comes back."""
    _offline(session)
    part = session.dice.choice((RECORDS, PUT))
    session.send_under(Fault("throttle", path=part, rate=40_000), part=part)
    session.place.restart()
    session.look()


def old_app(session: Session) -> None:
    """A phone with a full queue of the oldest app and its database gets it in (F52)."""
    begin_with_old_app(session)
    session.send_under(Fault("swallow", path=RECORDS, times=1), part=RECORDS)


def mixed(session: Session) -> None:
    """Everything at once: lost, cut, forged, slow and false answers, tabs closed, logins ended."""
    session.begin()
    dice = session.dice
    for _ in range(4):
        session.record(dice.randint(1, 6))
        kinds = dice.sample(("swallow", "cut_request", "cut_response", "captive", "forge", "throttle"), 3)
        fault: Fault | None = None
        for kind in kinds:
            rate = 3_000 if kind == "throttle" else 0
            after = dice.randint(1, 8_000)
            fault = Fault(kind, path="/api/", after=after, rate=rate, odds=0.3, dice=dice, other=fault)
        assert fault is not None
        session.send_under(fault, longest=1.5)
        if dice.random() < 0.3:
            session.end_login()
            session.sign_in()
        if dice.random() < 0.3:
            session.reopen()
    session.record()


KINDS: dict[str, tuple[Callable[[Session], None], int]] = {
    "swallowed_records": (swallowed_records, 10),
    "swallowed_photo": (swallowed_photo, 8),
    "cut_request": (cut_request, 12),
    "cut_answer": (cut_answer, 10),
    **{f"photo_cut_at_{tenth}0%": (photo_cut_at(tenth), 2) for tenth in range(10)},
    "trickle": (trickle, 6),
    "resets": (resets, 12),
    "captive": (captive, 10),
    "forged": (forged, 8),
    "session_expired": (session_expired, 10),
    "cleared_after": (cleared_after, 8),
    "rescued": (rescued, 8),
    "killed_after_record": (killed_after_record, 7),
    "killed_while_recording": (killed_while_recording, 7),
    "killed_in_batch": (killed_in_batch, 7),
    "killed_in_photo": (killed_in_photo, 7),
    "killed_before_finish": (killed_before_finish, 7),
    "two_tabs": (two_tabs, 8),
    "replayed": (replayed, 6),
    "out_of_order": (out_of_order, 6),
    "clock_off": (clock_off, 8),
    "restarted": (restarted, 6),
    "old_app": (old_app, 6),
    "mixed": (mixed, 16),
}
"""Each kind with the number of its sessions in a whole campaign."""
