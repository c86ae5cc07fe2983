"""Each recipe of docs/howto/adding.md, followed."""
