class VersionInfo:
    def __init__(self, major, minor, patch, prerelease):
        self.text = f"{major}.{minor}.{patch}" + (f"-{prerelease}" if prerelease else "")

    def __str__(self):
        return self.text
