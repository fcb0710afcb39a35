"""The anonymous staff survey: opening, giving out ballots, casting, shuffling, counting."""

from evaluations.actions.survey.cast import cast_ballot
from evaluations.actions.survey.count import count_survey
from evaluations.actions.survey.open import make_keys, open_surveys
from evaluations.actions.survey.shuffle import shuffle_surveys
from evaluations.actions.survey.take_turn import take_turn

__all__ = ["cast_ballot", "count_survey", "make_keys", "open_surveys", "shuffle_surveys", "take_turn"]
