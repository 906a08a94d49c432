//! Text as it is drawn from left to right, letter by letter: for measuring and for PNG. SVG viewers do this themselves.
//!
//! Two things are done to text in scripts written from right to left, in a line of Latin text: runs of it are turned
//! round, numbers in them not (after Unicode Standard Annex 9), and Arabic letters take the shape that their neighbours
//! ask for (Unicode Standard, chapter 9.2). Marks and letters of other scripts that change shape stay as they are.

/// The letters in the order and in the shapes in which they are drawn.
pub(super) fn in_drawing_order(text: &str) -> String {
    let seen = |letter: &char| *letter == ISOLATE_END || !is_unseen(*letter);
    let letters: Vec<char> = text.chars().filter(seen).collect();
    let letters = joined(&letters);
    let mut drawn = String::new();
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        if runs_left(letter) {
            let end = end_of_run(&letters, place);
            turn_round(&letters[place..end], &mut drawn);
            place = end;
        } else {
            drawn.extend(Some(letter).filter(|letter| *letter != ISOLATE_END));
            place += 1;
        }
    }
    drawn
}

/// What keeps a name's direction to itself in a sentence of the other one: before it, and after it.
const ISOLATE: char = '\u{2068}';
const ISOLATE_END: char = '\u{2069}';

/// A name as it has to stand in a sentence, so that its direction does not reach beyond it.
pub(super) fn isolated(name: &str) -> String {
    match name.chars().any(runs_left) {
        true => format!("{ISOLATE}{name}{ISOLATE_END}"),
        false => name.to_owned(),
    }
}

/// Characters that only say how others are to be shown: joiners, directions, variants, controls.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || letter.is_control()
}

/// Whether a script is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms.
pub(super) fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{65F}' | '\u{66D}'..='\u{6EF}' | '\u{6FA}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// The end of a run of such text: its last such letter or number before a letter of another script.
fn end_of_run(letters: &[char], start: usize) -> usize {
    let mut end = start + 1;
    for (place, letter) in letters.iter().enumerate().skip(start) {
        if runs_left(*letter) || letter.is_numeric() {
            end = place + 1;
        } else if letter.is_alphabetic() || *letter == ISOLATE_END {
            break;
        }
    }
    end
}

/// A run from its end to its start, numbers as they are, brackets mirrored.
fn turn_round(run: &[char], drawn: &mut String) {
    let mut rest = run;
    while let Some((&last, before)) = rest.split_last() {
        if last.is_numeric() {
            let number = |letter: &char| letter.is_numeric() || matches!(letter, '.' | ',');
            let start = before.iter().rposition(|letter| !number(letter)).map_or(0, |at| at + 1);
            drawn.extend(&rest[start..]);
            rest = &rest[..start];
        } else {
            drawn.push(match last {
                '(' => ')',
                ')' => '(',
                '[' => ']',
                ']' => '[',
                '<' => '>',
                '>' => '<',
                '«' => '»',
                '»' => '«',
                letter => letter,
            });
            rest = before;
        }
    }
}

/// An Arabic letter and its first shape: alone, at the end, at the start, in the middle follow one another, or, where
/// it does not join the next letter, alone and at the end.
const SHAPES: [(char, u32, bool); 40] = [
    ('\u{622}', 0xFE81, false),
    ('\u{623}', 0xFE83, false),
    ('\u{624}', 0xFE85, false),
    ('\u{625}', 0xFE87, false),
    ('\u{626}', 0xFE89, true),
    ('\u{627}', 0xFE8D, false),
    ('\u{628}', 0xFE8F, true),
    ('\u{629}', 0xFE93, false),
    ('\u{62A}', 0xFE95, true),
    ('\u{62B}', 0xFE99, true),
    ('\u{62C}', 0xFE9D, true),
    ('\u{62D}', 0xFEA1, true),
    ('\u{62E}', 0xFEA5, true),
    ('\u{62F}', 0xFEA9, false),
    ('\u{630}', 0xFEAB, false),
    ('\u{631}', 0xFEAD, false),
    ('\u{632}', 0xFEAF, false),
    ('\u{633}', 0xFEB1, true),
    ('\u{634}', 0xFEB5, true),
    ('\u{635}', 0xFEB9, true),
    ('\u{636}', 0xFEBD, true),
    ('\u{637}', 0xFEC1, true),
    ('\u{638}', 0xFEC5, true),
    ('\u{639}', 0xFEC9, true),
    ('\u{63A}', 0xFECD, true),
    ('\u{641}', 0xFED1, true),
    ('\u{642}', 0xFED5, true),
    ('\u{643}', 0xFED9, true),
    ('\u{644}', 0xFEDD, true),
    ('\u{645}', 0xFEE1, true),
    ('\u{646}', 0xFEE5, true),
    ('\u{647}', 0xFEE9, true),
    ('\u{648}', 0xFEED, false),
    ('\u{649}', 0xFEEF, false),
    ('\u{64A}', 0xFEF1, true),
    ('\u{67E}', 0xFB56, true),
    ('\u{686}', 0xFB7A, true),
    ('\u{698}', 0xFB8A, false),
    ('\u{6A9}', 0xFB8E, true),
    ('\u{6AF}', 0xFB92, true),
];

