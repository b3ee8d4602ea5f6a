"""The application, for gunicorn and for `flask --app wsgi`."""

import sys

from portal.config import Config, ConfigurationError
from portal.factory import create_app

try:
    app = create_app(Config.from_environment())
except ConfigurationError as error:
    sys.exit(str(error))
