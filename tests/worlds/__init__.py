"""Tests of winset.worlds."""
