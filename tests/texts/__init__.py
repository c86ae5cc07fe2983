"""Tests of winset.texts."""
