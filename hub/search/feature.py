"""What search brings to the hub."""

from hub.feature import Feature
from hub.search.views import api_bp, bp

feature = Feature(name="search", blueprints=(bp, api_bp))
