"""The feature discussions."""

from hub.feature import Feature

feature = Feature(name="discussions")
