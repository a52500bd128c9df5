"""Renderings of a comparison: for people (text, md, html) and for programs (csv, json)."""
