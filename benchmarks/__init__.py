"""Measurements of the hub beside a bare Flask page: `python -m benchmarks`."""