/// Farsi yeh, whose shapes lie elsewhere.
const FARSI_YEH: (char, u32, bool) = ('\u{6CC}', 0xFBFC, true);

/// Lam and alef are one letter: by the alef, alone and at the end.
const LAM: char = '\u{644}';
const LAM_ALEF: [(char, u32); 4] =
    [('\u{622}', 0xFEF5), ('\u{623}', 0xFEF7), ('\u{625}', 0xFEF9), ('\u{627}', 0xFEFB)];

fn shape(letter: char) -> Option<(u32, bool)> {
    let known = SHAPES.iter().chain([&FARSI_YEH]).find(|shape| shape.0 == letter);
    known.map(|(_, first, joins_next)| (*first, *joins_next))
}

/// Arabic letters in the shapes that their neighbours ask for.
fn joined(letters: &[char]) -> Vec<char> {
    let joins_next = |letter: Option<&char>| {
        letter.is_some_and(|&it| it == '\u{640}' || shape(it).is_some_and(|(_, joins)| joins))
    };
    let joins_before =
        |letter: Option<&char>| letter.is_some_and(|&it| it == '\u{640}' || shape(it).is_some());
    let mut shaped = Vec::with_capacity(letters.len());
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let after_joining = place > 0 && joins_next(letters.get(place - 1));
        let next = letters.get(place + 1);
        let ligature = next.and_then(|alef| LAM_ALEF.iter().find(|(of, _)| of == alef));
        let (shape, taken) = match (shape(letter), ligature) {
            (Some(_), Some((_, first))) if letter == LAM => (first + u32::from(after_joining), 2),
            (Some((first, joins)), _) => {
                let before_joining = joins && joins_before(next);
                let form = u32::from(after_joining) + 2 * u32::from(before_joining);
                (first + form, 1)
            }
            (None, _) => (letter.into(), 1),
        };
        shaped.push(char::from_u32(shape).unwrap_or(letter));
        place += taken;
    }
    shaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_text_stays_as_it_is() {
        for text in ["", "AE, \"big\" & <b>", "Zürich – Ωμέγα – Москва", "100 %"] {
            assert_eq!(in_drawing_order(text), text);
        }
        assert_eq!(in_drawing_order("a\u{202E}b\u{FE0F}"), "ab", "what is not seen is not drawn");
    }

    #[test]
    fn hebrew_is_turned_round_and_numbers_in_it_are_not() {
        assert_eq!(in_drawing_order("team צוות!"), "team תווצ!");
        assert_eq!(in_drawing_order("צוות 12"), "12 תווצ");
        assert_eq!(in_drawing_order(&(isolated("צוות") + " 12")), "תווצ 12");
        assert_eq!(in_drawing_order("א 1,250 ב"), "ב 1,250 א");
        assert_eq!(in_drawing_order("א b ג"), "א b ג");
    }

    #[test]
    fn arabic_letters_are_joined() {
        // "sales": meem initial, beh medial, yeh medial, ain medial, alef final, teh alone; from the left, last first.
        assert_eq!(in_drawing_order("مبيعات"), "\u{FE95}\u{FE8E}\u{FECC}\u{FEF4}\u{FE92}\u{FEE3}");
        // Lam and alef are one, at the end of the joined beh.
        assert_eq!(in_drawing_order("بلا"), "\u{FEFC}\u{FE91}");
        // Dal joins nothing after it.
        assert_eq!(in_drawing_order("دب"), "\u{FE8F}\u{FEA9}");
    }
}
