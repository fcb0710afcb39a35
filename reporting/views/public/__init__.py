"""What everybody may read without an account."""

from reporting.views.public.results import public_results, public_results_file

__all__ = ["public_results", "public_results_file"]
