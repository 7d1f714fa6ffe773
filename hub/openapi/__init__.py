"""The description of the API, made from the endpoints themselves, and a page to try it."""
