"""Key figures in words, numbers and a picture."""
