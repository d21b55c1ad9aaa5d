"""What can be wrong with an edition: a module for each subject, in the order of `run`."""
