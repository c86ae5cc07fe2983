"""What every concept needs to be solved without listing packages: a world's bargain, an answer."""
