"""What a canton wrote: frozen models, one module for each file of an edition."""
