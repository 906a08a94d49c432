#!/usr/bin/env python3
"""How a run's time grows with years, reps and accounts: the exponent of each, by least squares on logarithms.

    python3 benches/scaling.py [--program target/release/paycurve] [--most-years 1000000] [--rounds 3]

The company is the reference workload with other numbers of heads, accounts or years. A run's time is the least of
the rounds, less that of a run of one year: loading, and what is done once. An exponent of 1 is linear growth; the
error is that of the fit.
"""
import argparse, math, os, re, subprocess, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
ap = argparse.ArgumentParser(description="The exponents of time in years, reps and accounts.")
ap.add_argument("--program", default=os.path.join(here, "..", "target", "release", "paycurve"))
ap.add_argument("--most-years", type=int, default=1_000_000)
ap.add_argument("--rounds", type=int, default=3)
a = ap.parse_args()
reference = os.path.join(here, "reference")


def company(folder, aes=24, ams=12, accounts=40):
    """The reference workload with so many heads and accounts a rep, without a team of none; the path of its file."""
    with open(os.path.join(reference, "company.toml")) as file:
        text = file.read()
    if not ams:
        text = text[:text.index('[[team]]\nname = "AM"')]
    for plan in ("ae.toml", "am.toml"):
        text = text.replace(f'"{plan}"', f"'{os.path.join(reference, plan)}'")
    text = re.sub(r"headcount = 24\b", f"headcount = {aes}", text)
    text = re.sub(r"headcount = 12\b", f"headcount = {ams}", text)
    text = re.sub(r"accounts = 40\b", f"accounts = {accounts}", text)
    path = os.path.join(folder, "company.toml")
    with open(path, "w") as file:
        file.write(text)
    return path


def seconds(path, years, folder):
    """Wall seconds of the whole process, the least of the rounds."""
    command = [os.path.abspath(a.program), "simulate", path, "--years", str(years), "--tables", "summary", "--quiet",
               "--force", "--out", os.path.join(folder, "out")]
    best = math.inf
    for _ in range(a.rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best


def exponent(points):
    """Slope of log time on log size, and its standard error."""
    xs, ys = zip(*((math.log(size), math.log(time)) for size, time in points))
    n, mx, my = len(xs), sum(xs) / len(xs), sum(ys) / len(ys)
    sxx = sum((x - mx) ** 2 for x in xs)
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sxx
    rest = sum((y - my - slope * (x - mx)) ** 2 for x, y in zip(xs, ys))
    return slope, math.sqrt(rest / (n - 2) / sxx)


def report(what, unit, sizes, run):
    points = [(size, run(size)) for size in sizes]
    for size, time in points:
        print(f"  {size:>9,} {unit:<18} {time:9.3g} s")
    slope, error = exponent(points)
    print(f"time grows with {what} to the power of {slope:.2f} (standard error {error:.2f})\n")


with tempfile.TemporaryDirectory() as folder:
    def net(years, **changes):
        path = company(folder, **changes)
        return max(seconds(path, years, folder) - seconds(path, 1, folder), 1e-4)

    def a_year(years, **changes):
        return net(years, **changes) / years

    years = [10 ** power for power in range(3, 10) if 10 ** power <= a.most_years]
    report("years", "years", years, net)
    # From the same work a point: fewer years of more heads or accounts.
    report("reps", "reps, a year", [1, 3, 10, 30, 100, 300, 1_000],
           lambda reps: a_year(400_000 // reps, aes=reps, ams=0))
    report("accounts", "accounts a rep", [10, 30, 100, 300, 1_000, 3_000],
           lambda accounts: a_year(400_000 // accounts, aes=1, accounts=accounts))
