"""Plays one restored copy in a kernel of the jail, cell by cell, as far as the checks need it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from tptorch.course import GRADED_PREFIX, nbgrader_of
from tptorch.inside import wire
from tptorch.jail import Kernel, Reply
from tptorch.outputs import Shown, Spent
from tptorch.student import CopyError

CELL_SECONDS = 60.0
CALL_SECONDS = 10.0
# After a first cut the copy is known to loop: it may not spend on the same loop what its other exercises need.
CELL_SECONDS_AFTER_CUT = 10.0
CALL_SECONDS_AFTER_CUT = 2.0
COPY_SECONDS = 120.0


@dataclass(frozen=True)
class Budget:
    """Seconds a copy may take, from what the reference takes on this machine."""

    cells: dict[str, float] = field(default_factory=dict)  # grade_id or cell id -> the reference's seconds
    reference: float = 0.0

    def of_cell(self, cell: NotebookNode, *, after_cut: bool = False) -> float:
        """Ten times the reference, and at least a minute (less once a cell had to be cut)."""
        least = min(CELL_SECONDS, CELL_SECONDS_AFTER_CUT) if after_cut else CELL_SECONDS
        return max(least, 10 * self.cells.get(name_of(cell), 0.0))

    @property
    def of_copy(self) -> float:
        """Five times the reference, and two minutes more."""
        return COPY_SECONDS + 5 * self.reference


def name_of(cell: NotebookNode) -> str:
    """What a cell is known by: its ``grade_id``, else its id."""
    return nbgrader_of(cell).get("grade_id") or cell.id


class Play:
    """One copy being played: ``at(exercise)`` plays up to its graded cell and gives the copy as it stands there."""

    def __init__(self, notebook: NotebookNode, kernel: Kernel, budget: Budget) -> None:
        self.notebook = notebook
        self.kernel = kernel
        self.budget = budget
        self.seconds: dict[str, float] = {}
        self.stopped = ""  # why nothing more can be played, in French
        self.slow: set[str] = set()  # exercises of which a call had to be cut
        self._deadline = time.monotonic() + budget.of_copy
        self._played = self._play_cells()
        self._reached: set[str] = set()
        self._cut = False
        self._spent = Spent()

    def at(self, exercise: str) -> "PlayedCopy":
        """The copy as it stood at the graded cell of ``exercise``."""
        graded_id = GRADED_PREFIX + exercise
        while graded_id not in self._reached and (name := next(self._played, None)) is not None:
            self._reached.add(name)
        return PlayedCopy(self, exercise)

    def finish(self) -> None:
        """Play what is left."""
        for name in self._played:
            self._reached.add(name)

    def ask(self, request: dict[str, Any], frames: wire.Frames, seconds: float) -> Reply:
        """One question of a check, within its budget and the copy's."""
        return self.kernel.ask(request, frames, min(seconds, self._left()))

    def _left(self) -> float:
        return max(0.1, self._deadline - time.monotonic())

    def _play_cells(self) -> Iterator[str]:
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if not self.stopped:
                    self._play(cell)
            yield nbgrader_of(cell).get("grade_id") or ""  # never the cell's own id, which a copy chooses

    def _play(self, cell: NotebookNode) -> None:
        shown = Shown(self._spent)
        began = time.monotonic()
        allowed = min(self.budget.of_cell(cell, after_cut=self._cut), self._left())
        reply = self.kernel.execute(cell.source, allowed, shown.add)
        self.seconds[name_of(cell)] = time.monotonic() - began
        if reply.outcome == "timeout":
            self._cut = True
            shown.say(_cut_message(allowed, shown))
        if not self.kernel.alive:
            self.stopped = f"Votre notebook s'est arrêté à la cellule « {name_of(cell)} » : {_DEATHS[reply.outcome]}"
            shown.say(f"\n{self.stopped} Les cellules suivantes n'ont pas été exécutées.\n")
        elif time.monotonic() >= self._deadline:
            self.stopped = f"Le temps accordé à votre copie ({self.budget.of_copy:.0f} s) est écoulé."
            shown.say(f"\n{self.stopped} Les cellules suivantes n'ont pas été exécutées.\n")
        cell.outputs = shown.outputs


class PlayedCopy:
    """The transport from a check to the copy being played."""

    def __init__(self, play: Play, exercise: str) -> None:
        self._play = play
        self._exercise = exercise

    def ask(self, request: dict[str, Any], frames: wire.Frames) -> tuple[dict[str, Any], wire.Frames]:
        """One question; raises ``CopyError`` with the French reason when no answer comes."""
        if self._play.stopped:
            raise CopyError(self._play.stopped)
        seconds = min(CALL_SECONDS, CALL_SECONDS_AFTER_CUT) if self._exercise in self._play.slow else CALL_SECONDS
        reply = self._play.ask(request, frames, seconds)
        if reply.outcome in ("ok", "error"):
            return reply.content, reply.frames
        if not self._play.kernel.alive:
            self._play.stopped = f"Votre notebook s'est arrêté pendant une vérification : {_DEATHS[reply.outcome]}"
        if reply.outcome == "timeout":
            self._play.slow.add(self._exercise)
            raise CopyError(f"Pas de réponse en {seconds:.0f} secondes : une boucle sans fin ?")
        raise CopyError(self._play.stopped)


_DEATHS = {
    "ok": "il a mis fin à son propre processus.",
    "error": "il a mis fin à son propre processus.",
    "dead": "son processus a pris fin (exit, ou erreur grave).",
    "memory": "il a demandé plus de mémoire que permis.",
    "timeout": "il n'a pas rendu la main à temps, même interrompu.",
}


def _cut_message(seconds: float, shown: Shown) -> str:
    if shown.cut:
        return "\nCette cellule a été interrompue : elle affiche trop de choses.\n"
    return f"\nCette cellule a été interrompue après {seconds:.0f} secondes : une boucle sans fin ?\n"
