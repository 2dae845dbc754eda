"""Start-up: the reactions table begins to listen, and the lake knows its deliveries."""

from django.apps import AppConfig

from sammenhaeng.kernel import news


class Config(AppConfig):
    name = "sammenhaeng.config"
    label = "config"

    def ready(self) -> None:
        from sammenhaeng.lake import registry  # noqa: PLC0415  models are not loaded before ready()

        from .deliveries import SCHEMAS  # noqa: PLC0415
        from .reactions import REACTIONS  # noqa: PLC0415

        news.listen(REACTIONS)
        registry.open_for(SCHEMAS)
