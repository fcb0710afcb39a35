"""``manage.py verify_chain``: prove that no audit entry was changed, removed or slipped in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit_chain import verify


class Command(BaseCommand):
    """Walk the chain from its first entry and name the first that does not fit."""

    help = "Kiểm tra chuỗi nhật ký: mỗi dòng phải khớp dấu niêm của chính nó và của dòng trước."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if verdict.broken_at is not None:
            raise CommandError(
                f"Chuỗi nhật ký sai từ dòng {verdict.broken_at}: {verdict.problem}. "
                "Giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu gần nhất."
            )
        self.stdout.write(f"Chuỗi nhật ký đúng: {verdict.entries} dòng, dấu niêm cuối {verdict.head}.")
