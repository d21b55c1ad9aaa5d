"""Pages that stand by themselves: templates over one base, and what goes into them."""
