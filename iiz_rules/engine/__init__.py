"""Engines: the interpreter defines what a program means; what follows from a trace is beside it."""
