"""What is wrong with an event, a story or a store: one module for each finding."""
