"""What undoing brings to the hub."""

from hub.feature import Feature
from hub.undo.views import bp

feature = Feature(name="undo", blueprints=(bp,))
