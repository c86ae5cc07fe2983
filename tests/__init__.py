"""Tests of winset, room by room."""
