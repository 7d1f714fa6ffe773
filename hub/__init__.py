"""The core of the hub. It knows no feature: features register themselves through `hub.feature`."""
