"""What can be wrong with an edition whose files are well formed; each module holds its check."""
