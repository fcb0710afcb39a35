"""Computing and writing the results of a period."""

from evaluations.actions.results.refresh import Refreshed, refresh_results

__all__ = ["Refreshed", "refresh_results"]
