"""The API's shapes of results, dialogues, comments and spans."""
