"""Everything that can go wrong in `geo`, as one tree with one root."""


class GeoError(Exception):
    """Root of every error `geo` raises on purpose; its text is fit for a user to read."""


class DocumentInvalid(GeoError, ValueError):
    """One document of a batch cannot be read; the message names file, line, value and remedy."""


class SourceUnreadable(GeoError, OSError):
    """A file, folder or address could not be opened or fetched."""


class LexiconInvalid(GeoError, ValueError):
    """A lexicon file has an entry that cannot be used; the message names file, entry and value."""


class LakeError(GeoError):
    """The store cannot be opened, read or written."""


class ExportFailed(GeoError, ValueError):
    """The asked format is unknown or the file could not be written."""
