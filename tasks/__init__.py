"""What Corrigenda does: one thin module a stage, and one room a subject."""
