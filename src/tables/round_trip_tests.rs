//! What is written reads back the same, from both files.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use polars::prelude::{AnyValue, CsvReadOptions, DataFrame, ParquetReader, SchemaRef, SerReader};

use super::schema::{statements, summary, years};
use super::*;
use crate::money::Cents;

fn awkward_names() -> Vec<String> {
    let names = [
        "AE",
        "Sales, East",
        "the \"A\" team",
        "\"",
        "<script>alert('x')</script>",
        "🚀 hunters 👩‍💻",
        "line\nbreak",
        "carriage\r\nreturn",
        "\rleading",
        "فريق المبيعات",
        " spaces ",
        "",
        "null",
        "=1+1",
        "0012",
    ];
    let mut names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    names.push("ж".repeat(200));
    names
}

fn awkward_numbers() -> Vec<Option<f64>> {
    let numbers = [
        0.0,
        -0.0,
        0.1 + 0.2,
        0.95,
        50_000.0,
        -1.0 / 3.0,
        1e-7,
        f64::MIN_POSITIVE,
        5e-324,
        f64::MAX,
        f64::MIN,
        123_456_789.12,
        (1_u64 << 53) as f64,
        1e15 + 0.3,
    ];
    let mut numbers: Vec<Option<f64>> = numbers.iter().copied().map(Some).collect();
    numbers.extend([None, Some(f64::EPSILON)]);
    numbers
}

/// All kinds, all with awkward cells.
fn awkward() -> Table {
    let spec = Arc::new(TableSpec {
        name: "awkward",
        meaning: "One row per trap.",
        columns: vec![
            ColumnSpec::new("team", Kind::Text, "", "A name"),
            ColumnSpec::new("n, \"count\"\n", Kind::Integer, "count", "A whole number"),
            ColumnSpec::new("paid", Kind::Money, "currency", "An amount").or_empty(),
            ColumnSpec::new("value", Kind::Number, "", "A number").or_empty(),
        ],
    });
    let names = awkward_names();
    let mut cents =
        vec![None, Some(Cents(-1)), Some(Cents(0)), Some(Cents(5)), Some(Cents(123_450))];
    cents.extend([Some(Cents(MONEY_LIMIT - 1)), Some(Cents(1 - MONEY_LIMIT))]);
    cents.resize(names.len(), Some(Cents(-1234)));
    let mut integers = vec![i64::MIN, i64::MAX, 0, -1];
    integers.resize(names.len(), 7);
    let columns = vec![
        Values::text(names),
        Values::Integer(integers),
        Values::Money(cents),
        Values::Number(awkward_numbers()),
    ];
    Table::new(&spec, columns).unwrap()
}

fn write(folder: &Path, chunks: &[&Table]) -> TableRecord {
    let mut writer = TableWriter::create(folder, chunks[0].spec()).unwrap();
    for chunk in chunks {
        writer.append(chunk).unwrap();
    }
    writer.finish().unwrap()
}

fn parquet(folder: &Path, name: &str) -> DataFrame {
    let file = File::open(folder.join(format!("{name}.parquet"))).unwrap();
    ParquetReader::new(file).finish().unwrap()
}

fn records(folder: &Path, name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(folder.join(format!("{name}.csv")))
        .unwrap();
    let owned = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| owned(record.unwrap())).collect()
}

#[test]
fn parquet_reads_back_bit_for_bit() {
    let folder = tempfile::tempdir().unwrap();
    let table = awkward();
    let record = write(folder.path(), &[&table]);
    assert_eq!((record.rows, record.columns), (16, 4));
    let frame = parquet(folder.path(), "awkward");
    assert!(frame.equals_missing(&table.to_frame().unwrap()));
    assert_eq!(*frame.schema().as_ref(), table.spec().polars_schema());
    let Values::Number(numbers) = &table.columns()[3] else { panic!() };
    for (row, number) in numbers.iter().enumerate() {
        let read = match frame.columns()[3].get(row).unwrap() {
            AnyValue::Float64(read) => Some(read.to_bits()),
            other => {
                assert_eq!(other, AnyValue::Null);
                None
            }
        };
        assert_eq!(read, number.map(f64::to_bits));
    }
}

