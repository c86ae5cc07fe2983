"""Tests of winset.concepts."""
