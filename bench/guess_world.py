"""Days at a counter, lived through the real acts: visitors, reports and sentences, the nightly batch.

``python -m bench.guess_world VISITORS WRITERS DAYS`` in a process and a database of its own (in memory);
prints one line of JSON: for each batch the visitors of its days in the order of their visits, and what the
agency sees of each report and sentence with, for the judge alone, who wrote it.
"""

import json
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import django

FIRST = date(2026, 1, 5)
WRITES_AFTER_MINUTES = 20


def main(visitors: int, writers: int, days: int) -> None:
    """Live the days and tell what was seen."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(_lived(visitors, writers, days, random.Random(1847))))


def _lived(visitors: int, writers: int, days: int, dice: random.Random) -> list[dict[str, Any]]:
    from feedback.actions.triage.release_batch import release_batch

    counter = _counter()
    truth: dict[UUID, int] = {}
    waiting: dict[str, list[int]] = {"case": [], "remark": []}  # who came since its last batch, in order
    batches = []
    for number in range(days):
        day = FIRST + timedelta(days=number)
        first = number * visitors
        came = list(range(first, first + visitors))
        _write(counter, day, sorted(dice.sample(came, writers)), first, visitors, truth, dice)
        for since in waiting.values():
            since += came
        _read(day)
        morning = datetime.combine(day + timedelta(days=1), time(22, 30), tzinfo=UTC) - timedelta(days=1)
        release_batch(at=morning)
        seen = _seen(day + timedelta(days=1), truth)
        for kind in waiting:
            told = [one for one in seen if one["kind"] == kind]
            if told:
                batches.append({"visitors": waiting[kind], "seen": told})
                waiting[kind] = []
    return batches


def _counter() -> Any:
    """A counter of a department, and a vault whose body is another agency."""
    from agencies.enums import AgencyKind
    from agencies.tests.factories import make_agency, make_user
    from feedback.tests.factories import make_counter, make_vault

    province = make_agency("Tỉnh", AgencyKind.PROVINCE)
    body = make_agency("Văn phòng Ủy ban", parent=province)
    department = make_agency("Sở Tư pháp", parent=province, has_counter=True)
    make_vault("first", body, make_user())
    return make_counter(department)


def _write(
    counter: Any,
    day: date,
    people: list[int],
    first: int,
    visitors: int,
    truth: dict[UUID, int],
    dice: random.Random,
) -> None:
    """Half of the writers report, half leave a sentence, some minutes after their visit, in that order."""
    from feedback.actions.remarks.keep_remark import keep_remark
    from feedback.actions.sending.submit import Report, submit_case
    from feedback.models import FeedbackCase
    from feedback.receipts import receipt_digest

    acts = []
    for place, person in enumerate(people):
        minutes = 480 * (person - first) / visitors + dice.expovariate(1 / WRITES_AFTER_MINUTES)
        at = datetime.combine(day, time(0, 30), tzinfo=UTC) + timedelta(minutes=minutes)
        acts.append((at, place, person))
    for at, place, person in sorted(acts):
        if (place + day.toordinal()) % 2:
            remark = keep_remark(
                counter=counter, agency_id=counter.agency_id, text="Phải chờ lâu.", stars=2, day=day
            )
            assert remark is not None
            truth[remark.pk] = person
            continue
        form = UUID(int=dice.getrandbits(128), version=4)
        report = Report("Phải chờ lâu.", agency_id=counter.agency_id, counter_id=counter.pk)
        receipt = submit_case(form_id=form, report=report, at=at)
        case = FeedbackCase.objects.get(receipt_digest=receipt_digest(receipt))
        truth[case.pk] = person


def _read(day: date) -> None:
    """The custodian lets everything through on the same day."""
    from feedback.models import FeedbackCase, Remark

    words = {"released_text": "Phải chờ lâu.", "ready_on": day}
    FeedbackCase.objects.filter(state="received").update(state="ready", kind="own", **words)
    Remark.objects.filter(state="waiting").update(state="ready", **words)


def _seen(day: date, truth: dict[UUID, int]) -> list[dict[str, Any]]:
    """What the agency's pages hold of the batch, as features; the texts are all alike."""
    from feedback.models import CaseMove, FeedbackCase, Remark

    cases = FeedbackCase.objects.filter(released_on=day).order_by("-released_on", "shuffle", "pk")
    moves = dict(CaseMove.objects.filter(case__in=cases, move="release").values_list("case", "pk"))
    seen = [
        {
            "who": truth[case.pk],
            "kind": "case",
            "place": place,
            "id": int(case.pk),
            "short": int(case.short, 16),
            "shuffle": case.shuffle,
            "due": case.due_on.toordinal(),
            "move": moves[case.pk],
        }
        for place, case in enumerate(cases)
    ]
    remarks = Remark.objects.released(day).filter(released_on=day).order_by("pk")
    seen += [
        {
            "who": truth[remark.pk],
            "kind": "remark",
            "place": place,
            "id": int(remark.pk),
            "short": int(remark.pk) >> 104,
            "shuffle": place,
            "due": 0,
            "move": 0,
        }
        for place, remark in enumerate(remarks)
    ]
    return seen


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
