"""Pages for people: plain HTML that works without script, in German, French and English."""
