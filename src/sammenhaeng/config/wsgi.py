"""What a web server calls."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sammenhaeng.config.logging import configure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
configure()
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # loads every page now, not in somebody's first request
gc.freeze()  # what was loaded lives as long as the process: never walk it again
