"""What files bring to the hub."""

from hub.feature import Feature
from hub.files.views import bp

feature = Feature(name="files", blueprints=(bp,))
