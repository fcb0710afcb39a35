"""What reporting keeps of its own: scenarios."""

from reporting.models.scenarios import Scenario

__all__ = ["Scenario"]
