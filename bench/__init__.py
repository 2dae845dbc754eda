"""How fast the main pages and a booking are, beside the field's reference."""
