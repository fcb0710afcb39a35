"""Why the score is what it is: the explanation as a page and as files."""

from reporting.views.explaining.page import agency_explanation

__all__ = ["agency_explanation"]
