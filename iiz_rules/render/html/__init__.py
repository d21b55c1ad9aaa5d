"""Self-contained pages: templates over one base, and their content."""
