"""Prove every issued document: seal, files, audit chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import audit_chain
from evaluations.gather.documents.proof import prove_all


class Command(BaseCommand):
    """``./portal manage verify_documents``: ends with counts, and with an error when something is wrong."""

    help = "Kiểm tra mã băm của văn bản đã ban hành, tệp của chúng và dấu trong nhật ký."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each document that is not as it was issued."""
        chain = audit_chain.verify()
        if chain.problem:
            self.stderr.write(f"Nhật ký đứt ở dòng {chain.broken_at}: {chain.problem}.")
        count = wrong = 0
        for verdict in prove_all():
            count += 1
            wrong += bool(verdict.problems)
            for problem in verdict.problems:
                self.stderr.write(f"{verdict.document.symbol} ({verdict.document.pk}): {problem}.")
        if wrong or chain.problem:
            raise CommandError(f"{wrong}/{count} văn bản không còn như lúc ban hành.")
        self.stdout.write(f"{count} văn bản còn nguyên như lúc ban hành.")
