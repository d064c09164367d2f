"""From an article to facts: everything that needs code is worked out here, before the rules."""

from attribcheck.assessment.assess import Assessment, assess

__all__ = ["Assessment", "assess"]
