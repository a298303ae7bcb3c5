from types import SimpleNamespace

import pulumi


class ResourcePackage:
    pass


class ResourceModule:
    pass


def register_resource_package(_name, _package):
    pass


def register_resource_module(_package, _name, _module):
    pass


def invoke(token, args, opts=None, typ=None):
    """Answers with what was asked for."""
    given = {k: pulumi.plain(v) for k, v in args.items() if v is not None}
    pulumi.RECORDED["invokes"].append({"function": token, "args": given})
    return SimpleNamespace(value=SimpleNamespace(**given))
