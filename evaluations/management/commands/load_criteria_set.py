"""``manage.py load_criteria_set``: show what a criteria set holds and contradicts, then publish it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import FRAMEWORKS, SHIPPED, shipped_set
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import BrokenSetFile, SetDefinition, parse_set


class Command(BaseCommand):
    """Read, list every inconsistency, and publish only with ``--apply`` and each inconsistency accepted."""

    help = "Nạp một bộ tiêu chí: liệt kê mâu thuẫn trước, chỉ ban hành khi có --apply."

    def add_arguments(self, parser: CommandParser) -> None:
        names = ", ".join(SHIPPED + FRAMEWORKS)
        parser.add_argument("name", help=f"thư mục có set.json và criteria.csv, hoặc: {names}")
        parser.add_argument(
            "--accept",
            action="append",
            default=[],
            metavar="MÃ:VỊ TRÍ",
            help="mâu thuẫn đã đọc và chấp nhận, ví dụ total_sum:tổng (ghi nhiều lần được)",
        )
        parser.add_argument("--apply", action="store_true", help="ban hành thật")

    def handle(self, *args: Any, **options: Any) -> None:
        definition = self._read(options["name"])
        accepted = frozenset(options["accept"])
        found = check_set(definition)
        for one in found:
            mark = "đã chấp nhận" if f"{one.code}:{one.location}" in accepted else "CHƯA chấp nhận"
            self.stdout.write(f"[{mark}] {one.code}:{one.location} – {one.sentence}")
        self.stdout.write(f"{len(definition.criteria)} tiêu chí, {len(found)} mâu thuẫn.")
        if not options["apply"]:
            self.stdout.write("Chưa ghi gì. Thêm --apply để ban hành.")
            return
        published = publish_criteria_set(definition=definition, accepted=accepted, actor=None, at=clock.now())
        self.stdout.write(f"Đã ban hành: {published}.")

    def _read(self, name: str) -> SetDefinition:
        try:
            if name in SHIPPED + FRAMEWORKS:
                return shipped_set(name)
            folder = Path(name)
            return parse_set((folder / "set.json").read_bytes(), (folder / "criteria.csv").read_bytes())
        except (OSError, BrokenSetFile) as error:
            raise CommandError(f"Không đọc được bộ tiêu chí {name}: {error}") from error
