"""From what the canton wrote to the program that engines run: plain functions, no state."""
