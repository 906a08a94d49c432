//! Every picture of tables that are usual, and of such as are not.

mod tables;

use tables::{
    alignment, comparison, convergence, facts, incentive_profile, months, payout_curves, payouts,
    scaling, sensitivity, sources, stress, table, timing, usual, winners, years,
};

use super::drawing::{Area, Mark, Point};
use super::{Blank, KINDS, Kind, Picture, Width};
use crate::tables::{Table, schema};

/// The picture of that name.
fn drawn(name: &str, table: &Table, budget: Option<f64>) -> Result<Picture, Blank> {
    (Kind::from_name(name).unwrap().draw)(table, &facts(budget))
}

/// Whether two areas have more than an edge in common.
fn overlap(a: &Area, b: &Area) -> bool {
    let slack = 1.0;
    a.left + slack < b.right
        && b.left + slack < a.right
        && a.top + slack < b.bottom
        && b.top + slack < a.bottom
}

/// Everything stands on the page, and no words touch others.
fn is_sound(picture: &Picture) {
    assert!(!picture.title.is_empty() && !picture.title.ends_with('.'), "{}", picture.title);
    for width in [Width::Wide, Width::Narrow] {
        let drawing = picture.drawing(width);
        let page = |point: &Point| {
            let slack = 1.0;
            (-slack..=drawing.width + slack).contains(&point.x)
                && (-slack..=drawing.height + slack).contains(&point.y)
        };
        for mark in &drawing.marks {
            let points: Vec<Point> = match mark {
                Mark::Line { points, .. } | Mark::Shape { points, .. } => points.clone(),
                Mark::Bar { area, .. } => corners(area),
                Mark::Disc { centre, .. } => vec![*centre],
                Mark::Words(label) => corners(&label.area()),
            };
            assert!(points.iter().all(page), "{} {width:?}: off the page: {mark:?}", picture.name);
        }
        let labels = drawing.labels();
        for (i, (text, area)) in labels.iter().enumerate() {
            for (other, its) in &labels[..i] {
                let touch = overlap(area, its);
                assert!(!touch, "{} {width:?}: {text:?} and {other:?} overlap", picture.name);
            }
        }
        is_xml(&picture.svg(width));
    }
}

fn corners(area: &Area) -> Vec<Point> {
    vec![Point { x: area.left, y: area.top }, Point { x: area.right, y: area.bottom }]
}

