"""What a caller gets: decisions, ways, bodies, money, with their data form."""
