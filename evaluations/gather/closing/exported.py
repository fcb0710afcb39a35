"""A closed period as files that prove themselves without the portal (S15).

``chuoi.json``: the headers of the chain up to this snapshot, each with its canonical text and digest.
``dong.jsonl``: the lines; of what a reader may not see there is only the digest of the payload, which is all
that the chain needs. The script and a page of instructions go with them.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from core.clock import VIETNAM
from evaluations.enums import LineKind
from evaluations.gather.closing.header import header_of
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.rules.closing.canonical import canonical, sha256
from evaluations.rules.closing.header import header_values

SCRIPT = "verify_closed_month.py"
CHAIN, LINES, GUIDE = "chuoi.json", "dong.jsonl", "HUONG-DAN.txt"
OPEN_KINDS = frozenset({LineKind.SET})
"""What every agency may read of a snapshot besides its own lines: the rules by which it was scored."""


def export_zip(snapshot: PeriodSnapshot, agency_id: int | None = None) -> bytes:
    """The files of one snapshot, packed; for ``agency_id`` its own lines, the others by their digests."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(snapshot, agency_id):
            made = snapshot.made_at.astimezone(VIETNAM)
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, text)
    return packed.getvalue()


def _files(snapshot: PeriodSnapshot, agency_id: int | None) -> Iterator[tuple[str, str]]:
    yield CHAIN, json.dumps(_chain(snapshot, whole=agency_id is None), ensure_ascii=False, indent=1)
    yield LINES, "".join(f"{canonical(line)}\n" for line in _lines(snapshot, agency_id))
    yield SCRIPT, (Path(settings.BASE_DIR) / "docs" / SCRIPT).read_text("utf-8")
    context = {"snapshot": snapshot, "of_agency": agency_id is not None}
    yield GUIDE, render_to_string("closing/export_guide.txt", context)


def _chain(snapshot: PeriodSnapshot, *, whole: bool) -> list[dict[str, str]]:
    """The headers from the province's first snapshot on, or of this one alone."""
    found = PeriodSnapshot.objects.filter(sequence__lte=snapshot.sequence)
    if not whole:
        found = found.filter(pk=snapshot.pk)
    headers = list(found.select_related("period", "replaces", "correction").order_by("sequence"))
    return [
        {
            "header": canonical(header_values(header_of(one))),
            "last_line": _last_digest(one),
            "digest": one.digest,
        }
        for one in headers
    ]


def _last_digest(snapshot: PeriodSnapshot) -> str:
    digest: str = snapshot.lines.order_by("-position").values_list("digest", flat=True)[0]
    return digest


def _lines(snapshot: PeriodSnapshot, agency_id: int | None) -> Iterator[dict[str, Any]]:
    for line in snapshot.lines.order_by("position").iterator(chunk_size=500):
        told = {"position": line.position, "kind": line.kind, "digest": line.digest}
        if _is_open(line, agency_id):
            yield told | {"agency_id": line.agency_id, "payload": line.payload, "code": line.code}
        else:
            yield told | {"agency_id": None, "payload_sha256": sha256(line.payload), "code": None}


def _is_open(line: SnapshotLine, agency_id: int | None) -> bool:
    return agency_id in (None, line.agency_id) or line.kind in OPEN_KINDS
