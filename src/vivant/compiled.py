"""How inner loops are compiled: once, kept on disk, and running without the interpreter's lock.

Not for what they compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from llvmlite import ir
from numba import int32, int64, njit, types, uint32, uint64
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., Any])

compiled: Callable[[Function], Function] = njit(cache=True, nogil=True)  # type: ignore[assignment]

inlined: Callable[[Function], Function] = njit(cache=True, nogil=True, forceinline=True)  # type: ignore[assignment]
"""For small parts of inner loops: always part of the code that calls them, never a call."""

signed: Any = int64
"""A whole number in compiled code. Mixed with an unsigned one it becomes a fraction, ten times as slow."""

unsigned: Any = uint64
"""An unsigned whole number in compiled code: a place in an array that is known not to be negative."""

_intrinsic: Callable[[Callable[..., Any]], Any] = intrinsic
ONLY_READ = "vivant.only_read"

signed32: Any = int32
unsigned32: Any = uint32
"""Whole numbers of 32 bits. What is reckoned in them alone is done for eight pixels at once; see `taken`."""


@_intrinsic
def taken(_typing: Any, array: Any, at: Any) -> Any:
    """array[at], flat and unsigned, in a function that writes with `put`, and nothing into what it takes from.

    That tells the compiler that what is written is not what is read, which it cannot find out where places are numbers
    that were read themselves. Only then does it handle several pixels at once, three or four times as quickly.
    """

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        found = builder.load(_place(context, builder, signature, args))
        found.set_metadata("alias.scope", _only_read(builder.module))
        return found

    return array.dtype(array, at), code


@_intrinsic
def put(_typing: Any, array: Any, at: Any, value: Any) -> Any:
    """array[at] = value: see `taken`."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        stored = builder.store(args[2], _place(context, builder, signature, args))
        stored.set_metadata("noalias", _only_read(builder.module))
        return context.get_dummy_value()

    return types.void(array, at, array.dtype), code


@_intrinsic
def fetched(_typing: Any, array: Any, at: Any) -> Any:
    """Ask for array[at], flat, to be in the nearest cache soon; nothing is read, and `at` may lie beyond the array."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        place = builder.gep(context.make_array(signature.args[0])(context, builder, args[0]).data, [args[1]])
        place, number = builder.bitcast(place, ir.IntType(8).as_pointer()), ir.IntType(32)
        kinds = [place.type, number, number, number]
        fetch = builder.module.declare_intrinsic("llvm.prefetch", kinds[:1], ir.FunctionType(ir.VoidType(), kinds))
        builder.call(fetch, [place, number(0), number(3), number(1)])  # to read, to keep, data
        return context.get_dummy_value()

    return types.void(array, at), code


def _place(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    array, at = context.make_array(signature.args[0])(context, builder, args[0]), args[1]
    if at.type.width < 32:
        at = builder.zext(at, context.get_value_type(uint32))
    return builder.gep(array.data, [at], inbounds=True)


def _only_read(module: Any) -> Any:
    """LLVM's name for all memory that a function only reads: a list of one scope, which lies in a domain. Both begin
    with themselves and so are like no other: where functions become part of one another each keeps its own."""
    kept = module.namedmetadata.get(ONLY_READ)
    if kept is not None:
        return kept.operands[0]
    domain = module.add_metadata(["domain"])
    scope = module.add_metadata(["scope", domain])
    scopes = module.add_metadata([scope])
    domain.operands, scope.operands = (domain,), (scope, domain)
    module.add_named_metadata(ONLY_READ, scopes)
    return scopes
