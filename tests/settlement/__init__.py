"""Tests of winset.settlement."""
