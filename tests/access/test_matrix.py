"""Every address × method × persona gets the status that the matrix says, and a refusal changes nothing."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, reverse

from agencies.tests.cast import Cast
from agencies.tests.factories import make_user
from evaluations.gather import sets
from evaluations.gather.assessments import questions
from tests.access.objects import FORMS
from tests.access.objects_capture import QUERY
from tests.access.tables import PERSONAS, Route, matrix, public, routes
from tests.access.world import World, counts, patterns

NOW = "2026-11-20T03:00:00Z"
LOGIN = "/tai-khoan/login/"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What changes from answer to answer though the page is the same.
_VARYING = re.compile(rb'(csrf[^>]*?value="|CSRFToken": ")[^"]+|nonce="[^"]+|name="form_uuid" value="[^"]+')


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def fresh_sets() -> None:
    """Ids of criteria sets start again after each rolled-back test, so what a process keeps by id must go."""
    for kept in (sets.load_set, questions.all_questions, questions.questions_for):
        kept.cache_clear()


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast and one closed account."""
    return World(cast, make_user())


def address(world: World, route: Route, thing: Any) -> str:
    """The address of the route for its object."""
    path = reverse(route.name, kwargs=variables(route, thing))
    return f"{path}?{thing[QUERY]}" if isinstance(thing, dict) and QUERY in thing else path


def variables(route: Route, thing: Any) -> dict[str, Any]:
    """The variables of the address: none, a dict as it is, or one filled by the row's primary key."""
    if thing is None or isinstance(thing, dict):
        return {name: value for name, value in (thing or {}).items() if name != QUERY}
    (name,) = pattern_of(route.name).pattern.converters
    return {name: thing.pk if isinstance(thing, models.Model) else thing}


def pattern_of(name: str) -> URLPattern:
    """The pattern with that name."""
    return next(pattern for _whole, pattern in patterns() if pattern.name == name)


def send(client: Client, method: str, url: str, form: dict[str, Any]) -> Any:
    """One request; its effects are taken back by the caller."""
    if method == "POST" and "json" in form:
        headers = form.get("headers", {})
        response = client.post(url, form["json"], content_type="application/json", headers=headers)
    else:
        response = client.post(url, form) if method == "POST" else client.generic(method, url)
    if response.streaming:
        # Reading a file to its end is what closes it.
        b"".join(response.streaming_content)
    return response


def seen(response: Any) -> str:
    """The answer as the matrix names it, or its status."""
    status: int = response.status_code
    if status == 401:  # a phone is told so and follows to no page
        return "login"
    if status == 302:
        return "login" if response["Location"].startswith(LOGIN) else "302"
    return str(status)


def expected(route: Route, persona: str) -> str:
    """What the tables say."""
    verdict = matrix()[route.object, route.action][persona]
    return {"yes": str(route.ok), "away": "302"}.get(verdict, verdict)


def probe(world: World, route: Route, persona: str) -> tuple[str, bool]:
    """The answer that the persona gets, and whether anything was written; nothing of it stays."""
    with transaction.atomic():
        thing = world.object(route.object)
        url = address(world, route, thing)
        form = FORMS[route.name](world, thing) if route.method == "POST" and route.name in FORMS else {}
        client = world.client(persona)
        before = {} if route.method == "GET" else counts()
        answer = seen(send(client, route.method, url, form))
        written = route.method != "GET" and counts() != before
        transaction.set_rollback(True)
    return answer, written


# 13 personas ask each address: what a right compares is tested on both databases beside its model.
@pytest.mark.once
@pytest.mark.parametrize("route", routes(), ids=str)
def test_each_persona_gets_what_the_matrix_says(world: World, route: Route) -> None:
    world.object(route.object)
    wrong = {}
    for persona in PERSONAS:
        answer, written = probe(world, route, persona)
        want = expected(route, persona)
        if answer != want:
            wrong[persona] = f"{answer}, not {want}"
        elif written and matrix()[route.object, route.action][persona] != "yes":
            wrong[persona] = f"{answer}, and yet something was written"
    assert not wrong


@pytest.mark.once
@pytest.mark.parametrize("route", [route for route in routes() if route.method == "GET"], ids=str)
def test_what_is_hidden_answers_like_what_never_was(world: World, route: Route) -> None:
    """A foreign id and a made-up one give the same answer, byte for byte after masking tokens."""
    thing = world.object(route.object)
    hidden = [who for who in PERSONAS if expected(route, who) == "404"]
    if not hidden or not isinstance(thing, models.Model):
        return
    missing = uuid4() if isinstance(thing.pk, UUID) else 2_000_000_000
    name = next(iter(variables(route, thing)))
    for persona in hidden:
        client = world.client(persona)
        foreign = client.get(address(world, route, thing))
        made_up = client.get(reverse(route.name, kwargs={name: missing}))
        assert made_up.status_code == 404
        assert _VARYING.sub(b"", foreign.content) == _VARYING.sub(b"", made_up.content)


@pytest.mark.parametrize(
    "name", sorted({route.name for route in routes() if not route.name.startswith("account_")})
)
def test_other_methods_are_refused(world: World, name: str) -> None:
    """A method that the table does not list is a 405 for whoever may use the address."""
    rows = [route for route in routes() if route.name == name]
    route = rows[0]
    persona = next(who for who in PERSONAS if matrix()[route.object, route.action][who] == "yes")
    url = address(world, route, world.object(route.object))
    listed = {row.method for row in rows}
    for method in set(METHODS) - listed:
        assert send(world.client(persona), method, url, {}).status_code == 405, method


def test_every_address_has_its_row() -> None:
    """A new address without a row here is a mistake of the same commit."""
    listed = {route.name for route in routes()}
    addresses = {pattern.name or whole for whole, pattern in patterns()}
    assert addresses - listed == set(), "not in tests/access/routes.csv"
    assert listed - addresses == set(), "in tests/access/routes.csv, but no address"


def test_only_the_listed_views_need_no_login() -> None:
    unguarded = {
        pattern.name or whole
        for whole, pattern in patterns()
        if getattr(pattern.callback, "login_required", True) is False
    }
    assert unguarded == set(public())


def test_every_row_of_the_matrix_is_used_and_open_to_somebody() -> None:
    """A row that nobody passes proves nothing, and a row that no route asks for is not tested."""
    asked = {(route.object, route.action) for route in routes()}
    assert set(matrix()) == asked
    shut = [key for key, cells in matrix().items() if "yes" not in cells.values()]
    assert [key for key in shut if key not in NEVER] == []


# Acts that nobody may do, each with a row of the same address above that somebody passes.
NEVER = {
    ("sealed case about Sở Nội vụ", "read"),
    ("account of the admin", "give a role"),
    ("account of the admin", "disable"),
    ("slips of Home Affairs", "key in"),
}


def test_anonymous_and_closed_accounts_are_never_told_apart() -> None:
    """Whoever has no live account gets the same everywhere: the login page, but for public pages."""
    for key, cells in matrix().items():
        assert cells["anonymous"] == cells["disabled"], key
        public_object = any(
            route.name in public() for route in routes() if (route.object, route.action) == key
        )
        assert cells["anonymous"] == "login" or public_object, key
