import logging

from django.db import DatabaseError, connection

from clusterix.browse.catalogue.library import library

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the catalogue into this process; where no database answers yet, the first request will."""
    try:
        library.warm_up()
    except DatabaseError as error:
        logger.warning("The catalogue could not be read at the start: %s", error)
    finally:
        connection.close()
