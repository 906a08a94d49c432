//! A table of LaTeX.

use super::figure::{Figure, is_number};
use super::selection::Selection;
use crate::tables::{Table, Units};

/// A `tabular` between the rules of booktabs, one line a row.
pub(super) fn typeset(table: &Table, selection: &Selection) -> String {
    let (units, spec) = (Units::of(table), table.spec());
    let declared = || selection.columns.iter().map(|place| &spec.columns[*place]);
    let sides: String =
        declared().map(|column| if is_number(column.kind) { 'r' } else { 'l' }).collect();
    let heading = line(declared().map(|column| escaped(&column.name)));
    let mut text = format!(
        "% \\usepackage{{booktabs}}\n\\begin{{tabular}}{{{sides}}}\n\\toprule\n{heading}\\midrule\n"
    );
    for row in &selection.rows {
        text += &line(selection.columns.iter().map(|place| {
            in_words(&Figure::of(&table.columns()[*place], *row, units.at(*place, *row)))
        }));
    }
    text + "\\bottomrule\n\\end{tabular}\n"
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("{} \\\\\n", cells.join(" & "))
}

fn in_words(figure: &Figure<'_>) -> String {
    // A hyphen is no minus sign.
    let signed = |number: &str| match number.strip_prefix('-') {
        Some(digits) => format!("$-${digits}"),
        None => number.to_owned(),
    };
    match figure {
        Figure::Name(name) => escaped(name),
        Figure::Number(number) => signed(number),
        Figure::Percent(number) => format!("{}\\,\\%", signed(number)),
        Figure::Empty => String::new(),
    }
}

/// A name as plain text: no character of it is a command, an argument or half of a ligature.
fn escaped(name: &str) -> String {
    let mut text = String::new();
    for character in name.chars() {
        match character {
            '\\' => text += "\\textbackslash{}",
            '~' => text += "\\textasciitilde{}",
            '^' => text += "\\textasciicircum{}",
            '<' => text += "\\textless{}",
            '>' => text += "\\textgreater{}",
            '|' => text += "\\textbar{}",
            // Languages of babel make commands of it.
            '"' => text += "{\\char34}",
            '\'' => text += "{'}",
            '`' => text += "\\textasciigrave{}",
            // After the end of a line these would be its arguments, and two hyphens a dash.
            '[' | ']' | '*' | '-' => {
                text.push('{');
                text.push(character);
                text.push('}');
            }
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                text.push('\\');
                text.push(character);
            }
            other if other.is_whitespace() || other.is_control() => text.push(' '),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_text() {
        for (name, text) in [
            ("R&D, 50 % of $100", "R\\&D, 50 \\% of \\$100"),
            ("mean_pay #1 {x}", "mean\\_pay \\#1 \\{x\\}"),
            ("a\\b~c^d", "a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d"),
            ("<script>", "\\textless{}script\\textgreater{}"),
            ("[1] * -- x", "{[}1{]} {*} {-}{-} x"),
            ("the \"A\" team's", "the {\\char34}A{\\char34} team{'}s"),
            ("line\r\nbreak", "line  break"),
        ] {
            assert_eq!(escaped(name), text);
        }
    }

    #[test]
    fn numbers_have_a_minus_and_a_per_cent_sign() {
        assert_eq!(in_words(&Figure::Number("-1,234".into())), "$-$1,234");
        assert_eq!(in_words(&Figure::Percent("-4.20".into())), "$-$4.20\\,\\%");
        assert_eq!(in_words(&Figure::Empty), "");
    }
}
