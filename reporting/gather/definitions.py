"""The words of a criteria set, as pages of figures read them; see :mod:`evaluations.gather.described`."""

from evaluations.gather.described import described
from evaluations.rules.set_words import CriterionText, GroupText, SetText

__all__ = ["CriterionText", "GroupText", "SetText", "described"]
