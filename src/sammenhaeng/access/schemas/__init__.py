"""The API's shapes of seats, people, the trail and its oversight."""
