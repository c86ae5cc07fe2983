"""Tests of the durability room."""
