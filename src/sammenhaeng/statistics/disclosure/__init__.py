"""What may be told of people: the gate."""
