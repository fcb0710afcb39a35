"""Reports of citizens in the demonstration, from the sealed form to the published answer."""

from vhcv_portal.demo.living.cases.telling import load_cases

__all__ = ["load_cases"]
