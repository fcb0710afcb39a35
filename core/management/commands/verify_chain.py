"""``manage.py verify_chain``: prove that nothing sealed was changed, removed or slipped in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.proofs import provers


class Command(BaseCommand):
    """Run every declared prover and name all that does not fit."""

    help = "Kiểm tra mọi dấu niêm: chuỗi nhật ký, chuỗi bản chốt, tính lại các kỳ đã chốt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which provers; all of them where none is named."""
        parser.add_argument("names", nargs="*", help=f"Chỉ chạy: {', '.join(provers())}.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a sentence for each that holds; end with an error that lists what does not."""
        known = provers()
        unknown = set(options["names"]) - set(known)
        if unknown:
            raise CommandError(f"Không có phép kiểm tra: {', '.join(sorted(unknown))}.")
        problems: list[str] = []
        for name, (label, prove) in known.items():
            if not options["names"] or name in options["names"]:
                proof = prove()
                self.stdout.write(proof.sentence)
                problems += [f"{label}: {problem}" for problem in proof.problems]
        if problems:
            last = "Giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu gần nhất."
            raise CommandError("\n".join([*problems, last]))
