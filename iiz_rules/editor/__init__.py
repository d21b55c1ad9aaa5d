"""Help with writing a canton's files: what is wrong, what may stand here, what it means.

Plain functions over the text of the files, saved or not: `iiz lsp` opens them to editors.
"""
