"""Key figures of the cases of a store over a period: counted by replaying their histories."""
