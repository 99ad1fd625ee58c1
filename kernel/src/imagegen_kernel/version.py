"""The version that rulesets name."""

#: Any change of a measured digit is a new version.
VERSION = "1"
