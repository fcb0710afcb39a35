"""The assembly as a Django app: it brings start-up checks, formats and translations."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the checks that keep an unsafe installation from starting."""

    name = "vhcv_portal"
    verbose_name = "Cổng Văn hóa công vụ"

    def ready(self) -> None:
        """Import the checks and the outbox topic for their registration."""
        from core.jobs import declare_job
        from vhcv_portal import checks, letters  # noqa: F401

        declare_job("vhcv_portal.load_province", "Nạp tỉnh minh họa")
