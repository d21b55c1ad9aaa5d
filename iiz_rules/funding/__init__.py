"""Money: who pays for a measure, what was decided, what was advanced, what a portfolio risks."""
