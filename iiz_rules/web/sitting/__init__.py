"""The sitting of a body that decides on money: its pages, from the portfolio to the minutes."""
