"""From checkpoints to the ONNX file that is shipped, checked against what it was made from.

    python -m train.export CHECKPOINT.pt [CHECKPOINT.pt ...] eyes.onnx

Several checkpoints of one course are averaged, weight by weight (Izmailov et al., 2018; Wortsman et al., 2022): what
was learned at one size is kept while the next is learned.

Input "planes" (1, 5, h, w) float32, output "seen" (1, 7, h / 2, w / 2); h and w are free, multiples of 32.
"""

from __future__ import annotations

import argparse
import copy
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from train.net import Eyes, Shown, with_places

OPSET = 17
MOST_BYTES = 5_000_000
MOST_GAP = 0.2  # of nearness, whose spread is about 1, and of odds: what rounding the weights may do
SMALL = 2048  # values; fewer are not worth rounding
STEPS, SCALE = ".steps", ".scale"
TRIED = ((192, 256), (256, 192), (256, 256), (128, 256), (256, 64))


def averaged(checkpoints: list[Path]) -> Eyes:
    """The network whose weights are the mean of those of several checkpoints."""
    states = [torch.load(path, map_location="cpu", weights_only=True)["mean"] for path in checkpoints]
    mean = {key: torch.stack([s[key].float() for s in states]).mean(0).to(states[0][key].dtype) for key in states[0]}
    eyes = Eyes()
    eyes.load_state_dict(mean)
    return eyes


def fold(eyes: Eyes) -> Eyes:
    """A copy whose batch normalisations are part of the convolutions before them."""
    eyes = copy.deepcopy(eyes).eval()
    for part in eyes.modules():
        if isinstance(part, nn.Sequential):
            kept: list[nn.Module] = []
            for layer in part:
                if isinstance(layer, nn.BatchNorm2d) and kept and isinstance(kept[-1], nn.Conv2d):
                    kept[-1] = nn.utils.fusion.fuse_conv_bn_eval(kept[-1], layer)
                else:
                    kept.append(layer)
            part._modules.clear()
            for k, layer in enumerate(kept):
                part.add_module(str(k), layer)
    return eyes


def write_onnx(eyes: Eyes, path: Path) -> None:
    """Write the network as it is shipped, its weights stored in a byte each."""
    shown = Shown(fold(eyes)).eval()
    example = with_places(torch.zeros(1, 3, 192, 256))
    free = {"planes": {2: "h", 3: "w"}, "seen": {2: "h_out", 3: "w_out"}}
    names = {"input_names": ["planes"], "output_names": ["seen"]}
    torch.onnx.export(shown, (example,), str(path), **names, opset_version=OPSET, dynamic_axes=free, dynamo=False)
    _in_steps(path)


def _in_steps(path: Path) -> None:
    """Store large weights as whole steps of -127 .. 127 with a scale for each output channel, multiplied out when the
    file is read: a quarter of the size, the same arithmetic afterwards (weight-only quantisation)."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    for held in list(graph.initializer):
        values = numpy_helper.to_array(held)
        if values.ndim != 4 or values.size < SMALL:
            continue
        scale = np.maximum(np.abs(values).max((1, 2, 3), keepdims=True) / 127, 1e-12).astype(np.float32)
        steps, wide = np.rint(values / scale).astype(np.int8), f"{held.name}.wide"
        graph.initializer.remove(held)
        graph.initializer.append(numpy_helper.from_array(steps, held.name + STEPS))
        graph.initializer.append(numpy_helper.from_array(scale, held.name + SCALE))
        graph.node.insert(0, onnx.helper.make_node("Mul", [wide, held.name + SCALE], [held.name]))
        graph.node.insert(0, onnx.helper.make_node("Cast", [held.name + STEPS], [wide], to=onnx.TensorProto.FLOAT))
    onnx.save(model, str(path))


def check_onnx(eyes: Eyes, path: Path) -> dict[str, float]:
    """Largest difference from the checkpoint over several sizes, per way of running the file that is there."""
    shown, r = Shown(copy.deepcopy(eyes)).eval(), torch.Generator().manual_seed(0)
    gaps: dict[str, float] = {}
    for h, w in TRIED:
        x = with_places(torch.rand(1, 3, h, w, generator=r) * 2 - 1)
        with torch.no_grad():
            truth = shown(x).numpy()
        runs = {"cv2.dnn": _by_opencv(path, x.numpy()), "onnxruntime": _by_onnxruntime(path, x.numpy())}
        for name, out in runs.items():
            if out is not None:
                gaps[name] = max(gaps.get(name, 0.0), float(np.abs(out - truth).max()))
    return gaps


def _by_opencv(path: Path, x: np.ndarray) -> np.ndarray:
    net = cv2.dnn.readNetFromONNX(str(path))
    net.setInput(x)
    return np.asarray(net.forward())


def _by_onnxruntime(path: Path, x: np.ndarray) -> np.ndarray | None:
    try:
        import onnxruntime
    except ImportError:
        return None
    run = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return np.asarray(run.run(None, {"planes": x})[0])


def main() -> None:
    """Export, check, and say how large and how true the file is."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("checkpoints", type=Path, nargs="+")
    ask.add_argument("output", type=Path)
    given = ask.parse_args()
    eyes = averaged(given.checkpoints)
    write_onnx(eyes, given.output)
    size = given.output.stat().st_size
    gaps = check_onnx(eyes, given.output)
    print(
        f"{given.output}: {size / 1e6:.2f} MB, largest difference " + ", ".join(f"{k} {v:.1e}" for k, v in gaps.items())
    )
    if size > MOST_BYTES or max(gaps.values()) > MOST_GAP:
        raise SystemExit("The file is too large or does not say what the checkpoint says.")


if __name__ == "__main__":
    main()
