"""``manage.py demo_logins``: a ready login per role of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import User
from vhcv_portal.demo.logins import DEMO_PASSWORD, LOGINS, is_demo


class Command(BaseCommand):
    """Print user names, the one password, and what each has to see."""

    help = "In các tài khoản mẫu của tỉnh minh họa, mỗi vai trò một tài khoản."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print those that exist; a real installation has none and is refused."""
        if not is_demo():
            raise CommandError(
                "Tài khoản mẫu chỉ có ở bản dùng thử (PORTAL_DEMO=true, không phải production)."
            )
        standing = set(
            User.objects.filter(username__in=[login.username for login in LOGINS], is_active=True)
            .order_by("pk")
            .values_list("username", flat=True)
        )
        if not standing:
            raise CommandError("Chưa có tỉnh minh họa. Hãy chạy: manage.py load_province vinh-long")
        self.stdout.write(f"Tài khoản mẫu (chỉ ở bản dùng thử), mật khẩu chung: {DEMO_PASSWORD}")
        for login in LOGINS:
            if login.username in standing:
                self.stdout.write(f"  {login.username:<12} {login.title:<22} {login.shows}")
