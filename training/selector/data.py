"""Training examples as tensors."""

import json
import os
import random

import torch
from tokenizers import Tokenizer

CLS, SEP, COLON = 101, 102, 1024
MAX_PASSAGE, MAX_QUESTION, MAX_TITLE, MAX_UNIT = 288, 64, 40, 160


class Tokens:
    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def __call__(self, texts):
        return [encoding.ids for encoding in self.tokenizer.encode_batch(texts, add_special_tokens=False)]


def question_ids(ids):
    """A long question's end is what is asked."""
    return [CLS, *ids[-MAX_QUESTION:], SEP]


def passage_ids(title, units):
    """`title: unit unit ... [SEP]` and the number of each token's unit, -1 for what is of none."""
    ids, segments = [], []
    if title:
        title = title[-MAX_TITLE:]
        ids += [*title, COLON]
        segments += [-1] * (len(title) + 1)
    for number, unit in enumerate(units):
        unit = unit[: min(MAX_UNIT, MAX_PASSAGE - 1 - len(ids))]
        ids += unit
        segments += [number] * len(unit)
    return [*ids, SEP], [*segments, -1]


def read_lines(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def held_out_libraries():
    """Names of the libraries that no training sees: what the product does on them is measured, see held_out.py."""
    with open(os.path.join(os.path.dirname(__file__), "..", "held-out.txt")) as file:
        return [line.strip() for line in file if line.strip()]


def join(pairs):
    """[(question ids, passage ids, segments)] -> ids, sides, lengths, segments, units for `Selector`."""
    lengths = [len(question) + len(passage) for question, passage, _ in pairs]
    width = (max(lengths) + 7) // 8 * 8
    ids = torch.zeros(len(pairs), width, dtype=torch.long)
    sides = torch.zeros(len(pairs), width, dtype=torch.long)
    segments = torch.full((len(pairs), width), -1)
    for row, (question, passage, numbers) in enumerate(pairs):
        start, end = len(question), len(question) + len(passage)
        ids[row, :end] = torch.tensor([*question, *passage])
        sides[row, start:end] = 1
        segments[row, start:end] = torch.tensor(numbers)
    return ids, sides, torch.tensor(lengths), segments, int(segments.max()) + 1


class Examples:
    """
    Examples over passages. Kept for validation: the libraries of held-out.txt, and a share `held` of the passages that
    are of no library.
    """

    def __init__(self, folder, tokens, *, share=1.0, leave_out=(), held=0.03, most=3, seed=3):
        self.most = most
        chance = random.Random(seed)
        passages = read_lines(f"{folder}/passages.jsonl")
        examples = [e for e in read_lines(f"{folder}/examples.jsonl") if e["source"] not in leave_out]
        docs = {p["id"]: p.get("org") or p["doc"] for p in passages}
        drawn = [p for p in passages if p["source"].startswith("w") and chance.random() < held]
        kept_out = {*held_out_libraries(), *(p["doc"] for p in drawn if not p.get("org"))}
        self.validation = [e for e in examples if any(docs[i] in kept_out for i in e["passages"])][:600]
        train = [e for e in examples if not any(docs[i] in kept_out for i in e["passages"])]
        chance.shuffle(train)
        self.train = train[: int(share * len(train))]
        used = sorted({i for e in self.train + self.validation for i in e["passages"]})
        by_id = {p["id"]: p for p in passages}
        units = [tokens(by_id[i]["units"]) for i in used]
        titles = tokens([by_id[i]["title"] for i in used])
        self.forms = {i: (title, unit) for i, title, unit in zip(used, titles, units, strict=True)}
        asked = sorted({e["question"] or "?" for e in self.train + self.validation})
        self.questions = {q: question_ids(ids) for q, ids in zip(asked, tokens(asked), strict=True)}

    def pairs(self, example, chance=None):
        """
        The example as it is asked: with its passages, or, in training, those with a right unit and some of the others, and
        now and then without the title, which teaches that one may be missing.
        """
        places = range(len(example["passages"]))
        if chance is not None and len(places) > self.most:
            right = {place for place, _ in example["gold"]}
            others = [place for place in places if place not in right]
            chance.shuffle(others)
            places = sorted([*right, *others[: max(0, self.most - len(right))]])
        bare = chance is not None and chance.random() < 0.08
        question = self.questions[example["question"] or "?"]
        forms = [self.forms[example["passages"][place]] for place in places]
        pairs = [(question, *passage_ids([] if bare else title, units)) for title, units in forms]
        gold = [[places.index(where), unit] for where, unit in example["gold"] if where in places]
        return dict(example, gold=gold), pairs

    def batches(self, examples, tokens, chance=None):
        """Lists of (example, pairs), alike in length, in random order where a chance is given."""
        chunk = 600
        order = list(examples)
        if chance is not None:
            chance.shuffle(order)
        for start in range(0, len(order), chunk):
            rows = [self.pairs(e, chance) for e in order[start : start + chunk]]
            longest = lambda row: max(len(q) + len(p) for q, p, _ in row[1])
            rows.sort(key=longest)
            batches, batch, count = [], [], 0
            for row in rows:
                if batch and (count + len(row[1])) * longest(row) > tokens:
                    batches.append(batch)
                    batch, count = [], 0
                batch.append(row)
                count += len(row[1])
            if batch:
                batches.append(batch)
            if chance is not None:
                chance.shuffle(batches)
            yield from batches
