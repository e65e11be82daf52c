"""Training examples as tensors: passages are encoded by the lower layers once and kept in 16-bit floats."""

import json
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
    """`[CLS] title: unit unit ... [SEP]` and the number of each token's unit, -1 for what is of none."""
    ids, segments = [CLS], [-1]
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


def pad(rows, value):
    width = (max(map(len, rows)) + 7) // 8 * 8
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


@torch.no_grad()
def encode(lower, rows, batch_tokens=8192):
    """Lower states of each row of ids, float16, in the order given."""
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    states = [None] * len(rows)
    batch = []

    def flush():
        if not batch:
            return
        ids = pad([rows[index] for index in batch], 0)
        lengths = torch.tensor([len(rows[index]) for index in batch])
        encoded = lower(ids, lengths).to(torch.float16)
        for place, index in enumerate(batch):
            states[index] = encoded[place, : len(rows[index])].clone()
        batch.clear()

    for index in order:
        if batch and (len(batch) + 1) * len(rows[index]) > batch_tokens:
            flush()
        batch.append(index)
    flush()
    return states


def join(pairs):
    """[(question states, passage states, segments)] -> x, sides, lengths, segments, units for `Upper`."""
    lengths = [len(question) + len(passage) for question, passage, _ in pairs]
    width = (max(lengths) + 7) // 8 * 8
    x = torch.zeros(len(pairs), width, pairs[0][0].shape[1])
    sides = torch.zeros(len(pairs), width, dtype=torch.long)
    segments = torch.full((len(pairs), width), -1)
    for row, (question, passage, numbers) in enumerate(pairs):
        start, end = len(question), len(question) + len(passage)
        x[row, :start], x[row, start:end] = question.float(), passage.float()
        sides[row, start:end] = 1
        segments[row, start:end] = torch.tensor(numbers)
    return x, sides, torch.tensor(lengths), segments, int(segments.max()) + 1


class Examples:
    """Examples over passages; `held` is the share of written questions kept for validation, by passage or whole library."""

    def __init__(self, folder, tokens, lower, *, share=1.0, leave_out=(), held=0.03, seed=3):
        chance = random.Random(seed)
        passages = read_lines(f"{folder}/passages.jsonl")
        examples = [e for e in read_lines(f"{folder}/examples.jsonl") if e["source"] not in leave_out]
        docs = {p["id"]: p.get("org") or p["doc"] for p in passages}
        kept_out = {docs[p["id"]] for p in passages if p["source"].startswith("w") and chance.random() < held}
        self.validation = [e for e in examples if any(docs[i] in kept_out for i in e["passages"])][:600]
        train = [e for e in examples if not any(docs[i] in kept_out for i in e["passages"])]
        chance.shuffle(train)
        self.train = train[: int(share * len(train))]
        used = sorted({i for e in self.train + self.validation for i in e["passages"]})
        by_id = {p["id"]: p for p in passages}
        units = [tokens(by_id[i]["units"]) for i in used]
        titles = tokens([by_id[i]["title"] for i in used])
        self.forms = {}
        for titled in (True, False):
            rows = [passage_ids(title if titled else [], unit) for title, unit in zip(titles, units, strict=True)]
            # Untitled forms only of a part: they teach that a title may be missing, which is rare.
            some = [k for k, i in enumerate(used) if titled or i % 6 == 0]
            states = encode(lower, [rows[k][0] for k in some])
            for k, state in zip(some, states, strict=True):
                self.forms[used[k], titled] = (state, rows[k][1])
        asked = sorted({e["question"] or "?" for e in self.train + self.validation})
        rows = [question_ids(ids) for ids in tokens(asked)]
        self.questions = dict(zip(asked, encode(lower, rows), strict=True))

    def pairs(self, example, chance=None):
        question = self.questions[example["question"] or "?"]
        untitled = chance is not None and chance.random() < 0.5
        result = []
        for passage in example["passages"]:
            form = self.forms.get((passage, False)) if untitled else None
            state, segments = form or self.forms[passage, True]
            result.append((question, state, segments))
        return result

    def batches(self, examples, tokens, chance=None):
        """Lists of (example, pairs), alike in length, in random order where a chance is given."""
        chunk = 600
        order = list(examples)
        if chance is not None:
            chance.shuffle(order)
        for start in range(0, len(order), chunk):
            rows = [(e, self.pairs(e, chance)) for e in order[start : start + chunk]]
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
