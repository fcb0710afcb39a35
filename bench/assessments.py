"""One self-assessment: what submitting costs against a constant, and what storing costs against columns.

Runs on a loaded province (PostgreSQL). Submissions are real and committed; forms, accounts and messages
that the measurement made are taken away again, the audit trail keeps its rows.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Q
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import User
from bench.constant_urls import CONSTANT
from core.models import OutboxMessage
from evaluations.gather.assessments.owed import own_form, posts_owing
from evaluations.gather.assessments.questions import questions_for
from evaluations.models import Period, SelfAssessment

ROUNDS = 9
PER_ROUND = 6
WARM_UP = 4
TOKEN = "vhcvbench" * 3 + "token"


@dataclass(frozen=True)
class Sender:
    """A signed-in person with a complete form that waits to be submitted."""

    user: User
    cookies: str
    address: str
    fields: dict[str, str]


def measure_submission() -> dict[str, float]:
    """``submit_vs_constant`` and ``submit_queries``: one complete form, validated, stored, audited, told."""
    # As in production the connection outlives a request; a new one each time would drown both figures.
    connection.settings_dict["CONN_MAX_AGE"] = None
    count = ROUNDS * PER_ROUND + WARM_UP + 1
    with override_settings(ROOT_URLCONF="bench.constant_urls"), _senders(count) as all_of:
        app = WSGIHandler()
        counted, *senders = all_of
        statements = _statements(app, counted)
        for sender in senders[:WARM_UP]:
            _submit(app, sender)
            _constant(app, sender)
        taken: dict[str, list[float]] = {"submit": [], "constant": [], "constant_nobody": []}
        for sender in senders[WARM_UP:]:
            taken["constant_nobody"].append(_constant(app, None))
            taken["submit"].append(_submit(app, sender))
            taken["constant"].append(_constant(app, sender))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    return _say_submission(medians, len(senders) - WARM_UP, statements)


def _say_submission(medians: dict[str, float], count: int, statements: Sequence[str]) -> dict[str, float]:
    """Print the table; the floor is the constant asked for by the same signed-in person."""
    words = {
        "constant_nobody": "constant, nobody signed in",
        "constant": "constant, same person (session and user are read)",
        "submit": "submission, redirect answered",
    }
    print(f"one self-assessment, {count} submissions taken in turns, medians")
    for name, label in words.items():
        print(
            f"  {1000 * medians[name]:7.2f} ms  {medians[name] / medians['constant']:6.2f} × constant"
            f"  {medians[name] / medians['constant_nobody']:6.2f} × nobody's  {label}"
        )
    for statement in statements:
        print(f"    {' '.join(statement.split())[:100]}")
    return {"submit_vs_constant": medians["submit"] / medians["constant"], "submit_queries": len(statements)}


def _answer(app: WSGIHandler, method: str, address: str, cookies: str, body: str = "") -> tuple[float, int]:
    """Seconds from environ to the last byte, and the status."""
    environ = RequestFactory(SERVER_NAME="localhost").generic(
        method, address, body, content_type="application/x-www-form-urlencoded", headers={"cookie": cookies}
    )
    statuses: list[str] = []
    began = time.perf_counter()
    response = app(environ.environ, lambda status, _headers: statuses.append(status))
    for _part in response:
        pass
    seconds = time.perf_counter() - began
    response.close()
    return seconds, int(statuses[0].split()[0])


def _submit(app: WSGIHandler, sender: Sender) -> float:
    """Submit a form for the first time; raises unless it was taken."""
    seconds, status = _answer(app, "POST", sender.address, sender.cookies, urlencode(sender.fields))
    if status != 302:
        raise RuntimeError(f"the submission was answered {status}")
    return seconds


def _constant(app: WSGIHandler, sender: Sender | None) -> float:
    """Ask for the constant, signed in or not."""
    seconds, status = _answer(app, "GET", CONSTANT, sender.cookies if sender else "")
    if status != 200:
        raise RuntimeError(f"the constant was answered {status}")
    return seconds


def _statements(app: WSGIHandler, sender: Sender) -> list[str]:
    """The statements of one submission; BEGIN and COMMIT open and end it and ask nothing."""
    with CaptureQueriesContext(connection) as captured:
        _submit(app, sender)
    return [query["sql"] for query in captured if query["sql"].split()[0] not in ("BEGIN", "COMMIT")]


@contextmanager
def _senders(count: int) -> Iterator[list[Sender]]:
    """``count`` people who still owe a form of the newest open month, signed in; all undone at the end."""
    period = Period.objects.open().months().order_by("-starts_on")[0]
    owing = posts_owing(period, Q()).filter(form_id=None, staff__user=None).select_related("staff")
    # A secondment owes a second form; one per person is enough here.
    posts = list({post.staff_id: post for post in owing.order_by("-pk")[: 2 * count]}.values())[:count]
    before = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if len(posts) < count:
        raise RuntimeError(f"only {len(posts)} of {count} people still owe a form of {period.label}")
    users: list[User] = []
    try:
        for post in posts:
            name = f"do-{uuid4().hex[:12]}"
            users.append(User.objects.create_user(name, staff=post.staff, display_name="Người đo tốc độ"))
        yield [_sender(user, period, post.rated) for user, post in zip(users, posts, strict=True)]
    finally:
        SelfAssessment.objects.filter(period=period, staff__in=[user.staff_id for user in users]).delete()
        OutboxMessage.objects.filter(pk__gt=before, topic="results.stale").delete()
        User.objects.filter(pk__in=[user.pk for user in users]).delete()


def _sender(user: User, period: Period, agency: int) -> Sender:
    client = Client()
    client.force_login(user)
    form = own_form(user.staff_id or 0, period.pk, agency)
    assert form is not None
    groups = questions_for(form.criteria_set_id, form.applies)
    fields = {f"q{one.position}": str(one.choices[0].score) for group in groups for one in group.questions}
    fields |= {f"n{one.position}": "" for group in groups for one in group.questions}
    return Sender(
        user=user,
        cookies=f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}",
        address=reverse("assessment_submit", args=[period.pk, agency]),
        fields=fields | {"form_uuid": str(uuid4()), "version": "0", "csrfmiddlewaretoken": TOKEN},
    )


COLUMNS = ", ".join(f"c{at} smallint" for at in range(40))
SCORES = ", ".join(f"scores[{at + 1}]" for at in range(40))
KEYS = "id uuid PRIMARY KEY, period_id integer, agency_id integer, staff_id integer"
ONCE = "UNIQUE (period_id, agency_id, staff_id)"
STORED = SelfAssessment._meta.db_table
TABLES = {
    "stored": ("as stored", f"(LIKE {STORED} INCLUDING ALL)", f"SELECT * FROM {STORED}"),
    "keys": (
        "40 smallint columns with the same keys: the floor",
        f"({KEYS}, {COLUMNS}, {ONCE})",
        f"SELECT id, period_id, agency_id, staff_id, {SCORES} FROM {STORED}",
    ),
    "bare": (
        "40 smallint columns and a serial number, nothing to find a form by",
        f"(id serial PRIMARY KEY, {COLUMNS})",
        f"SELECT row_number() OVER (), {SCORES} FROM {STORED}",
    ),
}


def measure_bytes() -> dict[str, float]:
    """``bytes_vs_columns``: a stored assessment, notes and indexes included, against 40 smallint columns.

    Every table is filled anew with the same rows in the same order, so none carries the holes of updates.
    The floor has the keys without which a stored assessment could neither be found nor sent twice
    harmlessly: the form's UUID, and one form per period, agency and person. It holds no notes.
    """
    sizes = {name: _bytes_per_row(shape, rows) for name, (_words, shape, rows) in TABLES.items()}
    print("bytes of one assessment, indexes included")
    for name, (words, _shape, _rows) in TABLES.items():
        print(f"  {sizes[name]:7.1f}  as stored is {sizes['stored'] / sizes[name]:5.2f} × this: {words}")
    return {"bytes_vs_columns": sizes["stored"] / sizes["keys"]}


def _bytes_per_row(shape: str, rows: str) -> float:
    """Bytes per row of a table of that shape filled with ``rows``, with its indexes; it is dropped after."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_bytes {shape}")
        try:
            cursor.execute(f"INSERT INTO bench_bytes {rows}")
            cursor.execute("SELECT pg_total_relation_size('bench_bytes'), count(*) FROM bench_bytes")
            size, count = cursor.fetchone()
        finally:
            cursor.execute("DROP TABLE bench_bytes")
    return float(size) / count
