"""The application, for gunicorn and for `flask --app wsgi`."""

import sys

from portal.config import Config, ConfigurationError
from portal.factory import create_app

CANNOT_START = 3
"""The status at which gunicorn gives up; after any other it starts the next worker, for ever."""

try:
    app = create_app(Config.from_environment())
except ConfigurationError as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(CANNOT_START)
