"""Which language an answer is in: a page's address says it, and of the API the reader asks."""

from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from .refusals import is_api


class Languages(LocaleMiddleware):
    """Pages speak the language of their address; the API that of Accept-Language, else Danish."""

    def process_request(self, request):
        super().process_request(request)
        if is_api(request):
            translation.activate(translation.get_language_from_request(request))
            request.LANGUAGE_CODE = translation.get_language()
