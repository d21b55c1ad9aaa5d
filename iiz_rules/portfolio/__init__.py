"""Many measures at once, in columns: the only owner of Polars."""
