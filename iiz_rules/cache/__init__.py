"""Editions that were checked and compiled before, kept on disk so that no YAML is read again.

An entry is found by a digest over everything it was made from: the bytes of the documents, the name
they go by in messages, and the code of this package. So there is nothing to expire: what changed is
looked up under another name. Entries are plain values and nothing in them is executed; one that
cannot be read for whatever reason is as good as none.
"""
