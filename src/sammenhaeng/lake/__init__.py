"""Large deliveries of spells, answers and invoices, validated and immutable."""
