"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vhcv_portal.settings.trial")

application = get_wsgi_application()

from vhcv_portal.checks import refuse_unless_safe  # noqa: E402  (needs the settings read above)

refuse_unless_safe()
