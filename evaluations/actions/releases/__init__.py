"""The acts of a ranking's release; one module each."""

from evaluations.actions.releases.ask import ask_release
from evaluations.actions.releases.release import Shown, release_ranking, shown_of
from evaluations.actions.releases.withdraw import withdraw_release

__all__ = ["Shown", "ask_release", "release_ranking", "shown_of", "withdraw_release"]
