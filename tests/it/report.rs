//! `report` and `simulate --report`: the page, its file, and how a browser takes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::place::Place;

fn with_results(more: &str) -> Place {
    let place = Place::new();
    place.done(&format!("simulate --quiet --years 300 --out out {more}"));
    place
}

#[test]
fn the_answer_comes_first_and_every_table_is_explained() {
    let place = with_results("");
    assert_eq!(place.done("report out"), "Report: out/report.html\n");
    let page = place.read("out/report.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Variable pay costs $") < at("<section id=\"cost\">"));
    assert!(at("<section id=\"cost\">") < at("<section id=\"assumptions\">"));
    assert!(at("<section id=\"method\">") < at("<section id=\"dictionary\">"));
    assert!(page.contains("The budget of $1.65\u{A0}million is exceeded in "));
    for table in ["summary", "years", "months", "payouts"] {
        assert!(page.contains(&format!("<summary><code>{table}</code>, ")), "{table}");
    }
    // Each picture stands there for a page and for a phone, with its title and description and with its numbers.
    let pictures = page.matches("<svg xmlns").count();
    assert_eq!(pictures, 2 * page.matches("<figure>").count());
    assert_eq!(page.matches("<desc>").count(), pictures);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

#[test]
fn a_comparison_has_its_candidates_and_curves() {
    let place = Place::new();
    place.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("configs"));
    place.done("compare --study studies/ae-next-year.toml --quiet --years 300 --out out");
    place.done("report out --quiet");
    let page = place.read("out/report.html");
    for section in ["candidates", "winners", "panel"] {
        assert!(page.contains(&format!("<section id=\"{section}\">")), "{section}");
    }
    assert!(!page.contains("<section id=\"cost\">"), "a comparison has no such tables");
    assert!(page.contains("\"name\":\"today\",\"points\":[["), "curves for the script");
    assert!(
        page.contains("<th scope=\"col\" class=\"number\"><bdi>today</bdi></th>"),
        "and without it"
    );
}

#[test]
fn simulate_writes_it_right_after_the_run() {
    let place = with_results("--report");
    let beside = place.read("out/report.html");
    place.done("report out --out again.html --quiet");
    assert!(beside == place.read("again.html"), "the same results give the same page");
    let refused = place.run("simulate --report --shard 1/2 --out part");
    assert_eq!(refused.code, Some(2));
}

#[test]
fn a_single_year_and_tables_left_out() {
    let place = Place::new();
    place.done("simulate --quiet --years 1 --out one --report");
    assert!(
        place.read("one/report.html").contains("There is no picture: the table years has one year")
    );
    place.done("simulate --quiet --years 100 --out bare --tables summary --report");
    let page = place.read("bare/report.html");
    assert!(page.contains("Variable pay costs $") && !page.contains("<figure>"));
}

#[test]
fn only_a_report_is_replaced_and_only_with_force() {
    let place = with_results("--report");
    place.write("mine.html", "<p>mine</p>");
    place.write("file", "");
    for (command, words) in [
        (
            "report out",
            "report.html is there already; expected a new name: name another, or replace it with --force",
        ),
        (
            "report out --out mine.html",
            "mine.html is there already, and is not one that --force replaces",
        ),
        (
            "report out --out mine.html --force",
            "mine.html is there already, and is not one that --force replaces",
        ),
        ("report out --out nowhere/report.html", "there is no folder nowhere"),
        ("report out --out file/report.html", "file is not a folder"),
        (
            "report out --out out --force",
            "out is there already, and is not one that --force replaces",
        ),
        ("report nowhere", "holds no results of paycurve"),
        ("report file", "holds no results of paycurve"),
    ] {
        let refused = place.run(command);
        assert_eq!(refused.code, Some(2), "{command}: {}", refused.stderr);
        assert!(refused.stderr.contains(words), "{command}: {}", refused.stderr);
    }
    assert_eq!(place.read("mine.html"), "<p>mine</p>");
    place.done("report out --force --quiet");
    assert!(!place.names().iter().any(|name| name.contains("unfinished")));
}

/// On paper tables that are long stay folded: a line says where their numbers are. A run of the example takes 16 with all of
/// its sections, some 10 with these.
#[test]
fn on_paper_it_is_short() {
    let place = with_results("--report");
    let page = place.read("out/report.html");
    assert!(page.contains(
        "<p class=\"note on-paper\">The numbers of this picture are in tables&#x2f;months.csv.</p>"
    ));
    assert!(page.contains("<details class=\"short\">"), "quantiles of the cost are printed");
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium here to print the report with");
        return;
    };
    let mut print = Command::new(browser);
    print.args(["--headless", "--no-sandbox", "--disable-gpu"]);
    print.arg(format!("--user-data-dir={}", place.at("printing").display()));
    print.arg(format!("--print-to-pdf={}", place.at("report.pdf").display()));
    print.arg(format!("file://{}", place.at("out/report.html").display()));
    assert!(print.output().unwrap().status.success());
    let pdf = fs::read(place.at("report.pdf")).unwrap();
    let mark = b"/Type /Page\n";
    let pages = pdf.windows(mark.len()).filter(|it| *it == mark).count();
    assert!((4..=14).contains(&pages), "{pages} pages");
}

/// What the page says of itself to the page that holds it: faults, and how wide it is.
const PROBE: &str = "<script>(function(){var faults=[];\
    window.onerror=function(words){faults.push(words)};\
    console.error=function(words){faults.push(String(words))};\
    document.addEventListener('securitypolicyviolation',function(it){faults.push('refused '+it.blockedURI)});\
    window.addEventListener('load',function(){var slider=document.getElementById('curves-slider');\
    var before=document.getElementById('curves-pays').textContent;\
    slider.value=slider.min;slider.dispatchEvent(new Event('input'));\
    var after=document.getElementById('curves-pays').textContent;\
    parent.postMessage(innerWidth+' wide, '+(document.documentElement.scrollWidth>document.documentElement.clientWidth?'overflows':'fits')+', '\
    +(before&&after&&before!==after?'curves read':'curves dead')+', faults: '+faults.join('; '),'*')})})()</script>";

/// In a browser: no fault, no overflow at the widths of a phone and of a desk, and the slider reads other pay.
#[test]
fn a_browser_takes_it_without_fault() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium here to look at the report with");
        return;
    };
    let place = with_results("--report");
    let page = place.read("out/report.html").replace("<head>", &format!("<head>{PROBE}"));
    place.write("probed.html", &page);
    let frame = |width| {
        format!(
            "<iframe src=\"probed.html\" style=\"width:{width}px;height:800px;border:0\"></iframe>"
        )
    };
    let host = "<!doctype html><body><script>addEventListener('message',function(it){\
        var line=document.createElement('p');line.textContent='['+it.data+']';document.body.append(line)})</script>";
    place.write("host.html", &format!("{host}{}{}</body>", frame(390), frame(1440)));
    let seen = seen(&browser, &place);
    for width in [390, 1440] {
        let expected = format!("[{width} wide, fits, curves read, faults: ]");
        assert!(
            seen.contains(&expected),
            "{width} px: {}",
            seen.lines().last().unwrap_or_default()
        );
    }
}

/// The host page as the browser leaves it.
fn seen(browser: &Path, place: &Place) -> String {
    let profile = place.at("profile");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(["--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("file://{}", place.at("host.html").display()))
        .output()
        .unwrap();
    let _ = fs::remove_dir_all(profile);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Chromium, where it is installed.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |it| it.join(name)))
        .find(|it| it.is_file())
}
