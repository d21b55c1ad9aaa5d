"""The old place; goes when the command line asks where it lies now."""

from iiz_rules.testing.trace.form import TraceData, trace_data

__all__ = ["TraceData", "trace_data"]
