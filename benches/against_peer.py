#!/usr/bin/env python3
"""Holds the program against an independent NumPy/Numba implementation of the reference workload.

    python3 benches/against_peer.py PEER [--program target/release/paycurve] [--years 200000] [--seed 1]

PEER is a script called as `PEER numpy|numba --years N --seed S` that prints `team,metric,statistic,value` and, on
standard error, its seconds of sampling and payout. Two parts:

1. Agreement. Every statistic of the peer beside the program's, with the difference in combined standard errors
   (z). The program's own 95 % interval gives its error; the peer's is taken to be the same, since both ran as
   many years. A quantile of a lattice figure (logo retention) may differ by one step.
2. Speed and memory. Wall time and peak memory of the program's whole process against the peer's seconds, as
   ratios, three rounds in turn, medians.

Needs NumPy and Numba for the peer. Ends with 1 if a statistic differs by more than 4 combined standard errors.
"""
import argparse, csv, io, math, os, re, statistics, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
ap = argparse.ArgumentParser(description="Agreement with, and speed against, an independent implementation.")
ap.add_argument("peer")
ap.add_argument("--program", default=os.path.join(here, "..", "target", "release", "paycurve"))
ap.add_argument("--years", type=int, default=200_000)
ap.add_argument("--seed", type=int, default=1)
ap.add_argument("--rounds", type=int, default=3)
a = ap.parse_args()
company = os.path.join(here, "reference", "company.toml")
LATTICE = {"logo_retention": 1 / 480}          # one account of 480


def run_peer(how):
    p = subprocess.run([sys.executable, a.peer, how, "--years", str(a.years), "--seed", str(a.seed)],
                       capture_output=True, text=True, check=True)
    seconds = float(re.search(r"seconds: ([0-9.]+)", p.stderr)[1])
    return {tuple(r[:3]): float(r[3]) for r in list(csv.reader(io.StringIO(p.stdout)))[1:]}, seconds


def run_program(tables):
    """Statistics, wall seconds and peak memory in MB of the whole process."""
    with tempfile.TemporaryDirectory() as scratch:
        out = os.path.join(scratch, "out")
        begin = time.perf_counter()
        pid = os.posix_spawn(a.program, [a.program, "simulate", company, "--years", str(a.years), "--seed", str(a.seed),
                                         "--tables", tables, "--quiet", "--out", out], os.environ)
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - begin
        if status:
            sys.exit(f"{a.program} ended with {os.waitstatus_to_exitcode(status)}")
        with open(os.path.join(out, "tables", "summary.csv"), newline="") as f:
            rows = {(r["team"], r["metric"], r["statistic"]): r for r in csv.DictReader(f)}
    return rows, seconds, usage.ru_maxrss / 1024


def compare(peer, rows):
    worst, bad = 0.0, 0
    print(f"{'team':8} {'metric':15} {'statistic':11} {'program':>16} {'peer':>16} {'z':>6}")
    for key, theirs in peer.items():
        row = rows.get(key)
        if row is None:
            print(f"{key[0]:8} {key[1]:15} {key[2]:11} {'missing':>16} {theirs:16.6f}")
            bad += 1
            continue
        ours = float(row["value"])
        half = (float(row["ci_high"]) - float(row["ci_low"])) / 2 if row["ci_low"] else 0.0
        error = math.sqrt(2) * half / 1.96
        difference = abs(ours - theirs)
        if key[1] in LATTICE and key[2].startswith("p"):
            difference = max(0.0, difference - LATTICE[key[1]] * 1.000001)
        z = difference / error if error else (0.0 if difference <= 1e-9 * max(1.0, abs(theirs)) else math.inf)
        worst, bad = max(worst, z), bad + (z > 4)
        print(f"{key[0]:8} {key[1]:15} {key[2]:11} {ours:16.6f} {theirs:16.6f} {z:6.2f}{'  <<<' if z > 4 else ''}")
    print(f"\n{len(peer)} statistics, largest difference {worst:.2f} combined standard errors, {bad} beyond 4\n")
    return bad


rounds = []
for i in range(a.rounds):
    numpy_rows, numpy_s = run_peer("numpy")
    numba_rows, numba_s = run_peer("numba")
    rows, own_s, memory = run_program("summary")
    rounds.append((own_s, numpy_s, numba_s, memory))
bad = compare(numba_rows, rows)
own_s, numpy_s, numba_s, memory = (statistics.median(column) for column in zip(*rounds))
_, all_s, all_memory = run_program("summary,years,months,payouts")
print(f"{a.years:,} years, medians of {a.rounds} rounds in turn: program {own_s:.2f} s whole process ({memory:.0f} MB), "
      f"NumPy {numpy_s:.2f} s, Numba {numba_s:.2f} s")
print(f"speed: {numpy_s / own_s:.2f} x the NumPy peer, {numba_s / own_s:.2f} x the Numba peer")
print(f"all tables: {all_s:.2f} s, {all_memory:.0f} MB")
sys.exit(bool(bad))
