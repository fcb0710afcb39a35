"""Pages of the anonymous staff survey."""

from evaluations.views.survey.ballots import survey_cast, survey_turn
from evaluations.views.survey.opening import survey_open
from evaluations.views.survey.pages import survey_detail, survey_list

__all__ = ["survey_cast", "survey_detail", "survey_list", "survey_open", "survey_turn"]
