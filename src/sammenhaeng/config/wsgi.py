"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from sammenhaeng.config.logging import configure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
configure()
application = get_wsgi_application()
