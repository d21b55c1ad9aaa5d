"""One module for each thing that can be wrong; the module's name is the finding's code."""
