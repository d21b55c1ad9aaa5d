"""The language in which a canton writes its model."""
