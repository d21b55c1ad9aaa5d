"""A drawing as SVG: measured, laid out and written by this package itself, the same everywhere."""
