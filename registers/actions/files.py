"""Evidence of an entry: checked and drawn anew before any lock is taken, gone again when the act fails."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO

from django.db import transaction

from agencies.models import User
from core import audit
from core.attachments import discard_files, keep_paper, keep_picture
from core.errors import Refused
from core.models import Attachment
from core.papers import Paper, looks_like_paper, read_paper
from core.pictures import Picture, redraw
from registers.actions.refusals import EntryRefused, NotNow
from registers.models import Entry, EntryFile
from registers.rules.transitions import ENTRIES

MOST_FILES, MOST_AT_ONCE = 10, 5
"""Files that one entry may have, and how many are taken at once: each may take a second to draw."""


class TooManyFiles(Refused):
    """More files than an entry may have (HTTP 422)."""

    status = 422


def add_evidence(*, entry: Entry, files: Sequence[IO[bytes]], actor: User, at: datetime) -> int:
    """Keep files with an entry that does not count yet; returns how many are new.

    A file that the entry has already is not kept twice, so sending a form again is harmless.

    Raises EntryRefused, TooManyFiles, NotNow, core.pictures.ImageRefused, core.papers.PaperRefused.
    """
    if not files:
        raise EntryRefused({"files": "Hãy chọn ít nhất một ảnh hoặc tệp PDF."})
    if len(files) > MOST_AT_ONCE:
        raise TooManyFiles(f"Mỗi lần thêm tối đa {MOST_AT_ONCE} tệp. Hãy chia thành nhiều lần.")
    drawn = [read_paper(file) if looks_like_paper(file) else redraw(file) for file in files]
    kept: list[Attachment] = []
    try:
        with transaction.atomic():
            current = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
            if "edit" not in {move.name for move in ENTRIES.leaving(current.state)}:
                raise NotNow("Mục đã được quyết định nên không thêm minh chứng được.")
            known = set(current.files.values_list("attachment__original_sha256", flat=True))
            new = {_digest(one): one for one in drawn if _digest(one) not in known}
            if len(known) + len(new) > MOST_FILES:
                raise TooManyFiles(f"Mỗi mục tối đa {MOST_FILES} tệp, mục này đã có {len(known)}.")
            if not new:
                return 0
            for one in new.values():
                kept.append(_keep(one, actor, at))
            current.version += 1
            current.save(update_fields=["version"])
            EntryFile.objects.bulk_create(EntryFile(entry=current, attachment=one) for one in kept)
            audit.record(
                "register_entry.evidenced",
                actor=actor,
                subject=current,
                at=at,
                agency_id=current.agency_id,
                after={"files": len(kept)},
            )
    except BaseException:
        for attachment in kept:
            discard_files(attachment)
        raise
    return len(kept)


def _digest(one: Paper | Picture) -> str:
    """The digest of the bytes that were received."""
    return one.sha256 if isinstance(one, Paper) else one.original_sha256


def _keep(one: Paper | Picture, actor: User, at: datetime) -> Attachment:
    if isinstance(one, Paper):
        return keep_paper(one, actor=actor, at=at)
    return keep_picture(one, actor=actor, at=at)