/// Every tag is closed, and nothing that a name brought along is one.
fn is_xml(text: &str) {
    const KNOWN: [&str; 9] =
        ["svg", "title", "desc", "style", "rect", "text", "polyline", "polygon", "circle"];
    let mut open: Vec<&str> = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(KNOWN.contains(&name), "{name}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn every_usual_picture_is_sound() {
    let shares = [
        ("market", 0.55),
        ("team_factor", 0.23),
        ("attainment", 0.12),
        ("deal_count", 0.08),
        ("score", 0.02),
    ];
    for (name, table) in [
        ("cost", years(&usual())),
        ("exceedance", years(&usual())),
        ("accrual", months(60_000.0, 0.5)),
        ("payout", payouts(4, 21)),
        ("sources", sources(&shares)),
        ("scaling", scaling()),
        ("convergence", convergence(&[100, 200, 500, 1_000, 2_000, 5_000, 10_000])),
    ] {
        for budget in [None, Some(1.65e6), Some(0.1), Some(1e9)] {
            is_sound(&drawn(name, &table, budget).unwrap());
        }
    }
}

#[test]
fn titles_say_what_was_found() {
    let title = |name, table: &Table, budget| {
        drawn(name, table, budget).unwrap().title.replace('\u{A0}', " ")
    };
    // Of 400 values 1.5 million × e^(0.18 z), 29.75 % are above 1.65 million, where z = 0.5295. Their mean is 1.5 million ×
    // e^0.0162, their sd 0.1815 of it: ± 1.966 × 276,650 ÷ 20. Wilson's interval of 119 in 400 is 4.46 points each way.
    assert_eq!(
        title("cost", &years(&usual()), Some(1.65e6)),
        "Variable pay costs $1,524,000 (± 27,000) a year on average; 29.8 % (± 4.5) of years are above the budget of \
         $1.65 million"
    );
    assert_eq!(title("cost", &years(&[5e5; 3]), None), "Variable pay costs $500,000 in every year");
    assert_eq!(
        title("cost", &years(&[5e5]), Some(4e5)),
        "Variable pay costs $500,000 in the one year simulated; every year is above the budget of $400,000"
    );
    // Of type 7 they lie at the ranks 359.1 and 379.05 of 400, from 0: at z = 1.2747 and 1.6336.
    assert_eq!(
        title("exceedance", &years(&usual()), None),
        "1 year in 10 costs more than $1,887,000 (± 59,000) of variable pay, 1 in 20 more than $2,013,000 (± 82,000)"
    );
    assert!(
        title("accrual", &months(60_000.0, 0.0), None)
            .starts_with("Month 2 accrues most: $180,000 on average, the same in 9 years of 10")
    );
    // Of 21 bands alike, 11 are at quota, each known to 0.2 points; that of 100 to 110 % is paid 40,000.
    assert_eq!(
        title("payout", &payouts(1, 21), None),
        "52.4 % (± 2.2 at most) of AE rep-years reach quota; just above it a rep is paid $40,000 (± 700) on average"
    );
    assert_eq!(
        title("sources", &sources(&[("deal_size", 0.25), ("market", 0.75)]), None),
        "Market brings 75.0 % (± 2.0) of the variance of variable pay, size of deals 25.0 % (± 2.0); a larger team does not \
         even out 75.0 % (± 2.0)"
    );
    assert_eq!(
        title("scaling", &scaling(), None),
        "The cost spreads by 17.2 % (± 0.6) of its mean; with twice the heads it would by 16.2 % (± 0.6), and never by less \
         than 15.1 % (± 0.6)"
    );
    // After 10,000 years half the interval is 2,500 of 1.5 million.
    assert_eq!(
        title("convergence", &convergence(&[100, 10_000]), None),
        "After 10,000 years the mean of variable pay is known within ± 0.17 %, its p95 within ± 0.17 %"
    );
}

#[test]
fn every_picture_of_studies_is_sound() {
    for (name, table) in [
        ("alignment", alignment(1)),
        ("alignment", alignment(9)),
        ("incentive", incentive_profile(3, 5_000.0)),
        ("incentive", incentive_profile(1, 0.0)),
        ("timing", timing(420.0)),
        ("timing", timing(-20.0)),
        ("comparison", comparison(&[-25_000.0, 40_000.0])),
        ("comparison", comparison(&[0.0])),
        ("comparison", comparison(&[-9.0, -8.0, -7.0, -6.0, 1e5, 2e5, 3e5, 4e5])),
        ("winners", winners(1, 0.0)),
        ("winners", winners(20, 0.5)),
        ("payout_curves", payout_curves(2)),
        ("payout_curves", payout_curves(9)),
        ("stress", stress(&[40_000.0, -90_000.0, 0.0])),
        ("stress", stress(&[0.0])),
        ("sensitivity", sensitivity(1)),
        ("sensitivity", sensitivity(25)),
    ] {
        is_sound(&drawn(name, &table, None).unwrap());
    }
}

#[test]
fn titles_of_studies_say_what_was_found() {
    let title =
        |name, table: &Table| drawn(name, table, None).unwrap().title.replace('\u{A0}', " ");
    // The third figure of the first team is 0.2 + 2 × 0.1.
    assert_eq!(
        title("alignment", &alignment(2)),
        "AE pay follows skill least: reps' own attainment explains 40.0 % (± 3.0) of its differences"
    );
    // Below quota 19 points of 400 and one of 5,400: 650 on average.
    assert_eq!(
        title("incentive", &incentive_profile(1, 5_000.0)),
        "AE: the next 1 % of quota pays $650 (± 10 at most) just below quota and $600 (± 10 at most) above it; at 100 % pay \
         jumps by $5,000 (± 30)"
    );
    // Most at the last quarter's end: 24 × 420 + 9.
    assert!(title("timing", &timing(420.0)).starts_with("AE reps who"));
    assert!(title("timing", &timing(420.0)).contains(
        "month 9 would gain $10,090 (± 500) a year between them; 31.0 % (± 2.0) of them"
    ));
    assert_eq!(
        title("comparison", &comparison(&[-30_000.0])),
        "Against today's plans <script>alert(\"1\")</script> & 'co', inc. pays $30,000 (± 3,000) or 2.0 % less a year"
    );
    assert_eq!(
        title("winners", &winners(1, 0.51)),
        "Under AE, 51.0 % (± 1.0) of AE rep-years lose more than 5 % of pay; 14.0 % (± 1.0) gain"
    );
    assert!(title("payout_curves", &payout_curves(3)).ends_with(
        "a rep of AE is paid $2,000 (± 100 at most) less a year than today at the same results"
    ));
    assert!(
        title("stress", &stress(&[45_000.0, -90_000.0]))
            .starts_with("AE moves variable pay by +$45,000 (± 9,000) or +3.0 %, ")
    );
    assert_eq!(
        title("sensitivity", &sensitivity(1)),
        "team.AE.attainment.of[0].mean moves variable pay most: $260,000 (± 4,000) from its lower to its higher setting"
    );
}

#[test]
fn what_does_not_vary_has_a_picture_or_a_word() {
    for costs in [vec![5e5], vec![5e5; 50], vec![0.0; 50], vec![-3e4, 5e4], vec![1e15, 2e15, 9e15]]
    {
        is_sound(&drawn("cost", &years(&costs), Some(4e5)).unwrap());
        let exceedance = drawn("exceedance", &years(&costs), Some(4e5));
        match exceedance {
            Ok(picture) => is_sound(&picture),
            Err(Blank(why)) => assert!(why.starts_with("has "), "{why}"),
        }
    }
    is_sound(&drawn("accrual", &months(0.0, 0.0), None).unwrap());
    is_sound(&drawn("accrual", &months(-500.0, 0.5), None).unwrap());
    is_sound(&drawn("payout", &payouts(1, 1), None).unwrap());
    is_sound(&drawn("sources", &sources(&[("market", 1.0)]), None).unwrap());
}

#[test]
fn where_no_deal_is_worth_moving_that_is_said() {
    let Blank(why) = drawn("timing", &timing(0.0), None).unwrap_err();
    assert_eq!(why, "has no rep who gains or loses by moving a deal across a month end");
}

#[test]
fn a_year_far_out_does_not_press_the_others_together() {
    let mut costs = usual();
    costs.extend(usual());
    costs.extend(usual());
    costs.push(40e6);
    let picture = drawn("cost", &years(&costs), None).unwrap();
    is_sound(&picture);
    let drawing = picture.drawing(Width::Wide);
    let told = drawing.labels().iter().any(|(text, _)| text.contains("beyond, at most $40.0"));
    assert!(told, "{:?}", drawing.labels());
}

#[test]
fn many_teams_with_awkward_names_fit() {
    let picture = drawn("payout", &payouts(12, 21), None).unwrap();
    is_sound(&picture);
    let drawing = picture.drawing(Width::Wide);
    assert!(drawing.labels().iter().any(|(text, _)| *text == "4 more in the table"));
    let svg = picture.svg(Width::Wide);
    assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script"));
}

#[test]
fn a_table_without_rows_has_no_picture_but_a_word() {
    let specs = [
        ("cost", schema::years(["variable_pay"]).unwrap()),
        ("exceedance", schema::years(["variable_pay"]).unwrap()),
        ("accrual", schema::months()),
        ("payout", schema::payouts()),
        ("sources", schema::variance_sources()),
        ("scaling", schema::variance_scaling()),
        ("convergence", schema::convergence()),
        ("alignment", schema::alignment()),
        ("incentive", schema::incentive_profile()),
        ("timing", schema::timing()),
        ("comparison", schema::comparison()),
        ("winners", schema::winners_losers()),
        ("payout_curves", schema::payout_curves()),
        ("stress", schema::stress()),
        ("sensitivity", schema::sensitivity()),
    ];
    for (name, spec) in specs {
        let Blank(why) = drawn(name, &table(spec, &[]), None).unwrap_err();
        assert!(why.starts_with("has "), "{name}: {why}");
    }
}

#[test]
fn an_element_in_a_page_takes_its_colours() {
    let picture = drawn("cost", &years(&usual()), None).unwrap();
    let element = picture.svg_element(Width::Wide);
    assert!(element.contains("fill=\"var(--plot-ink,#1F2328)\""));
    assert!(!element.contains("@font-face"), "the page brings the faces");
    assert!(picture.svg(Width::Wide).contains("@font-face"));
}

#[test]
fn png_files_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let picture = drawn("cost", &years(&usual()), Some(1.65e6)).unwrap();
    let path = folder.path().join("cost.png");
    picture.write_png(Width::Narrow, &path).unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    // The header has width and height: 400 units are 800 pixels.
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert_eq!(width, 800);
    assert!(picture.write_png(Width::Narrow, &folder.path().join("none/cost.png")).is_err());
}

#[test]
fn every_name_is_a_file_name_and_there_once_and_its_table_is_declared() {
    for (number, kind) in KINDS.iter().enumerate() {
        assert!(schema::all().iter().any(|spec| spec.name == kind.table), "{}", kind.table);
        assert!(
            kind.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            "{}",
            kind.name
        );
        assert!(!KINDS[..number].iter().any(|other| other.name == kind.name), "{}", kind.name);
    }
}
