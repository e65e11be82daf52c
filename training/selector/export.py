"""Writes trained weights as float16 safetensors, with their hash beside them.

  python training/selector/export.py WEIGHTS.pt models/selector/selector.fp16.safetensors [--frozen 2]
"""

import argparse
import hashlib
import json
import struct

import numpy as np
import torch
from model import NAMES

parser = argparse.ArgumentParser()
parser.add_argument("weights")
parser.add_argument("out")
parser.add_argument("--frozen", type=int, default=2)
a = parser.parse_args()

header, chunks, offset = {}, [], 0
for name, tensor in torch.load(a.weights).items():
    parts = name.split(".")
    if parts[0] == "layers":
        name = f"encoder.layer.{int(parts[1]) + a.frozen}.{NAMES[parts[2]]}.{parts[3]}"
    content = tensor.float().numpy().astype(np.float16).tobytes()
    header[name] = dict(dtype="F16", shape=list(tensor.shape), data_offsets=[offset, offset + len(content)])
    chunks.append(content)
    offset += len(content)
head = json.dumps(header, separators=(",", ":")).encode()
head += b" " * (-len(head) % 8)
content = struct.pack("<Q", len(head)) + head + b"".join(chunks)
with open(a.out, "wb") as file:
    file.write(content)
with open(f"{a.out}.sha256", "w") as file:
    file.write(f"{hashlib.sha256(content).hexdigest()}  {a.out.split('/')[-1]}\n")
print(f"{len(content) / 1e6:.1f} MB")
