"""A case: from what a caller gives to the facts that held on a day."""
