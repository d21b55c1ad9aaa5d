"""What can be wrong with a data frame of cases."""
