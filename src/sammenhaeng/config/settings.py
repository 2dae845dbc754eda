"""Settings, read from environment variables; safety.py refuses what is unsafe in production."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

SOURCE = Path(__file__).resolve().parents[1]
ROOT = SOURCE.parents[1]
VAR = Path(os.environ.get("SAMMENHAENG_VAR", ROOT / "var"))

ENVIRONMENT = os.environ.get("SAMMENHAENG_ENV", "development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = os.environ.get("SAMMENHAENG_DEBUG", "") == "1"
DEFAULT_SECRET = "only-for-demo-and-tests"
SECRET_KEY = os.environ.get("SAMMENHAENG_SECRET") or DEFAULT_SECRET
HOSTS = os.environ.get("SAMMENHAENG_HOSTS", "")
ALLOWED_HOSTS = (HOSTS or "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("SAMMENHAENG_ORIGINS", "").split(",") if o]
DEMO = os.environ.get("SAMMENHAENG_DEMO", "" if PRODUCTION else "1") == "1"
LAKE = os.environ.get("SAMMENHAENG_LAKE", str(VAR / "lake"))  # a folder, or s3://bucket/folder
DRAWN_POPULATION = VAR / "population.parquet"  # the demo's, larger than the example
POPULATION = os.environ.get("SAMMENHAENG_POPULATION") or str(
    DRAWN_POPULATION if DRAWN_POPULATION.exists() else ROOT / "examples" / "population.parquet"
)
DEFAULT_LAKE_KEY = "only-for-demo-and-tests"
LAKE_KEY = os.environ.get("SAMMENHAENG_LAKE_KEY") or DEFAULT_LAKE_KEY
PORTAL_THEME = os.environ.get("PORTAL_THEME", "neutral")


def database(url: str) -> dict[str, object]:
    """A Django database from postgresql://role:secret@host:port/name."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "ATOMIC_REQUESTS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # Statements planned once per connection; a pooler between must know prepared statements.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


DATABASE_URL = os.environ.get("DATABASE_URL", "")
EMBEDDED = os.environ.get("SAMMENHAENG_EMBEDDED", "") == "1"
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
DATABASES = {"default": database(DATABASE_URL or "postgresql://sammenhaeng_app@127.0.0.1:1/none")}
if DATABASE_OWNER_URL:
    DATABASES["owner"] = database(DATABASE_OWNER_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS_WITH_TABLES = [
    "audit",
    "releases",
    "organisation",
    "access",
    "lake",
    "citizens",
    "inbox",
    "absence",
    "benefits",
    "journeys",
    "compare",
]
INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "sammenhaeng.config",
    "sammenhaeng.design",
    "sammenhaeng.front",
    *(f"sammenhaeng.{room}" for room in ROOMS_WITH_TABLES),
]

MIDDLEWARE = [
    "sammenhaeng.config.logging.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "sammenhaeng.design.csp.StrictHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sammenhaeng.config.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sammenhaeng.config.refusals.Refusals",
    "sammenhaeng.config.seating.Seating",
]
ROOT_URLCONF = "sammenhaeng.config.urls"
WSGI_APPLICATION = "sammenhaeng.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(SOURCE.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "sammenhaeng.design.environment.environment",
            "auto_reload": DEBUG,
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = sorted(SOURCE.glob("*/locale"))
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or os.environ.get("SAMMENHAENG_STATIC") == "manifest"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

SESSION_COOKIE_NAME = "sammenhaeng"
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

OIDC = {
    "issuer": os.environ.get("OIDC_ISSUER", ""),
    "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
    "client_secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
}
LOGGING_CONFIG = None
