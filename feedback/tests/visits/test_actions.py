"""Lists, codes, tokens, forgetting; nothing stored leads from a visit to a rating."""

import base64
import hashlib
import hmac
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from pytest_django import Settings

from core.blind import blind_sign
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry
from core.tests.blinding import blind
from feedback.actions.rate_counter import CounterClosed
from feedback.actions.visits import forget_months, look_up, shuffle_visits, sign_visit
from feedback.actions.visits.keys import person_secret
from feedback.actions.visits.rate import ExpiredToken, ForgedToken, TokenSpent
from feedback.actions.visits.record import VisitsRefused, record_visits
from feedback.actions.visits.sign import (
    BadBlinding,
    CodeUsed,
    ExpiredVisitCode,
    MistypedCode,
    UnknownVisitCode,
)
from feedback.digests import keyed_digest
from feedback.gather.arrivals import arrivals, arrivals_by_month
from feedback.models import Rating, SpentToken, Visit, VisitBatch, VisitKey
from feedback.rules.visits.codes import new_code
from feedback.tests.factories import make_counter
from feedback.tests.visits.conftest import NOW, TODAY, Desk, lines

WEEK_AFTER = date(2026, 12, 7)
OVER = date(2026, 12, 8)


def test_a_list_gives_each_visit_its_code(desk: Desk) -> None:
    done = desk.list("A-1", "A-2", "A-3")
    assert (done.batch.listed, done.batch.invited, done.is_new) == (3, 3, True)
    assert Visit.objects.count() == len(set(desk.codes)) == 3


def test_neither_number_nor_person_nor_code_is_kept(desk: Desk) -> None:
    desk.list("SO-BI-MAT", person="0901234567")
    kept = repr([list(model.objects.values()) for model in (Visit, VisitBatch, AuditEntry)])
    bare = [hashlib.sha256(text.encode()).hexdigest() for text in ("SO-BI-MAT", "0901234567", desk.codes[0])]
    assert not [text for text in ("SO-BI-MAT", "0901234567", desk.codes[0], *bare) if text in kept]


def test_a_copy_of_the_database_does_not_tell_telephones(desk: Desk, settings: Settings) -> None:
    desk.list("A-1", person="0901234567")
    settings.QR_SIGNING_KEY = settings.SECRET_KEY = "whoever-holds-a-copy-has-another"
    key = VisitKey.objects.get()
    tried = {
        keyed_digest("person", f"{secret}:0901234567")
        for secret in ("", key.private_key, key.public_key, person_secret(key))
    }
    tried |= {
        hmac.new(secret.encode(), words.encode(), "sha256").hexdigest()
        for secret in (key.private_key, person_secret(key))
        for words in ("feedback.person:0901234567", f"feedback.person:{secret}:0901234567")
    }
    assert Visit.objects.get().person not in tried


def test_the_same_list_again_changes_nothing_and_gives_no_codes(desk: Desk) -> None:
    batch_id = uuid4()
    desk.list("A-1", batch_id=batch_id)
    again = desk.list("A-1", batch_id=batch_id)
    assert (again.is_new, again.codes) == (False, {})
    assert VisitBatch.objects.count() == Visit.objects.count() == 1
    with pytest.raises(Conflict):
        desk.list("A-2", batch_id=batch_id)


def test_a_number_is_listed_once(desk: Desk) -> None:
    desk.list("A-1")
    with pytest.raises(VisitsRefused) as refused:
        desk.list("A-0", "A-1")
    assert refused.value.lines == [3]
    assert Visit.objects.count() == 1


def test_two_agencies_may_use_the_same_number(desk: Desk) -> None:
    desk.list("A-1")
    record_visits(
        batch_id=uuid4(), agency=desk.cast.commune, lines=lines("A-1"), actor=desk.cast.other_head, at=NOW
    )
    assert Visit.objects.count() == 2


def test_another_agencys_head_hands_nothing_in(desk: Desk) -> None:
    with pytest.raises(AccessRefused):
        desk.list("A-1", agency=desk.cast.commune)
    assert not VisitBatch.objects.exists()


def test_a_person_gets_four_codes_a_month_and_the_setting_says_so(desk: Desk, settings: Any) -> None:
    desk.list("A-1", "A-2", "A-3", person="0901234567")
    assert desk.list("A-4", "A-5", "A-6", person="+84901234567".replace("+84", "0")).batch.invited == 1
    settings.VISIT_CODES_PER_PERSON = 6
    assert desk.list("A-7", "A-8", "A-9", person="0901234567").batch.invited == 2


def test_a_new_month_begins_anew(desk: Desk) -> None:
    desk.list("A-1", "A-2", "A-3", "A-4", person="0901234567")
    later = NOW + timedelta(days=14)
    assert desk.list("A-5", person="0901234567", day=date(2026, 12, 2), at=later).batch.invited == 1


