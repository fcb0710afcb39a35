"""Correcting a closed period: asked by one or by rule, decided by another; never a reopening (S15)."""

from evaluations.actions.corrections.ask import ask_correction
from evaluations.actions.corrections.ask_by_rule import ask_by_rule
from evaluations.actions.corrections.find_late import ask_for_late_facts
from evaluations.actions.corrections.grant import grant_correction
from evaluations.actions.corrections.refuse import refuse_correction

__all__ = ["ask_by_rule", "ask_for_late_facts", "ask_correction", "grant_correction", "refuse_correction"]
