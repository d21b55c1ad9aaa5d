"""The commands of `iiz`, one module each."""
