import typer

from .board import scoreboard

typer.run(scoreboard)
