class Version:
    pre_tag = dev = local = None

    @staticmethod
    def parse(text):
        version = Version()
        version.release = tuple(int(part) for part in text.split("."))
        return version
