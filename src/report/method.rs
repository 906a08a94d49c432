//! How the numbers come about, in plain words: only of what the run did.

use crate::tables::FinishedRun;

/// A table, and what has to be said of the numbers in it.
const OF_TABLES: [(&str, &str); 9] = [
    (
        "variance_sources",
        "Shares of the spread come from drawing one source of chance anew while all others stay as they were (Sobol' \
         indices): alone, together with all others, and shared out evenly (Shapley).",
    ),
    (
        "months",
        "Accrual is counted in the month in which pay is earned; cash is what is paid out, later where the plan says so.",
    ),
    (
        "payouts",
        "Rep-years are sorted into bands of attainment (bookings ÷ quota), ten points wide; a band shows what its reps are \
         paid on average, and what 8 of 10 of them are paid.",
    ),
    (
        "alignment",
        "What a plan rewards is measured on reps who held their seat all year. Luck is told from skill by drawing the \
         market and each rep's luck anew for the same rep. What the next sale pays is found by scaling every sale of a year \
         by one factor.",
    ),
    (
        "comparison",
        "Candidates are compared on the same years with the same results: nobody sells more or less because the plan is \
         another. Differences and their intervals are paired year by year; a plan against itself differs by exactly 0.",
    ),
    (
        "choice",
        "The best candidate is chosen by a sequential procedure (Kim and Nelson), which simulates further years only for \
         candidates still in doubt.",
    ),
    (
        "stress",
        "A stress changes numbers of the company's files; the changed company is run on the same synthetic years as the \
         base, and differences are paired year by year.",
    ),
    (
        "sensitivity",
        "Each number of the files is set lower and higher, all others as they are, on the same synthetic years. The swing is \
         the higher setting less the lower.",
    ),
    (
        "brief",
        "The answers of the brief come from whole simulations of the company as it is and as each question changes it, on \
         the same synthetic years.",
    ),
];

/// The paragraphs of a run.
pub(super) fn of(run: &FinishedRun) -> Vec<&'static str> {
    let mut paragraphs = Vec::new();
    if run.record().years.is_some() {
        paragraphs.extend([
            "The company's year is drawn thousands of times: the market, each rep's results, deals, renewals and churn, people \
             who leave and are replaced, all from the distributions that the company file states. Every draw is fixed by the \
             seed, so that the same files and seed give the same numbers on any machine.",
            "Every synthetic year is paid by the plans as they are written, rep by rep and month by month, in whole cents. What \
             varies between years is chance; what the plans pay for given results is exact.",
            "A 95 % interval says how far an estimate may be off because only so many years were simulated. It does not say how \
             far a single year may be from the mean: that is the spread, shown by quantiles such as p05 and p95. p95 is what 1 \
             year in 20 exceeds.",
            "The numbers are as good as the company file: an assumption that is wrong there is wrong here. Reps are taken to \
             behave alike under every plan.",
        ]);
    }
    paragraphs
        .extend(OF_TABLES.iter().filter(|(table, _)| run.has(table)).map(|(_, words)| *words));
    paragraphs
}
