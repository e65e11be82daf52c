"""The answer selector: which unit of a passage answers a question, and whether any does.

A cross-encoder: question and passage pass all layers together. The word embeddings and the lowest layers are
all-MiniLM-L6-v2's own, frozen; the layers above them were trained. Only these ship, as the others come with the embedder.
"""

import json
import math
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, FEED_FORWARD, HEADS, LAYERS = 384, 1536, 12, 6


def read_safetensors(path):
    """Every tensor of the file as float32 (integers as they are)."""
    content = open(path, "rb").read()
    (header_bytes,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + header_bytes])
    data = content[8 + header_bytes :]
    types = {"F16": np.float16, "F32": np.float32, "I64": np.int64}
    tensors = {}
    for name, about in header.items():
        if name == "__metadata__":
            continue
        start, end = about["data_offsets"]
        array = np.frombuffer(data[start:end], dtype=types[about["dtype"]]).reshape(about["shape"])
        tensors[name] = torch.from_numpy(array.astype(np.int64 if about["dtype"] == "I64" else np.float32))
    return {name.replace("bert.", "").replace("0.auto_model.", ""): tensor for name, tensor in tensors.items()}


#: Of a layer: PyTorch's names in this file, and those that BERT's weights and the published ones have.
NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def published(path, frozen):
    """The state of `Selector` from weights that `export.py` wrote."""
    own = {name: key for key, name in NAMES.items()}
    state = {}
    for name, tensor in read_safetensors(path).items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layer"]:
            name = f"layers.{int(parts[2]) - frozen}.{own['.'.join(parts[3:-1])]}.{parts[-1]}"
        state[name] = tensor
    return state


class Layer(nn.Module):
    """A BERT layer: attention, then the feed-forward network, each with its residual and its norm after it."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, FEED_FORWARD), nn.Linear(FEED_FORWARD, HIDDEN)

    def forward(self, x, mask):
        rows, tokens, _ = x.shape
        split = lambda y: y.view(rows, tokens, HEADS, -1).transpose(1, 2)
        # Written out: the fused attention's backward pass takes three times as long on a CPU with heads of 32.
        logits = torch.matmul(split(self.query(x)), split(self.key(x)).transpose(-1, -2)) * math.sqrt(HEADS / HIDDEN)
        shares = torch.softmax(logits + mask.to(logits.dtype), -1, dtype=logits.dtype)
        attended = torch.matmul(shares, split(self.value(x))).transpose(1, 2).reshape(rows, tokens, HIDDEN)
        x = self.norm1(x + self.output(attended))
        return self.norm2(x + self.down(F.gelu(self.up(x))))

    def load(self, tensors, number):
        for own, name in NAMES.items():
            module = getattr(self, own)
            module.weight.data = tensors[f"encoder.layer.{number}.{name}.weight"].clone()
            module.bias.data = tensors[f"encoder.layer.{number}.{name}.bias"].clone()


class Lower(nn.Module):
    """Word embeddings and the lowest layers, frozen."""

    def __init__(self, tensors, layers):
        super().__init__()
        e = "embeddings."
        self.words = nn.Embedding.from_pretrained(tensors[e + "word_embeddings.weight"])
        self.positions = nn.Embedding.from_pretrained(tensors[e + "position_embeddings.weight"])
        self.type = tensors[e + "token_type_embeddings.weight"][0]
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm.weight.data, self.norm.bias.data = tensors[e + "LayerNorm.weight"], tensors[e + "LayerNorm.bias"]
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for number, layer in enumerate(self.layers):
            layer.load(tensors, number)
        self.requires_grad_(False)

    @torch.no_grad()
    def forward(self, ids, mask):
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.type)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Selector(nn.Module):
    """What is trained: a margin for each unit, its score less that of "none of these"."""

    def __init__(self, tensors, frozen):
        super().__init__()
        self.side = nn.Embedding(2, HIDDEN)
        nn.init.zeros_(self.side.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - frozen))
        for number, layer in enumerate(self.layers):
            layer.load(tensors, frozen + number)
        self.attention, self.unit, self.none = (nn.Linear(HIDDEN, 1) for _ in range(3))
        nn.init.zeros_(self.attention.weight)
        nn.init.zeros_(self.attention.bias)
        for head in (self.unit, self.none):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, lower, ids, sides, lengths, segments, units, dropout=0.0):
        """
        ids: [rows, tokens] `[CLS] question [SEP] title: units [SEP]`; sides: 0 question, 1 passage; lengths: [rows];
        segments: [rows, tokens] number of the unit of each token, -1 elsewhere; units: the most of them.
        Returns [rows, units] margins; -30 where a row has no such unit.
        """
        rows, tokens = ids.shape
        mask = torch.where(torch.arange(tokens)[None, :] < lengths[:, None], 0.0, -1e4).view(rows, 1, 1, tokens)
        x = F.dropout(lower(ids, mask) + self.side(sides), dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        x = x.float()
        member = F.one_hot((segments + 1).clamp(min=0), units + 1)[:, :, 1:].bool()
        weight = self.attention(x).float().masked_fill(~member, -1e4).softmax(1)
        pooled = torch.einsum("rtu,rth->ruh", weight, x)
        margin = (self.unit(pooled).squeeze(-1) - self.none(x[:, 0])).float()
        return margin.masked_fill(~member.any(1), -30.0)
