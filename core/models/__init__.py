"""The domain-free records: audit entries, outbox messages, job runs, files, notifications."""

from core.models.attachments import Attachment
from core.models.audit import AuditEntry
from core.models.jobs import JobRun
from core.models.notifications import Notification
from core.models.outbox import OutboxMessage

__all__ = ["Attachment", "AuditEntry", "JobRun", "Notification", "OutboxMessage"]
