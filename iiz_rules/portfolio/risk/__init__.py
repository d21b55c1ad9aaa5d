"""What pre-financing may cost: many futures drawn at random. The only owner of NumPy and SciPy."""