def test_the_share_is_the_provinces_and_the_seed_is_told(desk: Desk, settings: Any) -> None:
    settings.VISIT_SHARE_PERCENT = 25
    batch = desk.list(*[f"A-{number}" for number in range(20)]).batch
    assert (batch.share, batch.invited) == (25, 5)
    after = AuditEntry.objects.get(event="visits.listed").after
    assert (after["seed"], after["invited"]) == (batch.seed, 5)


def test_the_months_key_is_made_once_and_its_mark_is_in_the_trail(desk: Desk) -> None:
    desk.list("A-1")
    desk.list("A-2")
    assert VisitKey.objects.get().month == date(2026, 11, 1)
    assert AuditEntry.objects.filter(event="visits.key_made").count() == 1


def test_a_code_becomes_a_verified_rating(desk: Desk) -> None:
    desk.list("A-1")
    rating = desk.rate(desk.token(desk.codes[0]))
    assert rating.is_verified
    assert SpentToken.objects.count() == 1


def test_a_code_leads_to_its_counter_or_to_all_of_its_agency(desk: Desk) -> None:
    other = make_counter(desk.cast.unit, "Quầy 2")
    make_counter(desk.cast.commune, "Quầy xã")
    desk.list("A-1", counter=other)
    desk.list("A-2")
    assert look_up(code=desk.codes[0], on=TODAY).counters == [other]
    assert set(look_up(code=desk.codes[1], on=TODAY).counters) == {desk.counter, other}


def test_the_same_message_is_signed_again_and_another_is_refused(desk: Desk) -> None:
    desk.list("A-1")
    (code,) = desk.codes
    one = blind(look_up(code=code, on=TODAY).key.public_key)
    first = sign_visit(code=code, blinded=one.message, on=TODAY)
    assert sign_visit(code=code, blinded=one.message, on=TODAY) == first
    with pytest.raises(CodeUsed):
        desk.token(code)


@pytest.mark.parametrize(
    ("on", "how", "refusal"),
    [
        (TODAY, lambda code: code[:-1] + ("2" if code[-1] != "2" else "3"), MistypedCode),
        (TODAY, lambda code: "", MistypedCode),
        (TODAY, lambda code: new_code(), UnknownVisitCode),
        (OVER, lambda code: code, ExpiredVisitCode),
        (date(2026, 10, 31), lambda code: code, ExpiredVisitCode),
    ],
)
def test_codes_that_are_refused(desk: Desk, on: date, how: Any, refusal: type[Exception]) -> None:
    desk.list("A-1")
    with pytest.raises(refusal):
        desk.token(how(desk.codes[0]), on=on)
    assert not Visit.objects.used().exists()


def test_nonsense_does_not_burn_a_code(desk: Desk) -> None:
    desk.list("A-1")
    with pytest.raises(BadBlinding):
        sign_visit(code=desk.codes[0], blinded="x" * 344, on=TODAY)
    desk.token(desk.codes[0])


def test_a_code_lives_a_week_after_its_month(desk: Desk) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0], on=WEEK_AFTER)
    assert desk.rate(proof, at=NOW + timedelta(days=17)).day == WEEK_AFTER


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"token": "0" * 64}, ForgedToken),
        ({"token": "A" * 64}, ForgedToken),
        ({"token": ""}, ForgedToken),
        ({"signature": "A" * 344}, ForgedToken),
        ({"signature": ""}, ForgedToken),
        ({"at": NOW + timedelta(days=18)}, ExpiredToken),
    ],
)
def test_tokens_that_are_refused(desk: Desk, change: dict[str, Any], refusal: type[Exception]) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    with pytest.raises(refusal):
        desk.rate(proof, **change)
    assert not Rating.objects.exists()
    assert not SpentToken.objects.exists()
    assert desk.rate(proof).is_verified


def test_a_token_is_good_at_its_own_agency_only(desk: Desk) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    with pytest.raises(ForgedToken):
        desk.rate(proof, counter=make_counter(desk.cast.commune))


def test_a_token_votes_once(desk: Desk) -> None:
    desk.list("A-1")
    proof, rating_id = desk.token(desk.codes[0]), uuid4()
    first = desk.rate(proof, rating_id=rating_id)
    assert desk.rate(proof, rating_id=rating_id) == first
    with pytest.raises(Conflict):
        desk.rate(proof, rating_id=rating_id, stars=1)
    with pytest.raises(TokenSpent):
        desk.rate(proof, stars=1)
    assert Rating.objects.count() == SpentToken.objects.count() == 1


