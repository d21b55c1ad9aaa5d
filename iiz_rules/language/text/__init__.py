"""Bytes in, a tree of values with their places out: strict YAML for policies, strict JSON."""
