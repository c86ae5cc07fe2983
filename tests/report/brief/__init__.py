"""The brief as documents."""
