"""The peer from PyPI: scipy's linear_sum_assignment, every place of a helper a column of its own.

Reads problems from stdin: a line of JSON {"needs", "helpers", "places"}, then the costs as 32-bit
whole numbers row by row. After it every line `run` is answered with {"ms", "cost"}: processor
milliseconds of this thread, and the sum. Writing the table out place by place is not counted. Ends
with MISSING when the package is not installed.
"""

import json
import sys
import time

MISSING = 3


def main():
    try:
        import numpy
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(MISSING)
    stdin = sys.stdin.buffer
    table = None
    while line := stdin.readline():
        if line.strip() != b"run":
            task = json.loads(line)
            needs, helpers = task["needs"], task["helpers"]
            costs = numpy.frombuffer(stdin.read(4 * needs * helpers), dtype="<i4").reshape(needs, helpers)
            table = numpy.ascontiguousarray(numpy.repeat(costs, task["places"], axis=1), dtype=float)
            continue
        begun = time.thread_time()
        rows, columns = linear_sum_assignment(table)
        took = (time.thread_time() - begun) * 1000
        print(json.dumps({"ms": took, "cost": int(table[rows, columns].sum())}), flush=True)


main()
