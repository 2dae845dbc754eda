"""Start-up: the reactions table begins to listen."""

from django.apps import AppConfig

from sammenhaeng.kernel import news


class Config(AppConfig):
    name = "sammenhaeng.config"
    label = "config"

    def ready(self) -> None:
        from .reactions import REACTIONS  # noqa: PLC0415  models are not loaded before ready()

        news.listen(REACTIONS)
