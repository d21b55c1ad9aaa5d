"""The old place; goes when the command line asks where it lies now."""

from iiz_rules.answers.interpretations_form import InterpretationsData, declared_data, tables_data

__all__ = ["InterpretationsData", "declared_data", "tables_data"]
