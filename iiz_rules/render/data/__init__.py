"""Files that other programs read: calendars, tables, key figures."""
