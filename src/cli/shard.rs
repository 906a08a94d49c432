//! Which part of the years a process runs: said, or read from what a cluster tells its array jobs.

use crate::simulate::{MOST_SHARDS, Shard};

/// What the command line says of the shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// `i/n`.
    Part(Shard),
    /// `auto`, or `auto/n`.
    Auto(Option<u32>),
}

/// `2/7`, `auto` or `auto/7`.
pub(super) fn asked(text: &str) -> Result<Asked, String> {
    let expected = || {
        format!(
            "expected a part of so many, such as 2/7 (parts from 1, at most {MOST_SHARDS}), or auto, auto/7"
        )
    };
    let count = |text: &str| text.parse().ok().filter(|of| (1..=MOST_SHARDS).contains(of));
    match text.split_once('/') {
        None if text == "auto" => Ok(Asked::Auto(None)),
        None => Err(expected()),
        Some(("auto", of)) => count(of).map(|of| Asked::Auto(Some(of))).ok_or_else(expected),
        Some((number, of)) => {
            let shard = number.parse().ok().zip(count(of));
            shard.and_then(|(i, n)| Shard::new(i, n)).map(Asked::Part).ok_or_else(expected)
        }
    }
}

/// A place in an array of jobs.
struct Place {
    /// Which job, from 1.
    number: u32,
    /// How many there are; none where the cluster does not say.
    of: Option<u32>,
    /// The variable that says which.
    variable: &'static str,
}

const SLURM: &str = "SLURM_ARRAY_TASK_ID";
const KUBERNETES: &str = "JOB_COMPLETION_INDEX";
const AWS: &str = "AWS_BATCH_JOB_ARRAY_INDEX";

impl Asked {
    /// The part that is meant; `variable` reads the environment.
    pub fn shard(self, variable: &dyn Fn(&str) -> Option<String>) -> Result<Shard, String> {
        let said = match self {
            Self::Part(shard) => return Ok(shard),
            Self::Auto(said) => said,
        };
        let environment = Environment(variable);
        let found = [slurm(&environment)?, kubernetes(&environment)?, aws(&environment)?];
        let places: Vec<Place> = found.into_iter().flatten().collect();
        let [place] = places.as_slice() else {
            let names: Vec<&str> = places.iter().map(|place| place.variable).collect();
            return Err(if names.is_empty() {
                format!(
                    "--shard auto finds no array job: none of {SLURM}, {KUBERNETES} and {AWS} is set; \
                     say which part this is, such as --shard 2/7"
                )
            } else {
                format!(
                    "--shard auto finds more than one array job ({}); say which part this is, such as --shard 2/7",
                    names.join(", ")
                )
            });
        };
        let of = match (place.of, said) {
            (Some(counted), Some(said)) if counted != said => {
                return Err(format!(
                    "--shard auto/{said}, but the array of {} has {counted} jobs; leave /{said} out, or submit {said}",
                    place.variable
                ));
            }
            (Some(of), _) | (None, Some(of)) => of,
            (None, None) => {
                return Err(format!(
                    "--shard auto: {} does not say how many jobs there are; say it, such as --shard auto/7",
                    place.variable
                ));
            }
        };
        Shard::new(place.number, of).ok_or_else(|| {
            let index = (self.zero_based(place)).unwrap_or(place.number);
            format!(
                "--shard auto: {} is {index}, which is none of {of} jobs (at most {MOST_SHARDS}); say the count of jobs \
                 that were submitted",
                place.variable
            )
        })
    }

    fn zero_based(self, place: &Place) -> Option<u32> {
        (place.variable != SLURM).then(|| place.number - 1)
    }
}

/// The environment of the process.
struct Environment<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Environment<'_> {
    /// A whole number; none where it is not set.
    fn number(&self, name: &str) -> Result<Option<u32>, String> {
        let Some(text) = (self.0)(name).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let number = text.parse().ok().filter(|number| *number < u32::MAX);
        number.map(Some).ok_or_else(|| {
            format!("--shard auto: {name} is {text:?}, expected a whole number; say which part this is, such as --shard 2/7")
        })
    }
}

/// `sbatch --array=1-7`, or any other evenly spaced numbers.
fn slurm(environment: &Environment<'_>) -> Result<Option<Place>, String> {
    let Some(id) = environment.number(SLURM)? else { return Ok(None) };
    let name = |end| format!("SLURM_ARRAY_TASK_{end}");
    let [least, most, count] = [
        environment.number(&name("MIN"))?,
        environment.number(&name("MAX"))?,
        environment.number(&name("COUNT"))?,
    ];
    let (Some(least), Some(most), Some(count)) = (least, most, count) else {
        return Err(format!(
            "--shard auto: {SLURM} is set, but not SLURM_ARRAY_TASK_MIN, _MAX and _COUNT; say which part this is, \
             such as --shard 2/7"
        ));
    };
    let odd = || {
        format!(
            "--shard auto: the array's {count} numbers from {least} to {most} are not evenly spaced (this is {id}); \
             submit --array=1-{count}, or say which part this is"
        )
    };
    let steps = count.saturating_sub(1);
    let span = most.checked_sub(least).ok_or_else(odd)?;
    let step = span.checked_div(steps).unwrap_or(1);
    let before = id.checked_sub(least).ok_or_else(odd)?;
    if step == 0
        || u64::from(step) * u64::from(steps) != u64::from(span)
        || before % step != 0
        || id > most
    {
        return Err(odd());
    }
    Ok(Some(Place { number: before / step + 1, of: Some(count), variable: SLURM }))
}

