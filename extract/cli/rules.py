"""`extract rules`: what the rules are, what one of them does, and whether they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import console
from extract.cli.options import RuleFolders
from extract.errors import Exit, UsageError

if TYPE_CHECKING:
    from extract.rules.examples import Case
    from extract.rules.model import Example, Rule, RuleSet

__all__ = ["app"]

app = typer.Typer(
    help="List, explain and test the rules.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_rules(
    stage: Annotated[
        str | None, typer.Option(metavar="STAGE", help="Only the rules of one stage.")
    ] = None,
    rules: RuleFolders = None,
) -> int:
    """List the rules: stage, id, purpose.

    One a line, parted by tabs.

    \b
    extract rules list --stage unit
    """
    ruleset = _load(rules)
    chosen = [rule for rule in ruleset.rules if stage in (None, rule.stage)]
    if not chosen:
        known = ", ".join(sorted({rule.stage for rule in ruleset.rules}))
        raise UsageError(f"no stage {stage!r}; there are {known}")
    for rule in chosen:
        console.show(f"{rule.stage}\t{rule.id}\t{rule.doc}")
    console.say(console.counted(len(chosen), "rule"))
    return Exit.DONE


@app.command("explain")
def explain_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule, as `list` names it.")],
    rules: RuleFolders = None,
) -> int:
    """Show one rule and its examples.

    What it is for, the file and line where it stands, its keys, and the examples it carries.

    \b
    extract rules explain rank.ordinal
    """
    rule = _rule(_load(rules), rule_id)
    console.show(f"{rule.id}  ({rule.stage})\n{rule.doc}\n{rule.path}:{rule.line}")
    for key, value in rule.keys.items():
        shown = " ".join(map(str, value)) if isinstance(value, list) else value
        console.show(f"\n{key}\n  {shown}")
    _examples("finds", rule.accept)
    _examples("leaves alone", rule.reject)
    _examples("does not find yet", rule.gaps)
    return Exit.DONE


@app.command("test")
def check_rules(
    rule_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only this rule, or all ids that begin so.")
    ] = None,
    rules: RuleFolders = None,
) -> int:
    """Lint rules and run the examples that they carry.

    What is wrong is listed with file, line, rule and cause, and the exit code is 1. The linter
    looks for values, patterns and placeholders that cannot be, for too few examples, and for
    patterns that are slow on some text. An accept example holds when its rule finds exactly the
    marked span, with the fields given; a reject example when its rule does not fire. A gap that
    works is a fault too: it should become an accept example.

    \b
    extract rules test
    extract rules test unit. --rules my-rules/
    """
    from extract.rules.examples import cases
    from extract.rules.lint import lint

    ruleset = _load(rules)
    asked = {rule.id for rule in ruleset.rules if _asked(rule, rule_id)}
    if not asked:
        raise UsageError(f"no rule {rule_id!r}; `extract rules list` names them all")
    # What stops one rule stops those beside it.
    others = [fault for fault in lint(ruleset, timed=False) if fault.stops]
    faults = lint(ruleset, only=asked)
    faults += [fault for fault in others if fault.rule not in asked]
    for fault in faults:
        console.show(str(fault))
    linted = f"the linter finds {console.counted(len(faults), 'fault') if faults else 'nothing'}"
    if any(fault.stops for fault in faults):
        console.say(f"{linted}; no example was run")
        return Exit.GATE_FAILED
    every = [case for case in cases(ruleset) if case.rule.id in asked]
    wrong = [said for case in every for said in _fault(case, ruleset)]
    for said in wrong:
        console.show(said)
    examples = console.counted(len(every), "example")
    tested = console.counted(len({case.rule.id for case in every}), "rule")
    found = f"{len(wrong)} of them wrong" if wrong else "all hold"
    console.say(f"{examples} of {tested}: {found}; {linted}")
    return Exit.GATE_FAILED if faults or wrong else Exit.DONE


def _load(folders: list[str] | None) -> RuleSet:
    from extract.rules import rules_with

    return rules_with(folders or ())


def _rule(ruleset: RuleSet, rule_id: str) -> Rule:
    for rule in ruleset.rules:
        if rule.id == rule_id:
            return rule
    near = [rule.id for rule in ruleset.rules if rule_id in rule.id][:5]
    hint = f"; is it {', '.join(near)}?" if near else "; `extract rules list` names them all"
    raise UsageError(f"no rule {rule_id!r}{hint}")


def _asked(rule: Rule, rule_id: str | None) -> bool:
    return rule_id is None or rule.id == rule_id or rule.id.startswith(rule_id)


def _examples(title: str, examples: tuple[Example, ...]) -> None:
    if examples:
        console.show(f"\n{title}")
    for example in examples:
        notes = [f"{key} {value}" for key, value in example.fields.items()]
        notes += [example.why] if example.why else []
        console.show(f"  {_marked(example)}" + (f"  ({', '.join(notes)})" if notes else ""))


def _marked(example: Example) -> str:
    text, start, end = example.text, example.start, example.end
    return text if start < 0 else f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"


def _fault(case: Case, ruleset: RuleSet) -> list[str]:
    from extract.rules.evaluators import EVALUATORS
    from extract.rules.examples import check

    said = check(case, EVALUATORS[case.rule.stage], ruleset)
    if case.kind == "gap":
        said = "" if said else "works now: make it an accept example"
    at = f"{case.rule.path}:{case.rule.line}"
    return [f"{at}: {case.id}: {_marked(case.example)}: {said}"] if said else []
