"""The feature repository."""

from hub.feature import Feature

feature = Feature(name="repository")
