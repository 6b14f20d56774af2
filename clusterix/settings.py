"""Django's settings. What differs from place to place is read by `clusterix.environment`."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from clusterix import environment
from clusterix.environment import ROOT

ENVIRONMENT = environment.environment()
PRODUCTION = ENVIRONMENT == "production"
DEBUG = not PRODUCTION and environment.text("DEBUG") == "1"  # `make dev` sets it
PORT = environment.number("PORT", 8000, 1, 65535)
environment.workers()  # looked at here, because gunicorn would stop at a wrong number without our sentence
DATA_DIR = environment.data_dir()
SECRET_KEY = environment.secret_key(PRODUCTION, DATA_DIR)
SITE_URL = environment.site_url(PRODUCTION, PORT)
ALLOWED_HOSTS = environment.allowed_hosts(PRODUCTION, SITE_URL)
OPERATOR = environment.text("OPERATOR")
CONTACT_EMAIL = environment.text("CONTACT_EMAIL")
# Who is told of visitors' reports; nobody where both are empty.
MANAGERS_EMAIL = environment.text("MANAGERS_EMAIL") or CONTACT_EMAIL
DEFAULT_FROM_EMAIL = MANAGERS_EMAIL or "clusterix@localhost"
EMAIL_TIMEOUT = 10  # seconds: a visitor waits while a report is sent on

INSTALLED_APPS = [
    "clusterix.ops",
    "clusterix.pages",
    "clusterix.matching",
    "recommendations",
    "practices",
    "workgroups",
    "partners",
    "clusterix.glossary",
    "clusterix.browse",
    "clusterix.publishing",
    "django_filters",
    "django_countries",
    "practices.apps.TagsConfig",
    "django_prose_editor",
    "django_htmx",
    "csp",
    "clusterix.imports",
    "clusterix.notices",
    "clusterix.links",
    "clusterix.accounts.apps.SignInConfig",
    "clusterix.desk",
    "clusterix.accounts.apps.DeskAdminConfig",
    "clusterix.desk.apps.AccountsConfig",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.forms",
]

MIDDLEWARE = [
    "clusterix.ops.headers.SecurityHeaders",
    "clusterix.ops.headers.PrivateAnswers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "clusterix.accounts.middleware.SecondFactor",
    "clusterix.accounts.middleware.Waiting",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clusterix.ops.bad_input.BadInput",
]

ROOT_URLCONF = "clusterix.urls"
WSGI_APPLICATION = "clusterix.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clusterix.pages.context.site",
                "clusterix.glossary.context.glossary",
            ],
        },
    },
]

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache()}
vars().update(environment.mail())

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The door: allauth leads through it; attempts are counted in the database (accounts/limits.py).
AUTHENTICATION_BACKENDS = ["clusterix.accounts.backend.StaffOnly"]
SESSION_ENGINE = "clusterix.accounts.sessions"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "admin:login"
SECOND_FACTOR_REQUIRED = PRODUCTION
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 1 if PRODUCTION else 0, 0, 9)
SINGLE_SIGN_ON = environment.single_sign_on(PRODUCTION)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SINGLE_SIGN_ON, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "clusterix.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would end at the provider's host, which the policy forbids
ACCOUNT_ADAPTER = "clusterix.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "clusterix.accounts.forms.ForgottenForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "clusterix.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "clusterix.accounts.forms.CodeForm",
    "reauthenticate": "clusterix.accounts.forms.CodeAgainForm",
    "activate_totp": "clusterix.accounts.forms.NewCodeForm",
    "authenticate_webauthn": "clusterix.accounts.forms.DeviceForm",
    "reauthenticate_webauthn": "clusterix.accounts.forms.DeviceAgainForm",
    "login_webauthn": "clusterix.accounts.forms.PasskeyForm",
    "add_webauthn": "clusterix.accounts.forms.NewDeviceForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever has an account was invited
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # half a minute, for clocks that go wrong

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("British English"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "clusterix.desk.formats"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_ROOT = ROOT / "static" / "root"  # what browsers ask for at / without being told to
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Maps of scripts are read by those who change them only.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "map",
    *Compressor.SKIP_COMPRESS_EXTENSIONS,
)
MEDIA_URL = "/media/"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "clusterix.publishing.large_files.UpToTheLimit",
]
MEDIA_ROOT = environment.text("MEDIA_ROOT") or DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "clusterix.publishing.files.Uploads"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

TAGGIT_CASE_INSENSITIVE = True
FIXTURES = ROOT / "fixtures"
FONTS = ROOT / "static" / "fonts"  # for the pictures that go with shared links
KEEP_PAGES = not DEBUG and environment.text("KEEP_PAGES") != "0"  # whole pages for visitors
FACETS_BY_SQL = environment.text("FACETS_BY_SQL") == "1"  # without the catalogue in memory; slow

# A query string of 64 KB may hold as many fields; gunicorn.conf.py bounds its length.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 70_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "clusterix.desk.rescue.csrf_failure"

if PRODUCTION:
    # The proxy in front must set this header itself and drop what visitors send (README, "How to deploy").
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # It warns that Django answers HEAD with a body; gunicorn drops that body, which is what both want.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}
