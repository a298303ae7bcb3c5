"""Stands in for Pulumi's Python SDK, which the tests cannot install: as much of it as a generated SDK and the program of
docs/languages.md use. Resources and calls are recorded under the names that the engine would get, and never sent."""

from enum import Enum

RECORDED = {"resources": [], "invokes": [], "exports": {}}


class Output:
    def __init__(self, value, secret=False):
        self.value, self.is_secret = value, secret

    def __class_getitem__(cls, _):
        return cls

    @staticmethod
    def secret(value):
        return Output(plain(value), True)

    @staticmethod
    def from_input(value):
        return value if isinstance(value, Output) else Output(value)


class Input:
    def __class_getitem__(cls, item):
        return item


class Inputs(dict):
    pass


def getter(function=None, *, name=None):
    def named(target):
        target.wire_name = name
        return target

    return named if function is None else named(function)


def set(owner, name, value):
    owner.__dict__[name] = value


def get(owner, name):
    return owner.__dict__.get(name)


def input_type(cls):
    cls.is_input_type = True
    return cls


def output_type(cls):
    return cls


def type_token(_):
    return lambda cls: cls


def wire_name(cls, key):
    return getattr(getattr(cls, key).fget, "wire_name", None) or key


def plain(value):
    """A value as the engine gets it."""
    if isinstance(value, Output):
        return plain(value.value)
    if isinstance(value, Enum):
        return value.value
    if hasattr(type(value), "is_input_type"):
        given = {k: v for k, v in value.__dict__.items() if v is not None}
        return {wire_name(type(value), k): plain(v) for k, v in given.items()}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


class Options:
    def __init__(self, **given):
        self.given = given

    def __getattr__(self, name):
        return self.__dict__.get("given", {}).get(name)

    @classmethod
    def merge(cls, one, other):
        return cls(**{**(one.given if one else {}), **(other.given if other else {})})


class ResourceOptions(Options):
    pass


class InvokeOptions(Options):
    pass


class InvokeOutputOptions(InvokeOptions):
    pass


class Resource:
    pass


class CustomResource(Resource):
    def __init__(self, token, name, props, opts):
        secret = [k for k, v in props.__dict__.items() if isinstance(v, Output) and v.is_secret]
        RECORDED["resources"].append(
            {
                "type": token,
                "name": name,
                "inputs": plain(props),
                "secrets": secret,
                "version": str(opts.version),
                "additionalSecretOutputs": opts.additional_secret_outputs,
            }
        )
        for key, value in props.__dict__.items():
            self.__dict__[key] = Output.from_input(value)


class ProviderResource(CustomResource):
    pass


class Config:
    def __init__(self, name="project"):
        self.name = name

    def get(self, _):
        return None

    def require_secret(self, key):
        return Output(f"{self.name}:{key}", True)


def export(name, value):
    RECORDED["exports"][name] = plain(value)
