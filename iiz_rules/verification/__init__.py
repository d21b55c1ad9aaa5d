"""Claims about all cases, not about one."""
