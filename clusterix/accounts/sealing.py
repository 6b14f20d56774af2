"""What has to be read again, such as the secret of an app, is stored sealed: a database alone opens nothing.

The key comes from SECRET_KEY; what was sealed under an earlier one is read while SECRET_KEY_FALLBACKS names
it.
"""

import base64
import logging

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)
SEAL, LOST = "clusterix.accounts.sealing", "clusterix.accounts.lost"


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the text; of one that no key opens a secret that nobody knows, so that no code fits it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("A second factor cannot be read: SECRET_KEY is not the one that it was set up under.")
        return base64.b32encode(salted_hmac(LOST, sealed, algorithm="sha256").digest()).decode()


def _keys() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    keys = (salted_hmac(SEAL, "", secret=secret, algorithm="sha256").digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
