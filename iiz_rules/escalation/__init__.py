"""A case over months: events arrive, dates pass, duties arise and fall due, a dispute climbs."""
