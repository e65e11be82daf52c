"""Writes the libraries that are kept out of training as evaluation sets: a folder each, with corpus/ and questions.jsonl.

  python training/selector/held_out.py --out DIR
  npm run eval -- --corpus DIR/01/corpus --questions DIR/01/questions.jsonl --outcomes
"""

import argparse
import json
import os
from pathlib import Path

from data import held_out_libraries, read_lines

parser = argparse.ArgumentParser()
parser.add_argument("--out", required=True)
a = parser.parse_args()

written = Path(__file__).parent.parent / "questions"
passages = [passage for file in sorted(written.glob("*.jsonl")) for passage in read_lines(file)]


def text_of(passage, document):
    """A table's rows are lines of their own; Chinese sets nothing between sentences."""
    is_table = any("|" in unit for unit in passage["sentences"])
    between = "\n\n" if is_table else "" if passage["lang"] == "zh" else " "
    heading = passage.get("heading")
    head = f"\n## {heading}\n" if heading and heading != document else ""
    return f"{head}\n{between.join(passage['sentences'])}\n"


for number, library in enumerate(held_out_libraries()):
    own = [passage for passage in passages if passage.get("org") == library]
    folder = Path(a.out) / f"{number:02}"
    os.makedirs(folder / "corpus", exist_ok=True)
    documents, questions = {}, {}
    for passage in own:
        documents.setdefault(passage["doc"], []).append(passage)
    for place, (document, parts) in enumerate(documents.items()):
        file = f"{place:02}.md"
        (folder / "corpus" / file).write_text(f"# {document}\n" + "".join(text_of(part, document) for part in parts))
        for part in parts:
            for asked in part["questions"]:
                history = [{"role": "user", "content": earlier} for earlier in asked.get("history") or []]
                # What several passages answer stands under each.
                question = questions.setdefault(
                    (asked["q"], tuple(asked.get("history") or [])),
                    dict(question=asked["q"], lang=asked["lang"], kind=asked["style"], history=history, answers=[], gold_docs=[]),
                )
                question["answers"] += [part["sentences"][unit] for unit in asked["answer"]]
                if asked["answer"] and file not in question["gold_docs"]:
                    question["gold_docs"].append(file)
    lines = [
        dict(question, id=f"{number:02}-{place:04}", answerable=bool(question["answers"]))
        for place, question in enumerate(questions.values())
    ]
    (folder / "questions.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    print(f"{folder}: {library}, {len(documents)} documents, {len(lines)} questions")
