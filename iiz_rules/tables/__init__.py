"""Files of rows: read, judged and written, one way for every kind of file and every command."""
