"""What is asked of every policy, a page for each among the findings; `examine` asks all of it."""
