"""``manage.py load_legal_documents``: show which shipped legal documents are missing, then add them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import clock
from registers.actions.ship_legal import ship_legal_documents
from registers.gather.shipped import shipped
from registers.models import LegalDocument


class Command(BaseCommand):
    """List the documents that the province does not have yet; add them with ``--apply``."""

    help = "Nạp danh mục văn bản pháp lý đi kèm cổng: liệt kê trước, chỉ ghi khi có --apply."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="ghi thật")

    def handle(self, *args: Any, **options: Any) -> None:
        known = set(LegalDocument.objects.values_list("number", flat=True))
        missing = [line for line in shipped() if line.number not in known]
        for line in missing:
            self.stdout.write(f"{line.number}, {line.issuer}: {line.title}")
        if not options["apply"]:
            self.stdout.write(f"Thiếu {len(missing)} văn bản. Chưa ghi gì; thêm --apply để ghi.")
            return
        self.stdout.write(f"Đã thêm {ship_legal_documents(at=clock.now())} văn bản.")
