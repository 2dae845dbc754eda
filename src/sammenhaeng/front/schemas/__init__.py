"""The API's shapes of homes, the inbox, a case at a glance, and reviews."""
