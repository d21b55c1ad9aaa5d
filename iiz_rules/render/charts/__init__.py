"""Charts as SVG, drawn by Vega: pictures for people, with a text for each mark."""
