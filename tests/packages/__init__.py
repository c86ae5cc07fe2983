"""Tests of winset.packages."""
