"""Small networks with the inputs and outputs of the real ones, made on the spot, and the models they stand for."""

from __future__ import annotations

import hashlib

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from vivant.models import Job, Model

Net = tuple[list[NodeProto], ValueInfoProto, ValueInfoProto]
FLOAT = TensorProto.FLOAT


def depth_net() -> bytes:
    """Brightness as nearness: pixel_values (1, 3, h, w) to predicted_depth (1, h, w).

    Like the real one it refuses sides that are not whole patches of 14 pixels.
    """
    nodes = [
        helper.make_node("SpaceToDepth", ["pixel_values"], ["patches"], blocksize=14),
        helper.make_node("DepthToSpace", ["patches"], ["again"], blocksize=14),
        helper.make_node("ReduceMean", ["again"], ["predicted_depth"], axes=[1], keepdims=0),
    ]
    return _file(
        nodes,
        helper.make_tensor_value_info("pixel_values", FLOAT, ["batch_size", 3, "height", "width"]),
        helper.make_tensor_value_info("predicted_depth", FLOAT, ["batch_size", "height", "width"]),
    )


def subject_net(bias: float = 0.0) -> bytes:
    """What is redder than it is blue: input_image (1, 3, 512, 512) to logits (1, 1, 512, 512) raised by `bias`."""
    weights = np.array([6.0, 0.0, -6.0], np.float32).reshape(1, 3, 1, 1)
    nodes = [
        helper.make_node("Constant", [], ["weights"], value=numpy_helper.from_array(weights)),
        helper.make_node("Constant", [], ["bias"], value=numpy_helper.from_array(np.array([bias], np.float32))),
        helper.make_node("Conv", ["input_image", "weights", "bias"], ["output_image"]),
    ]
    return _file(
        nodes,
        helper.make_tensor_value_info("input_image", FLOAT, [1, 3, 512, 512]),
        helper.make_tensor_value_info("output_image", FLOAT, [1, 1, 512, 512]),
    )


def grey_net() -> bytes:
    """A sound network of another signature: one grey plane in, one number out."""
    return _file(
        [helper.make_node("ReduceMean", ["grey"], ["number"], axes=[1, 2, 3], keepdims=0)],
        helper.make_tensor_value_info("grey", FLOAT, [1, 1, 8, 8]),
        helper.make_tensor_value_info("number", FLOAT, [1]),
    )


def failing_net() -> bytes:
    """The right signature, and a failure as soon as it runs: no picture can be cut into such patches."""
    return _file(
        [helper.make_node("SpaceToDepth", ["pixel_values"], ["predicted_depth"], blocksize=9973)],
        helper.make_tensor_value_info("pixel_values", FLOAT, ["batch_size", 3, "height", "width"]),
        helper.make_tensor_value_info("predicted_depth", FLOAT, ["batch_size", "channels", "rows", "columns"]),
    )


def model_of(data: bytes, job: Job, name: str, memory_bytes: int = 1_000_000) -> Model:
    """The catalogue entry of a network."""
    return Model(
        name=name, job=job, sentence=f"A small network for {job}.", licence="Apache-2.0",
        repository=f"somebody/{name}", revision="0123456789abcdef0123456789abcdef01234567", file="onnx/model.onnx",
        size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), memory_bytes=memory_bytes,
    )  # fmt: skip


def _file(nodes: list[NodeProto], given: ValueInfoProto, wanted: ValueInfoProto) -> bytes:
    """An ONNX file of more than 3 MB, so that it takes several pieces to send."""
    noise = np.random.default_rng(1).random(800_000, np.float32)
    ballast = numpy_helper.from_array(noise, "ballast")
    graph = helper.make_graph(nodes, "small", [given], [wanted], initializer=[ballast])
    whole: ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return bytes(whole.SerializeToString())


DEPTH = depth_net()
SUBJECT = subject_net()
