"""Key figures of the cases of a store over a period: summed over how they stood."""
