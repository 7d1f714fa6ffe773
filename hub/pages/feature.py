"""What the general pages bring to the hub."""

from hub.feature import Feature
from hub.pages.operations_pages import bp as operations_bp
from hub.pages.views import bp

feature = Feature(name="pages", blueprints=(bp, operations_bp))
