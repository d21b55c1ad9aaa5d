"""The rule desk: a canton's files in the browser, changed, tried, proved, declared and saved."""
