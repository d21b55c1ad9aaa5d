"""The old place; goes when the command line asks where it lies now."""

from iiz_rules.answers.form import AssessmentData, DecisionData

__all__ = ["AssessmentData", "DecisionData"]
