"""What can be wrong with the form of a file: keys, types, words of the language."""
