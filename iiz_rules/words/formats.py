"""Dates as a reader in Switzerland expects them."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written(day: date, language: str) -> str:
    r"""Write a date as readers of a language expect it in Switzerland.

    >>> written(date(2024, 3, 5), "fr"), written(date(2024, 3, 5), "en")
    ('05.03.2024', '5\xa0March\xa02024')
    """
    if language == "en":
        return f"{day.day}\xa0{_MONTHS[day.month - 1]}\xa0{day.year:04}"
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