/// An indexed job: from 0, and silent about how many there are.
fn kubernetes(environment: &Environment<'_>) -> Result<Option<Place>, String> {
    let index = environment.number(KUBERNETES)?;
    Ok(index.map(|index| Place { number: index + 1, of: None, variable: KUBERNETES }))
}

/// An array job of AWS Batch: from 0.
fn aws(environment: &Environment<'_>) -> Result<Option<Place>, String> {
    let Some(index) = environment.number(AWS)? else { return Ok(None) };
    let of = environment.number("AWS_BATCH_JOB_ARRAY_SIZE")?;
    Ok(Some(Place { number: index + 1, of, variable: AWS }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of an option in an environment.
    fn read(option: &str, environment: &[(&str, &str)]) -> Result<String, String> {
        let variable = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        asked(option)?.shard(&variable).map(|shard| shard.to_string())
    }

    fn slurm_array(
        id: &'static str,
        min: &'static str,
        max: &'static str,
        count: &'static str,
    ) -> [(&'static str, &'static str); 4] {
        [
            ("SLURM_ARRAY_TASK_ID", id),
            ("SLURM_ARRAY_TASK_MIN", min),
            ("SLURM_ARRAY_TASK_MAX", max),
            ("SLURM_ARRAY_TASK_COUNT", count),
        ]
    }

    #[test]
    fn parts() {
        for (option, environment, expected) in [
            ("2/7", &[][..], "2/7"),
            ("2/7", &[("JOB_COMPLETION_INDEX", "5")], "2/7"),
            ("auto", &slurm_array("3", "1", "7", "7"), "3/7"),
            ("auto/7", &slurm_array("0", "0", "6", "7"), "1/7"),
            // --array=10-30:10
            ("auto", &slurm_array("30", "10", "30", "3"), "3/3"),
            ("auto", &slurm_array("4", "4", "4", "1"), "1/1"),
            ("auto/7", &[("JOB_COMPLETION_INDEX", "6")], "7/7"),
            (
                "auto",
                &[("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "2")],
                "1/2",
            ),
            ("auto/3", &[("AWS_BATCH_JOB_ARRAY_INDEX", "1")], "2/3"),
        ] {
            assert_eq!(
                read(option, environment).as_deref(),
                Ok(expected),
                "{option} {environment:?}"
            );
        }
    }

    #[test]
    fn refusals() {
        let kubernetes = ("JOB_COMPLETION_INDEX", "7");
        let aws = ("AWS_BATCH_JOB_ARRAY_INDEX", "1");
        for (option, environment, words) in [
            ("0/7", &[][..], "expected a part of so many, such as 2/7"),
            ("8/7", &[], "expected a part"),
            ("2", &[], "expected a part"),
            ("2/0", &[], "expected a part"),
            ("2/20000", &[], "at most 10000"),
            ("auto/x", &[], "expected a part"),
            ("auto", &[], "finds no array job"),
            (
                "auto",
                &[kubernetes],
                "does not say how many jobs there are; say it, such as --shard auto/7",
            ),
            ("auto/7", &[kubernetes], "JOB_COMPLETION_INDEX is 7, which is none of 7 jobs"),
            ("auto", &[("JOB_COMPLETION_INDEX", "one")], "is \"one\", expected a whole number"),
            (
                "auto/9",
                &[kubernetes, aws],
                "more than one array job (JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX)",
            ),
            (
                "auto/9",
                &[aws, ("AWS_BATCH_JOB_ARRAY_SIZE", "7")],
                "the array of AWS_BATCH_JOB_ARRAY_INDEX has 7 jobs",
            ),
            ("auto", &[("SLURM_ARRAY_TASK_ID", "1")], "not SLURM_ARRAY_TASK_MIN, _MAX and _COUNT"),
            // --array=1,2,9
            (
                "auto",
                &slurm_array("2", "1", "9", "3"),
                "3 numbers from 1 to 9 are not evenly spaced (this is 2)",
            ),
            ("auto", &slurm_array("2", "1", "1", "3"), "not evenly spaced"),
        ] {
            let refused = read(option, environment).unwrap_err();
            assert!(refused.contains(words), "{option} {environment:?}: {refused}");
        }
    }
}
