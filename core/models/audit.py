"""The audit trail: append-only rows, each sealed with the digest of the one before."""

import hashlib
import json
from datetime import UTC

from django.db import models


class AuditEntry(models.Model):
    """Who did what to what, from what to what, and why.

    ``content_digest`` is the SHA-256 of the row's own words; ``sequence``, ``previous_digest`` and
    ``digest`` are filled by the database when the row is inserted. The database refuses UPDATE and DELETE.
    The entry outlives the thing and the person it speaks of, so it holds no foreign key.
    """

    sequence = models.BigIntegerField(null=True, unique=True, editable=False)
    request_id = models.UUIDField()
    at = models.DateTimeField()
    event = models.CharField(max_length=64)
    actor_id = models.IntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    agency_id = models.IntegerField(null=True, help_text="Cơ quan mà việc này thuộc về, nếu có.")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    content_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, editable=False, default="")
    digest = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        verbose_name = "dòng nhật ký"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["agency_id", "at"], name="audit_agency_at"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"

    def compute_content_digest(self) -> str:
        """The SHA-256 of the entry's words in a canonical JSON form, 64 hexadecimal characters."""
        words = {
            "request": str(self.request_id),
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "event": self.event,
            "actor": [self.actor_id, self.actor_label],
            "subject": [self.subject_type, self.subject_id],
            "agency": self.agency_id,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
        }
        canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
