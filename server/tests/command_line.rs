//! The command line as an operator uses it: the real binary, the real database in a folder.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output};

fn opora(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_opora"))
        .args(arguments)
        .output()
        .unwrap()
}

fn sample(name: &str) -> String {
    format!("{}/samples/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))
}

fn import(data: &Path, more: &[&str]) -> (i32, Vec<Value>, String) {
    let mut arguments = vec!["import", "--data", data.to_str().unwrap(), "--json"];
    arguments.extend(more);
    let output = opora(&arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let reports = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), reports, errors)
}

/// `created, changed, unchanged, flagged, refused, unread` of a sheet.
fn counts(report: &Value, sheet: &str) -> Option<[u64; 6]> {
    let sheets = report["sheets"].as_array().unwrap();
    let sheet = sheets.iter().find(|counted| counted["sheet"] == sheet)?;
    let count = |name: &str| sheet[name].as_u64().unwrap();
    let counts = [
        "created",
        "changed",
        "unchanged",
        "flagged",
        "refused",
        "unread",
    ]
    .map(count);
    assert_eq!(
        counts.iter().sum::<u64>(),
        count("rows"),
        "every row is counted once: {sheet}"
    );
    Some(counts)
}

#[test]
fn the_samples_are_imported_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["abinsk", "vengerovo", "yartsevo"].map(sample);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();

    let (status, reports, errors) = import(folder.path(), &[&["--dry-run"], &files[..]].concat());
    assert_eq!((status, reports.len()), (0, 3), "{errors}");
    let (status, reports, errors) = import(folder.path(), &files);
    assert_eq!((status, reports.len()), (0, 3), "{errors}");
    // Rows of the workbooks, counted by hand: see samples/README.md.
    let expected = [
        ("abinsk", 13, None, [8, 0, 0, 0, 0, 0]),
        // One deadline ends before it starts: «2019-2014г.».
        ("vengerovo", 5, Some(4), [18, 0, 0, 1, 0, 0]),
        ("yartsevo", 12, Some(8), [33, 0, 0, 0, 0, 0]),
    ];
    for (report, (network, organisations, partnerships, activities)) in reports.iter().zip(expected)
    {
        assert_eq!(report["network"], network);
        assert_eq!(
            counts(report, "Организации"),
            Some([organisations, 0, 0, 0, 0, 0]),
            "{network}"
        );
        let expected = partnerships.map(|rows| [rows, 0, 0, 0, 0, 0]);
        assert_eq!(counts(report, "Партнёрства"), expected, "{network}");
        assert_eq!(
            counts(report, "Дорожная карта"),
            Some(activities),
            "{network}"
        );
        for sheet in report["sheets"].as_array().unwrap() {
            assert_eq!(
                (&sheet["refused"], &sheet["unread"]),
                (&0.into(), &0.into()),
                "{sheet}"
            );
        }
    }
    let (status, reports, _) = import(folder.path(), &files);
    assert_eq!(status, 0);
    for report in &reports {
        for sheet in report["sheets"].as_array().unwrap() {
            let name = sheet["sheet"].as_str().unwrap();
            let [created, changed, ..] = counts(report, name).unwrap();
            assert_eq!((created, changed), (0, 0), "{} {name}", report["network"]);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.xlsx");
    std::fs::write(&broken, b"this is not a workbook").unwrap();
    let data = folder.path().join("data");
    let (status, reports, _) = import(&data, &[broken.to_str().unwrap(), &sample("abinsk")]);
    assert_eq!(status, 1);
    assert!(reports[0]["error"]["message"].is_string(), "{reports:?}");
    let (status, reports, _) = import(&data, &["--dry-run", &sample("abinsk")]);
    assert_eq!(status, 0);
    assert_eq!(
        counts(&reports[0], "Организации"),
        Some([13, 0, 0, 0, 0, 0]),
        "nothing was there"
    );
}

#[test]
fn a_folder_in_use_is_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let _held = opora_server::folder::DataFolder::take(folder.path()).unwrap();
    let (status, _, errors) = import(folder.path(), &[&sample("abinsk")]);
    assert_eq!(status, 1);
    assert!(errors.contains("--server"), "{errors}");
}

#[test]
fn an_import_goes_to_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let (data, site) = (folder.path().join("data"), folder.path().join("site"));
    std::fs::create_dir_all(&site).unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_opora"))
        .args(["serve", "--samples", "--listen", "127.0.0.1:0", "--data"])
        .arg(&data)
        .arg("--site")
        .arg(&site)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let address = lines
        .next()
        .unwrap()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .to_owned();
    let sign_ins = std::fs::read_to_string(data.join("first-run.txt")).unwrap();
    let line = sign_ins
        .lines()
        .find(|line| line.starts_with("yartsevo coordinator "))
        .unwrap();
    let password = line.rsplit(' ').next().unwrap();
    let send = |name: &str, password: &str| {
        Command::new(env!("CARGO_BIN_EXE_opora"))
            .args([
                "import",
                "--server",
                &address,
                "--login",
                "coordinator-yartsevo",
                "--json",
            ])
            .arg(sample(name))
            .env("OPORA_PASSWORD", password)
            .output()
            .unwrap()
    };
    let own = send("yartsevo", password);
    let foreign = send("abinsk", password);
    let unknown = send("yartsevo", "wrong");
    server.kill().unwrap();
    server.wait().unwrap();
    let report: Value = serde_json::from_slice(&own.stdout).unwrap();
    assert_eq!(
        (own.status.code(), counts(&report, "Организации")),
        (Some(0), Some([0, 0, 12, 0, 0, 0]))
    );
    let refused: Value = serde_json::from_slice(&foreign.stdout).unwrap();
    assert_eq!(
        (foreign.status.code(), &refused["error"]["code"]),
        (Some(1), &"forbidden".into())
    );
    assert_eq!(unknown.status.code(), Some(1));
}

#[test]
fn the_example_district_is_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let arguments = ["generate", "--data", data, "--schools", "12", "--seed", "7"];
    assert!(opora(&arguments).status.success());
    let again = opora(&arguments);
    assert!(!again.status.success(), "it is there already");

    let remove = ["generate", "--data", data, "--remove"];
    assert!(opora(&remove).status.success());
    assert!(!opora(&remove).status.success(), "it is gone");
    assert!(opora(&arguments).status.success(), "it can be made again");
}

#[test]
fn an_access_is_given_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let user = ["user", "--data", data, "editor"];
    let role = ["--network", "somewhere", "--role", "coordinator"];
    assert!(!opora(&user).status.success(), "whose access?");
    assert!(opora(&[&user[..], &role].concat()).status.success());
    assert!(!opora(&[&user[..], &role].concat()).status.success());
    assert!(opora(&[&user[..], &["--revoke"]].concat()).status.success());
    let nobody = ["user", "--data", data, "nobody", "--revoke"];
    assert!(!opora(&nobody).status.success());
    assert!(opora(&["restored", "--data", data]).status.success());
}
