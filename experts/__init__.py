"""The feature experts."""

from hub.feature import Feature

feature = Feature(name="experts")
