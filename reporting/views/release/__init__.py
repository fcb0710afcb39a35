"""Pages of a ranking's release."""

from reporting.views.release.acts import release_publish, release_withdraw
from reporting.views.release.ask import release_ask
from reporting.views.release.detail import release_detail
from reporting.views.release.listing import release_list

__all__ = ["release_ask", "release_detail", "release_list", "release_publish", "release_withdraw"]
