"""What the assistant brings to the hub."""

from hub.assistant.views import api_bp
from hub.feature import Feature

feature = Feature(name="assistant", blueprints=(api_bp,))
