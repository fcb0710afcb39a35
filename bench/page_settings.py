"""Settings of the page measurement: the trial's, with the constant view beside the portal's addresses.

``PORTAL_BENCH_COLD=1`` takes the cache away, so that every page is built anew.
"""

import os

from vhcv_portal.settings.trial import *  # noqa: F403
from vhcv_portal.settings.trial import CACHES

ROOT_URLCONF = "bench.constant_urls"
LOG_LEVEL = "ERROR"
if os.environ.get("PORTAL_BENCH_COLD"):
    CACHES = {
        name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "pages")
    }
