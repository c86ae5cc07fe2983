"""What to do: who decides, whom to bring on board, what opens a zone, what to find out next.

One question a file. Each takes what an analysis found and returns a frozen result that is a table
and a
plain sentence.
"""
