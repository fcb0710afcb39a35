"""The acts of a ranking's release; one module each."""

from evaluations.actions.releases.ask import ask_release
from evaluations.actions.releases.release import release_ranking
from evaluations.actions.releases.withdraw import withdraw_release

__all__ = ["ask_release", "release_ranking", "withdraw_release"]