#[test]
fn csv_reads_back_bit_for_bit() {
    let folder = tempfile::tempdir().unwrap();
    let table = awkward();
    write(folder.path(), &[&table]);
    let records = records(folder.path(), "awkward");
    assert_eq!(records[0], ["team", "n, \"count\"\n", "paid", "value"]);
    let names = awkward_names();
    let Values::Number(numbers) = &table.columns()[3] else { panic!() };
    for (row, record) in records[1..].iter().enumerate() {
        assert_eq!(record[0], names[row]);
        let read = (!record[3].is_empty()).then(|| record[3].parse::<f64>().unwrap());
        assert_eq!(read.map(f64::to_bits), numbers[row].map(f64::to_bits), "{record:?}");
    }
    let column = |at: usize| records[1..].iter().map(move |record| record[at].as_str());
    let paid: Vec<&str> = column(2).take(7).collect();
    let limit = "9999999999999999.99";
    assert_eq!(paid, ["", "-0.01", "0.00", "0.05", "1234.50", limit, &format!("-{limit}")]);
    let value: Vec<&str> = column(3).take(6).collect();
    assert_eq!(value, ["0", "0", "0.30000000000000004", "0.95", "50000", "-0.3333333333333333"]);
    assert_eq!(column(1).next(), Some("-9223372036854775808"));
}

#[test]
fn polars_reads_the_csv_as_the_same_frame() {
    let folder = tempfile::tempdir().unwrap();
    let table = awkward();
    write(folder.path(), &[&table]);
    let schema = SchemaRef::new(table.spec().polars_schema());
    let read = CsvReadOptions::default()
        .with_schema(Some(schema))
        .try_into_reader_with_file_path(Some(folder.path().join("awkward.csv")))
        .and_then(|reader| reader.finish())
        .unwrap();
    assert!(read.equals_missing(&table.to_frame().unwrap()));
}

#[test]
fn writing_twice_and_in_chunks_gives_the_same_bytes() {
    let table = awkward();
    let bytes = |chunks: &[&Table]| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), chunks);
        let read = |ending| fs::read(folder.path().join(format!("awkward.{ending}"))).unwrap();
        (read("csv"), read("parquet"))
    };
    assert_eq!(bytes(&[&table]), bytes(&[&table]));
    assert_eq!(bytes(&[&table, &table]), bytes(&[&table, &table]));
}

#[test]
fn an_empty_table_has_its_headings() {
    let folder = tempfile::tempdir().unwrap();
    let spec = Arc::new(statements());
    let writer = TableWriter::create(folder.path(), &spec).unwrap();
    assert_eq!(writer.finish().unwrap().rows, 0);
    let frame = parquet(folder.path(), "statements");
    assert_eq!((frame.height(), frame.width()), (0, 11));
    assert_eq!(*frame.schema().as_ref(), spec.polars_schema());
    let text = fs::read_to_string(folder.path().join("statements.csv")).unwrap();
    assert_eq!(
        text,
        "team,rep,month,component,measure,result,quota,attainment,paid,recovered,balance\n"
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let spec = Arc::new(years(["nrr", "component:A"]).unwrap());
    let with = |nrr: Vec<Option<f64>>| {
        let columns = vec![
            Values::Integer(vec![1, 2]),
            Values::text(["AE", "company"]),
            Values::Number(nrr),
            Values::Number(vec![None, None]),
        ];
        Table::new(&spec, columns)
    };
    assert_eq!(with(vec![Some(1.1), None]).map(|table| table.rows()), Ok(2));
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = with(vec![Some(1.1), Some(bad)]).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("table years, column \"nrr\", row 2: {bad} is not a finite number")
        );
    }
    let error = with(vec![None]).unwrap_err().to_string();
    assert_eq!(error, "table years, column \"nrr\": 1 rows instead of 2");
    let error = Table::new(&spec, vec![]).unwrap_err().to_string();
    assert_eq!(error, "table years: 0 columns instead of 4");

    let spec = Arc::new(TableSpec {
        columns: vec![ColumnSpec::new("paid", Kind::Money, "currency", "Paid")],
        ..statements()
    });
    let error = |values| Table::new(&spec, vec![values]).unwrap_err().to_string();
    assert_eq!(
        error(Values::Integer(vec![1])),
        "table statements, column \"paid\": integer instead of decimal(18,2)"
    );
    assert!(error(Values::Money(vec![None])).ends_with("row 1: the cell is empty"));
    let error = error(Values::Money(vec![Some(Cents(i64::MIN))]));
    assert!(error.ends_with("cents have more than 18 digits"), "{error}");
}

#[test]
fn chunks_of_two_tables_do_not_mix() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = TableWriter::create(folder.path(), &Arc::new(summary())).unwrap();
    let error = writer.append(&awkward()).unwrap_err();
    assert_eq!(error.to_string(), "a chunk of the table awkward in the table summary");
}
