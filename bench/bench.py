"""How fast the pipeline is, beside jieba and beside other readers of Chinese numbers.

    python bench/bench.py [--rounds 7] [--quick]

Everything runs in one process on one core, in turns: machines are noisy, so only ratios taken in
the same round are trusted, and their median is shown. Documents differ from round to round, so
that nothing is fast because it has seen them before. Peers that are not installed are left out;
`pip install -e '.[bench]'` installs them.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from unittest import mock

from generate import articles

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
BASE = "jieba.lcut"
LOAD_JIEBA = "import jieba; t = jieba.Tokenizer(); t.gen_pfdict(t.get_dict_file())"
Work = Callable[[str], object]


def pipeline() -> Work:
    """Every stage, from text to claims."""
    from extract.model import Document
    from extract.pipeline import extract_document
    from extract.rules import default_rules

    rules = default_rules()
    return lambda text: extract_document(Document("a.txt", text, date="2023"), rules)


def without_claims() -> Work:
    """All stages but the last: layout, names, periods and quantities."""
    run = pipeline()

    def work(text: str) -> object:
        with mock.patch("extract.pipeline.find_claims", return_value=()):
            return run(text)

    return work


def jieba_lcut() -> Work:
    import jieba

    tokenizer = jieba.Tokenizer()  # private: jieba.dt would read a cache from the temp folder
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    cut: Work = tokenizer.lcut
    return cut


def rjieba_cut() -> Work:
    cut: Work = importlib.import_module("rjieba").cut
    return cut


def cn2an() -> Work:
    transform = importlib.import_module("cn2an").transform
    return lambda text: transform(text, "cn2an")


def chinese2digits() -> Work:
    take: Work = importlib.import_module("chinese2digits").takeNumberFromString
    return take


def recognizers() -> Work:
    """Numbers, percentages and dimensions: the part of our work that it does."""
    number = importlib.import_module("ms_recognizers_number")
    unit = importlib.import_module("ms_recognizers_number_with_unit")
    culture = importlib.import_module("ms_recognizers_text").Culture.Chinese
    calls = number.recognize_number, number.recognize_percentage, unit.recognize_dimension
    return lambda text: [call(text, culture) for call in calls]


CONTESTANTS: dict[str, Callable[[], Work]] = {
    BASE: jieba_lcut,
    "rjieba.cut": rjieba_cut,
    "extract, whole pipeline": pipeline,
    "extract, without claims": without_claims,
    "cn2an.transform": cn2an,
    "chinese2digits": chinese2digits,
    "Recognizers-Text": recognizers,
}


def ready() -> dict[str, Work]:
    """The contestants that are installed, warmed up."""
    found: dict[str, Work] = {}
    for name, make in CONTESTANTS.items():
        try:
            found[name] = make()
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("extract"):
                raise
            print(f"  {name}: not installed ({error.name})")
    for work in found.values():
        work("今年，全市新增就业1.2万人，增长5.4%。")
    return found


def real(turn: int, characters: int) -> list[str]:
    """The corpus again and again, its digits changed each time."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    digits = "0123456789"
    found: list[str] = []
    while sum(map(len, found)) < characters:
        shift = (turn + len(found) // len(texts)) % 10
        changed = str.maketrans(digits, digits[shift:] + digits[:shift])
        found += [text.translate(changed) for text in texts]
    return found


def made(turn: int, characters: int) -> list[str]:
    """Generated articles, others in each round."""
    return list(articles(characters, seed=turn))


def race(works: dict[str, Work], rounds: Iterable[Sequence[str]]) -> dict[str, list[float]]:
    """Characters per second of each contestant in each round, the order changing."""
    speeds: dict[str, list[float]] = {name: [] for name in works}
    for turn, texts in enumerate(rounds):
        names = list(works)
        turned = names[turn % len(names) :] + names[: turn % len(names)]
        for name in turned:
            start = time.perf_counter()
            for text in texts:
                works[name](text)
            speeds[name].append(sum(map(len, texts)) / (time.perf_counter() - start))
    return speeds


def show(title: str, speeds: dict[str, list[float]]) -> None:
    print(f"\n{title}")
    print(f"  {'':26}{'Mchar/s':>9}  {'x ' + BASE:>13}  (lowest - highest)")
    for name, figures in speeds.items():
        ratios = [a / b for a, b in zip(figures, speeds[BASE], strict=True)]
        spread = f"({min(ratios):.2f} - {max(ratios):.2f})"
        print(f"  {name:26}{median(figures) / 1e6:9.3f}  {median(ratios):13.2f}  {spread}")


def start_up(rounds: int) -> None:
    """Whole processes, from nothing to the last byte."""
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "python -c pass": ["-c", "pass"],
            "loading jieba's dictionary": ["-c", LOAD_JIEBA],
            "extract --help": ["-m", "extract", "--help"],
            "extract run corpus/": ["-m", "extract", "run", str(CORPUS), "-o", f"{out}/tables"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, words in commands.items():
                times[name].append(_seconds([sys.executable, "-W", "ignore", *words]))
    base = times["loading jieba's dictionary"]
    print("\nStart-up: a whole process")
    print(f"  {'':28}{'ms':>7}  {'x loading jieba':>15}")
    for name, figures in times.items():
        ratio = median(a / b for a, b in zip(figures, base, strict=True))
        print(f"  {name:28}{median(figures) * 1000:7.0f}  {ratio:15.2f}")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="3 rounds of less text")
    asked = parser.parse_args()
    rounds, size = (3, 40_000) if asked.quick else (asked.rounds, 100_000)
    warnings.simplefilter("ignore")
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, {size:,} characters each")
    works = ready()
    for title, text in (("The corpus", real), ("Generated articles", made)):
        show(title, race(works, [text(turn, size) for turn in range(rounds)]))
    start_up(rounds)


if __name__ == "__main__":
    main()
