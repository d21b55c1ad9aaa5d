"""Files of cases answered chunk by chunk: of any size, in the memory of one chunk."""
