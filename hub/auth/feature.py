"""What accounts bring to the hub."""

from hub.auth.views import bp
from hub.feature import Feature

feature = Feature(name="auth", blueprints=(bp,))
