"""``manage.py load_province vinh-long``: the demonstration province, its people and twelve months."""

import resource
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.province.plan import FULL_SIZE
from core import clock
from core.errors import Refused
from vhcv_portal.demo.ledger import Load
from vhcv_portal.demo.load import Loaded, load_province
from vhcv_portal.demo.logins import is_demo
from vhcv_portal.demo.progress import Progress

PROVINCE = "vinh-long"
NAMES = {
    "agencies": "cơ quan, phòng",
    "staff": "người",
    "counters": "quầy",
    "evaluations_selfassessment": "phiếu tự đánh giá",
    "evaluations_review": "nhận xét",
    "evaluations_inspection": "cuộc kiểm tra",
    "evaluations_observation": "ghi nhận",
    "photos": "ảnh",
    "feedback_rating": "lượt đánh giá của người dân",
    "evaluations_registerfact": "số liệu sổ theo dõi",
}


class Command(BaseCommand):
    """Load, or go on with a load that broke off; a province that stands is left as it is."""

    help = "Nạp tỉnh minh họa Vĩnh Long; chạy lại thì nạp tiếp phần còn thiếu."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which province, how many people and months."""
        parser.add_argument("province", choices=[PROVINCE])
        parser.add_argument("--staff", type=int, default=FULL_SIZE, help="số người (từ 500 đến 31.000)")
        parser.add_argument("--seed", type=int, default=1847, help="cùng số thì ra cùng một tỉnh")
        parser.add_argument("--months", type=int, default=12, help="số tháng trọn trước tháng này")
        parser.add_argument(
            "--append-months", action="store_true", help="thêm các tháng từ lần nạp trước đến hôm nay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Translate the arguments, load, and end with counts, seconds and memory."""
        if not is_demo():
            raise CommandError(
                "Chỉ nạp tỉnh minh họa vào bản dùng thử (PORTAL_DEMO=true, không phải production)."
            )
        began, at = time.monotonic(), clock.now()
        progress = Progress(self.stdout._out)
        wanted = Load(options["staff"], options["seed"], clock.local_day(at), options["months"])
        try:
            done = load_province(wanted, append=options["append_months"], at=at, progress=progress)
        except (Refused, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal
        progress.finish(_closing_words(done))
        self._say_counts(done, wanted)
        self.stdout.write(f"{time.monotonic() - began:.0f} giây, bộ nhớ cao nhất {_peak_mib()} MiB.")
        call_command("demo_logins", stdout=self.stdout)

    def _say_counts(self, done: Loaded, wanted: Load) -> None:
        for table, name in NAMES.items():
            if done.rows.get(table):
                self.stdout.write(f"  {_grouped(done.rows[table]):>9} {name}")
        if done.load.staff != wanted.staff or done.load.seed != wanted.seed:
            self.stdout.write(
                f"Tỉnh đang có {_grouped(done.load.staff)} người (hạt giống {done.load.seed}) và được giữ "
                "nguyên; muốn cỡ khác thì nạp vào một cơ sở dữ liệu trống."
            )


def _closing_words(done: Loaded) -> str:
    if not done.months:
        return f"Tỉnh minh họa đã đủ {done.skipped} tháng, không nạp gì thêm."
    return f"Tỉnh minh họa đã sẵn sàng: nạp {len(done.months)} tháng."


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