def test_a_double_tap_gets_the_first_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first was there."""
    desk.list("A-1")
    proof, rating_id = desk.token(desk.codes[0]), uuid4()

    def too_early(*_args: Any, **_content: Any) -> None:
        monkeypatch.undo()
        desk.rate(proof, rating_id=rating_id)

    monkeypatch.setattr("feedback.actions.rate_counter.replayed", too_early)
    assert desk.rate(proof, rating_id=rating_id).pk == rating_id
    assert Rating.objects.count() == SpentToken.objects.count() == 1


def test_a_rating_that_is_refused_spends_no_token(desk: Desk) -> None:
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    ended = make_counter(desk.cast.department, ends_on=date(2026, 11, 1))
    with pytest.raises(CounterClosed):
        desk.rate(proof, counter=ended)
    assert desk.rate(proof).is_verified


def test_a_repeat_raises_no_error_that_a_log_of_the_database_would_keep(desk: Desk) -> None:
    """PostgreSQL logs a failed statement with its values and its moment."""
    desk.list("A-1")
    proof, failed = desk.token(desk.codes[0]), []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except Exception:
            failed.append(sql)
            raise

    with connection.execute_wrapper(watch):
        desk.rate(proof)
        with pytest.raises(TokenSpent):
            desk.rate(proof)
        with pytest.raises(CodeUsed):
            desk.token(desk.codes[0])
    assert not failed


def test_every_code_fits_every_token(desk: Desk) -> None:
    """For any visit and any token there is a blinding factor that joins them, so neither tells anything."""
    desk.list("A-1", "A-2", "A-3")
    key = VisitKey.objects.get()
    turns = [blind(key.public_key) for _ in desk.codes]
    signed = [
        sign_visit(code=code, blinded=one.message, on=TODAY)
        for code, one in zip(desk.codes, turns, strict=True)
    ]
    tokens = [one.unblind(signature) for one, signature in zip(turns, signed, strict=True)]
    modulus = turns[0].modulus
    for turn in turns:
        blinded = _number(blind_sign(key.private_key, turn.message))
        for token in tokens:
            factor = blinded * pow(_number(token), -1, modulus) % modulus
            message = pow(factor, 65537, modulus) * pow(_number(token), 65537, modulus) % modulus
            assert message == _number(turn.message)


def _number(text: str) -> int:
    return int.from_bytes(base64.b64decode(text), "big")


def test_no_column_tells_when_a_code_or_a_token_was_used() -> None:
    """A visit knows the day on which it was, a token its month; no moment, no counter, no link."""
    kinds = {model: {f.name: type(f) for f in model._meta.fields} for model in (Visit, SpentToken)}
    assert set(kinds[SpentToken]) == {"digest", "month"}
    assert set(kinds[Visit]) == {
        "id",
        "batch",
        "agency",
        "counter",
        "day",
        "reference",
        "person",
        "code_digest",
        "blinded_digest",
    }
    telling = (models.DateTimeField, models.TimeField, models.AutoField)
    assert not [kind for found in kinds.values() for kind in found.values() if issubclass(kind, telling)]


def test_nothing_stored_of_a_visit_is_found_in_a_rating_or_a_token(desk: Desk) -> None:
    desk.list("A-1", "A-2", "A-3", "A-4", "A-5")
    for code in desk.codes:
        desk.rate(desk.token(code))
    kept = {
        str(value)
        for row in Visit.objects.values_list("id", "code_digest", "blinded_digest")
        for value in row
    }
    other = {
        str(value)
        for model in (Rating, SpentToken)
        for row in model.objects.values_list()
        for value in row
        if len(str(value)) > 12
    }
    assert not kept & other
    assert set(AuditEntry.objects.values_list("event", flat=True)) == {"visits.key_made", "visits.listed"}


def test_the_night_rewrites_and_loses_nothing(desk: Desk) -> None:
    desk.list("A-1", "A-2", "A-3")
    for code in desk.codes[:2]:
        desk.rate(desk.token(code))
    tables = (Visit, SpentToken, Rating)
    before = [sorted(model.objects.values_list()) for model in tables]
    assert shuffle_visits(on=TODAY) == 6
    assert [sorted(model.objects.values_list()) for model in tables] == before


def test_a_month_is_forgotten_after_its_week(desk: Desk) -> None:
    desk.list("A-1", "A-2", person="0901234567")
    desk.rate(desk.token(desk.codes[0]))
    assert forget_months(on=WEEK_AFTER) == 0
    assert forget_months(on=OVER) == 1
    assert VisitKey.objects.get().private_key == ""
    assert set(Visit.objects.values_list("code_digest", "blinded_digest", "person")) == {(None, "", "")}
    assert not SpentToken.objects.exists()
    assert Rating.objects.get().is_verified
    assert forget_months(on=OVER) == 0
    with pytest.raises(UnknownVisitCode):
        look_up(code=desk.codes[1], on=TODAY)


def test_visits_are_counted_by_counter_and_agency(desk: Desk) -> None:
    desk.list("A-1", "A-2", counter=desk.counter)
    desk.list("A-3")
    span = (date(2026, 11, 1), date(2026, 12, 1))
    november = (desk.cast.department.pk, span[0])
    assert sum(arrivals(*span, None)[november].values()) == 3
    assert {counter for counter, _day in arrivals(*span, None)[november]} == {desk.counter.pk, None}
    assert arrivals_by_month(*span, [desk.cast.department.pk]) == {november: 3}
    assert arrivals(date(2026, 10, 1), date(2026, 11, 1), None) == {}
