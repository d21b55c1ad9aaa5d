"""A program turned into Python that answers one case in microseconds, reasons included.

    Program ─ numbering ─▶ Circuit ─ reading, evaluating ─▶ source ─ code ─▶ functions

A `Circuit` is the program as plain data: facts, and conditions numbered so that equal ones are one.
A case is read into *rows*: for each fact the truths of all conditions on it alone, looked up in
tables, which are those of one date (`lookup`). A generated function combines them into the truths
of everything else. Both together are a `CompiledEvaluation`, out of which the reasons are put
together only when somebody asks for them. `Engine` keeps what was made for an edition, a `Day` what
the questions on one date and under the same options have in common.

The generated text holds nothing from a canton but keys of a case, quoted; every limit, code and
text stands in a table. So no name and no literal can become code.

What a process needs from its start to its first answer out of the cache imports no `dataclasses`,
whose classes would take longer to make than everything else in it.
"""
