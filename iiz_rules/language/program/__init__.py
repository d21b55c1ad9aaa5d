"""An edition ready to be asked: plain data, free of YAML and pydantic."""
