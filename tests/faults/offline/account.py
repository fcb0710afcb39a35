"""Compares three books about one visit: the driver's journal, what the phone says, what the server has."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from evaluations.enums import InspectionState, PhotoState
from evaluations.models import CapturedPhoto, CaptureRecord, Inspection, Observation, ObservationPhoto
from tests.faults.offline.journal import Journal, Written
from tests.faults.offline.phone import DONE
from tests.faults.offline.world import Visit, photo_digest


@dataclass
class Account:
    """What is wrong with one session, a sentence each; all empty is as it should be.

    ``lost``: kept by the phone, now neither with the server nor on the phone · ``doubled``: stored or counted
    twice · ``false_sent``: the phone said sent when the server had it not · ``left``: still on the phone
    although the line is well · ``wrong``: what stands is not what was written last.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    false_sent: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def troubles(self) -> list[str]:
        """All sentences."""
        return [
            f"{name}: {one}"
            for name in ("lost", "doubled", "false_sent", "left", "wrong")
            for one in getattr(self, name)
        ]


def is_stored(written: Written) -> bool:
    """Whether the server has a record as it was written, and the bytes of its photograph."""
    row = CaptureRecord.objects.filter(pk=written.id).first()
    if row is None or (written.sha256 and row.sha256 != written.sha256):
        return False
    if not written.photo:
        return True
    photo = CapturedPhoto.objects.filter(pk=written.id).first()
    is_whole = photo is not None and photo.state != PhotoState.RECEIVING
    return is_whole and photo_digest(UUID(written.id)) == written.photo


def falsely_sent(entries: list[dict[str, Any]], journal: Journal) -> list[str]:
    """What the phone says to be with the server and is not; ask the phone first, this second."""
    said = {one["id"] for one in entries if one["state"] in DONE}
    return [
        f"{one.subject} {one.id}" for one in journal.kept.values() if one.id in said and not is_stored(one)
    ]


def settle_accounts(visit: Visit, journal: Journal, entries: list[dict[str, Any]], account: Account) -> None:
    """Complete the account of a session whose line is well again; ``entries`` is the phone's queue."""
    states = {one["id"]: f"{one['state']} ({one['cause']})" for one in entries}
    account.false_sent += falsely_sent(entries, journal)
    for one in journal.kept.values():
        if not is_stored(one):
            words = f"{one.subject} {one.id}"
            here = states.get(one.id)
            (account.lost if here is None else account.left).append(f"{words} {here or ''}")
    account.doubled += _doubled(visit, journal)
    if not account.lost and not account.left:
        account.wrong += _wrong(visit, journal)


def _doubled(visit: Visit, journal: Journal) -> list[str]:
    rows = CaptureRecord.objects.filter(inspection=visit.id, author=visit.leader).exclude(device=None)
    begun = [subject for subject, _content in journal.begun]
    found = []
    for row in rows.order_by("pk"):
        if str(row.pk) in journal.kept:
            continue
        if row.subject in begun:
            begun.remove(row.subject)
        else:
            found.append(f"record {row.subject} {row.pk} was never written")
    found += _repeated("photo", CapturedPhoto.objects.filter(inspection=visit.id), "sha256")
    found += _repeated("observation", Observation.objects.filter(inspection=visit.id), "criterion__code")
    hung = ObservationPhoto.objects.filter(observation__inspection=visit.id)
    return found + _repeated("picture", hung, "attachment")


def _repeated(what: str, rows: Any, name: str) -> list[str]:
    counted = Counter(rows.order_by("pk").values_list(name, flat=True))
    return [f"{what} {value} × {times}" for value, times in counted.items() if times > 1]


def _wrong(visit: Visit, journal: Journal) -> list[str]:
    rows = Observation.objects.filter(inspection=visit.id).select_related("criterion").order_by("pk")
    stands = {row.criterion.code: (row.n, row.k, row.note) for row in rows}
    found = []
    for code, contents in journal.last().items():
        wanted = [(content["n"], content["k"], content["note"]) for content in contents]
        if code not in journal.disputed and stands.get(code) not in wanted:
            found.append(f"{code}: {stands.get(code)} instead of {wanted}")
    inspection = Inspection.objects.get(pk=visit.id)
    kinds = {one.kind for one in journal.kept.values()}
    if "start" in kinds and inspection.state != InspectionState.ON_SITE:
        found.append(f"the visit is {inspection.state}")
    if "finish" in kinds and inspection.finished_at is None:
        found.append("the visit has no end")
    held = CaptureRecord.objects.filter(inspection=visit.id, state__in=("held", "refused", "late"))
    return found + [f"{row.subject} is {row.state}: {row.reason}" for row in held.order_by("pk")]
