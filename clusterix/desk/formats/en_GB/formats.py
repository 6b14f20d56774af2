"""The clock of 24 hours where Django's British English has "6:05 a.m."; all else is Django's."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
