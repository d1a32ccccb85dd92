"""A Chinese tagger without a download: the LAC-small weights inside the ``jieba`` package, run in numpy.

The net is an embedding of characters, two layers of bidirectional GRUs and a CRF (Jiao et al. 2018, "Chinese lexical
analysis with deep Bi-GRU-CRF network"; weights by Baidu, Apache 2.0). The package's own way to run it needs Paddle;
here its files are read as data, so jieba itself is never imported.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

SIZE: Final = 128
"""Width of the embedding and of each GRU."""
LONGEST: Final = 120
"""Sentences are cut to this many characters: longer ones waste the batch."""

Tagged = tuple[int, int, str]
"""Start, end (half-open, in characters of the sentence), tag: PER, LOC, ORG, TIME, nz, n, v, …"""


@lru_cache(maxsize=1)
def load_tagger() -> Tagger | None:
    """Return the tagger, or None without the extra ``zh`` (numpy and jieba's files)."""
    folder = _weights_folder()
    if folder is None or find_spec("numpy") is None:
        return None
    if "numpy" not in sys.modules:
        # The matrices are small: more threads only wait for each other, eight times slower on a busy machine.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return Tagger(folder)


def _weights_folder() -> Path | None:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "lac_small"
    return folder if (folder / "model_baseline" / "word_emb").is_file() else None


class Tagger:
    """Segment and tag Chinese sentences."""

    def __init__(self, folder: Path) -> None:
        model = folder / "model_baseline"
        self._ids = {word: int(number) for number, word in _pairs(folder / "word.dic")}
        self._tags = [tag for _, tag in sorted((int(number), tag) for number, tag in _pairs(folder / "tag.dic"))]
        self._unknown = self._ids["OOV"]
        self._embedding = _read(model / "word_emb")
        self._layers = [_Layer(model, 0), _Layer(model, 2)]
        self._out = _read(model / "fc_4.w_0"), _read(model / "fc_4.b_0")
        self._crf = _read(model / "crfw")

    def tag(self, sentences: Sequence[str]) -> list[list[Tagged]]:
        """Return the words of each sentence with their tags; sentences are run together, so give many at once."""
        order = sorted((at for at, text in enumerate(sentences) if text), key=lambda at: -len(sentences[at]))
        result: list[list[Tagged]] = [[] for _ in sentences]
        for first in range(0, len(order), 64):
            batch = order[first:first + 64]
            for at, path in zip(batch, self._paths([sentences[at] for at in batch]), strict=True):
                result[at] = self._words(path)
        return result

    def _paths(self, texts: Sequence[str]) -> list[list[int]]:
        import numpy as np

        lengths = np.array([len(text) for text in texts])
        steps, count = int(lengths[0]), len(texts)
        ids = np.full((steps, count), self._unknown)
        for row, text in enumerate(texts):
            ids[:len(text), row] = [self._ids.get(char, self._unknown) for char in text]
        unique, inverse = np.unique(ids, return_inverse=True)
        first = self._layers[0]
        projected = first.project(self._embedding[unique])
        hidden = first.run(projected[:, inverse.reshape(steps, count)], lengths)
        second = self._layers[1]
        hidden = second.run(second.project(hidden.reshape(-1, 2 * SIZE)).reshape(2, steps, count, -1), lengths)
        weights, bias = self._out
        emission = (hidden.reshape(-1, 2 * SIZE) @ weights + bias).reshape(steps, count, -1)
        return _viterbi(emission, self._crf, lengths)

    def _words(self, path: list[int]) -> list[Tagged]:
        words: list[Tagged] = []
        for at, number in enumerate(path):
            name, _, place = self._tags[number].rpartition("-")
            if place == "I" and words and words[-1][2] == name and words[-1][1] == at:
                words[-1] = (words[-1][0], at + 1, name)
            else:
                words.append((at, at + 1, name or "O"))
        return words


class _Layer:
    """A forward and a backward GRU over the same input, computed side by side."""

    def __init__(self, folder: Path, number: int) -> None:
        import numpy as np

        pair = (number, number + 1)
        flat = [_read(folder / f"gru_{at}.w_0").reshape(-1) for at in pair]
        half = 2 * SIZE * SIZE
        self._gates = np.stack([weights[:half].reshape(SIZE, 2 * SIZE) for weights in flat])
        self._state = np.stack([weights[half:].reshape(SIZE, SIZE) for weights in flat])
        self._inputs = np.concatenate([_read(folder / f"fc_{at}.w_0") for at in pair], axis=1)
        self._bias = np.concatenate([
            (_read(folder / f"fc_{at}.b_0") + _read(folder / f"gru_{at}.b_0")).reshape(-1) for at in pair])

    def project(self, features: Floats) -> Floats:
        """Return what each input adds to the gates: shape (2, rows, 3 * SIZE)."""
        both = features @ self._inputs + self._bias
        sides: Floats = both.reshape(len(features), 2, 3 * SIZE).transpose(1, 0, 2)
        return sides

    def run(self, projected: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
        """Run over time; rows are sorted by length, the longest first. Returns (steps, rows, 2 * SIZE)."""
        import numpy as np

        _, steps, count, _ = projected.shape
        alive = [int((lengths > step).sum()) for step in range(steps)]
        forward = np.zeros((steps, count, SIZE), np.float32)
        backward = np.zeros((steps, count, SIZE), np.float32)
        state = np.zeros((count, SIZE), np.float32)
        for step in range(steps):
            rows = alive[step]
            state = self._step(0, projected[0, step, :rows], state[:rows])
            forward[step, :rows] = state
        state = np.zeros((0, SIZE), np.float32)
        for step in range(steps - 1, -1, -1):
            rows = alive[step]
            grown = np.zeros((rows, SIZE), np.float32)
            grown[:len(state)] = state
            state = self._step(1, projected[1, step, :rows], grown)
            backward[step, :rows] = state
        return np.concatenate([forward, backward], axis=2)

    def _step(self, way: int, inputs: Floats, state: Floats) -> Floats:
        import numpy as np

        gates = inputs[:, :2 * SIZE] + state @ self._gates[way]
        gates = 1 / (1 + np.exp(-gates))
        update, reset = gates[:, :SIZE], gates[:, SIZE:]
        candidate = np.tanh(inputs[:, 2 * SIZE:] + (reset * state) @ self._state[way])
        moved: Floats = state + update * (candidate - state)
        return moved


def _viterbi(emission: Floats, crf: Floats, lengths: npt.NDArray[np.int64]) -> list[list[int]]:
    import numpy as np

    steps, count, _ = emission.shape
    start, stop, moves = crf[0], crf[1], crf[2:].T
    score = start + emission[0]
    back = np.zeros((steps, *score.shape), np.int16)
    final = score.copy()
    for step in range(1, steps):
        rows = int((lengths > step).sum())
        options = score[:rows, None, :] + moves
        best = options.argmax(axis=2)
        back[step, :rows] = best
        score = np.take_along_axis(options, best[:, :, None], axis=2)[:, :, 0] + emission[step, :rows]
        final[:rows] = score
    ends = (final + stop).argmax(axis=1)
    return [_follow(back[:, row], int(ends[row]), int(lengths[row])) for row in range(count)]


def _follow(back: npt.NDArray[np.int16], last: int, length: int) -> list[int]:
    path = [last]
    for step in range(length - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    return path[::-1]


def _pairs(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [parts for line in lines if len(parts := line.split("\t")) == 2]


def _read(path: Path) -> Floats:
    """Read one tensor of Paddle's parameter format: header, a protobuf message with the shape, then the numbers."""
    import numpy as np

    data = path.read_bytes()
    size = int.from_bytes(data[16:20], "little")
    shape, at, end = [], 22, 20 + size
    while at < end:
        value, shift = 0, 0
        at += 1
        while data[at] & 0x80:
            value |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
        shape.append(value | data[at] << shift)
        at += 1
    return np.frombuffer(data, np.float32, offset=end).reshape(shape)
