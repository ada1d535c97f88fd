"""Everything that can go wrong below `gazetteer`, as one tree with one root."""


class GazetteerError(Exception):
    """Root of every error the gazetteer raises on purpose; its text is fit for a user to read."""


class LayerFileInvalid(GazetteerError, ValueError):
    """A layer or lexicon file has a row that cannot be used; the message names file, row, value and remedy."""


class LayerNotFound(GazetteerError, FileNotFoundError):
    """A named layer or its data file is absent; an empty gazetteer would look like "no places found"."""


class UnknownPlace(GazetteerError, KeyError):
    """A place id that no loaded layer holds."""

    def __str__(self) -> str:
        """Plain text: KeyError would print its argument quoted."""
        return str(self.args[0]) if self.args else "unknown place"


class GeocodingFailed(GazetteerError, OSError):
    """The geocoding server that the user named did not answer as Nominatim does."""
