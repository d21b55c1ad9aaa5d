"""Many cases at once: a program as expressions over the caller's own data frame.

The truth of a condition is a nullable boolean: yes is true, no is false, open is null. `&`, `|` and
`~` on them are exactly Kleene's logic on every back end, so nothing else joins truths here.
"""
