"""Static files in production: hashed names, compressed, and pages that stand without the built assets."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """The manifest of whitenoise, except that a file nobody built costs its look and not the page."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one (which answers 404) when the file is missing."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name
