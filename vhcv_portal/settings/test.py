"""Settings of the test run."""

from vhcv_portal.settings.trial import *  # noqa: F403
