"""The pair that signs the tokens of one agency and month, made when its first visits come in."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from agencies.models import Agency
from core import audit
from core.blind import fingerprint, make_key
from feedback.models import VisitKey


def keys_of(agency: Agency, months: Iterable[date], at: datetime) -> dict[date, VisitKey]:
    """The keys of ``months``, those that are missing made now.

    Their fingerprints go into the chained audit trail, so that no key is exchanged afterwards unnoticed and
    nobody is given a key of their own. Call it outside a transaction: a key takes about 0.1 s to make.
    """
    wanted = sorted(set(months))
    found = _standing(agency, wanted)
    fresh = {month: make_key() for month in wanted if month not in found}
    if not fresh:
        return found
    with transaction.atomic():
        VisitKey.objects.bulk_create(
            [
                VisitKey(agency=agency, month=month, public_key=key.public, private_key=key.private)
                for month, key in fresh.items()
            ],
            ignore_conflicts=True,
        )
        found = _standing(agency, wanted)
        for month, key in fresh.items():
            if found[month].public_key == key.public:
                audit.record(
                    "visits.key_made",
                    actor=None,
                    subject=found[month],
                    at=at,
                    agency_id=agency.pk,
                    after={"month": month, "key": fingerprint(key.public)},
                )
    return found


def person_secret(key: VisitKey) -> str:
    """What goes into the digests of persons of a month beside the portal's own key: it goes with the private
    half, and then nobody, the portal neither, can try a telephone against them any more."""
    return hashlib.sha256(f"feedback.person:{key.private_key}".encode()).hexdigest()


def _standing(agency: Agency, months: list[date]) -> dict[date, VisitKey]:
    rows = VisitKey.objects.filter(agency=agency, month__in=months).order_by("month")
    return {row.month: row for row in rows}
