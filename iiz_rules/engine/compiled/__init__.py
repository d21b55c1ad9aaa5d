"""A program turned into Python that answers one case in microseconds, reasons included.

    Program ─ planning ─▶ Plan ─ reading, evaluating ─▶ source ─ code ─▶ functions ─▶ Trace

A `Plan` is the program as plain data: facts, and conditions numbered so that equal ones are one. A
case is read into *rows*: for each fact the truths of all conditions on it alone, looked up in
tables. A generated function combines them into the truths of everything else. Both together are the
trace, out of which the reasons are put together only when somebody asks for them.

The generated text holds nothing from a canton but keys of a case, quoted; every limit, code and
text stands in a table. So no name and no literal can become code.

What a process needs from its start to its first answer out of the cache imports neither
`dataclasses` nor `typing`, which would take longer than everything else in it.
"""
