"""Run a pure module of the app in node: what the phone computes beside what the server computes."""

import json
import shutil
import subprocess
from typing import Any

from django.conf import settings

from tests.services import missing

SOURCE = settings.BASE_DIR / "assets" / "capture"


def in_node(module: str, expression: str, given: Any) -> Any:
    """The value of ``expression``, in which ``m`` is the module and ``a`` what is given (JSON)."""
    node = shutil.which("node")
    if node is None:
        missing("node")
    script = f"""
import * as m from "{(SOURCE / module).as_uri()}";
let text = "";
for await (const piece of process.stdin) text += piece;
const a = JSON.parse(text);
process.stdout.write(JSON.stringify({expression}));
"""
    done = subprocess.run(
        [str(node), "--input-type=module", "-e", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
