"""Tests of winset.ratification."""
