"""A drawing as SVG: measured, laid out and written by this package itself, the same everywhere.

Cards hold most of what is drawn, so that few lines are left between them: that needs no layout
engine, and so no binary, no extra and no difference between one machine and another.
"""
