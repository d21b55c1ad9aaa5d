"""Compiled editions, kept on disk so that no YAML is read again.

An entry is found by a digest over everything it was made from: the bytes of the documents and the
code of this package. So there is nothing to expire: what changed is looked up under another name,
and a copy of a canton is found wherever it lies, as what it is called there. Entries are plain
values and nothing in them is executed; one that cannot be read for whatever reason is as good as
none.
"""
