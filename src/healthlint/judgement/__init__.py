"""What the words around a match make of it: stance, subject, context, confidence. Reports nothing."""
