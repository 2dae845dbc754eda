"""Pure ideas: periods, money, Danish calendar and numbers, states, acts, refusal, news."""
