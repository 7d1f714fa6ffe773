"""What the description of the API brings to the hub."""

from hub.feature import Feature
from hub.openapi.views import bp

feature = Feature(name="openapi", blueprints=(bp,))
