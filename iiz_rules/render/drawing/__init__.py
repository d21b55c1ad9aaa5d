"""A canton as pictures: the program → a drawing as data → Mermaid or SVG."""
