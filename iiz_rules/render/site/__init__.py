"""A canton's rules as a site: clauses, rules, facts, actors, readings, cases, linked both ways."""
