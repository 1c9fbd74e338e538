//! A folder to work in, and the program run in it.

use assert_cmd::Command;
use crosswire::config::Config;
use crosswire::model::Evidence;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

type Sentences = [(&'static str, &'static str); 3];

/// Articles with event, outlet, and sentences with their statements.
const RUN: [(&str, &str, &str, Sentences); 5] = [
    (
        "a",
        "ex",
        "Harbour Post",
        [
            ("\"Every household will have water by June,\" Tura Vell said.", "s1"),
            ("More than 40 wells are planned on the island.", ""),
            ("The ferry was late.", ""),
        ],
    ),
    (
        "b",
        "ex",
        "Island Mail",
        [
            ("\"By June every household will have water,\" the minister said.", "s1"),
            ("Some 40 wells are to be drilled.", ""),
            ("Every home is to get water, the minister said.", ""),
        ],
    ),
    (
        "c",
        "ex",
        "Évening Wire",
        [
            ("Water will come to all households by June.", "s1"),
            ("It rained in Port Vell.", ""),
            ("Ferries ran late on Monday.", ""),
        ],
    ),
    (
        "d",
        "ey",
        "Osk Courier",
        [("Fog closed the port of Osk.", "s2"), ("Nobody was hurt.", ""), ("Ships waited outside the bay for nine hours.", "")],
    ),
    (
        "e",
        "ey",
        "Gull",
        [
            ("The port of Osk was shut by fog.", "s2"),
            ("There were no injuries.", ""),
            ("For nine hours ships lay off the bay.", ""),
        ],
    ),
];

/// Links by claims, with their probability.
const LINKS: [(&str, &str, f64); 9] = [
    ("a1", "b1", 0.9),
    ("a1", "b3", 0.35),
    ("a1", "c1", 0.6),
    ("a2", "b2", 0.27),
    ("a3", "c3", 0.1),
    ("b1", "c1", 0.6),
    ("d1", "e1", 0.7),
    ("d2", "e2", 0.2),
    ("d3", "e3", 0.29),
];

/// A fresh folder, which is the working directory of every command run in it.
pub struct Place(TempDir);

/// What a command did.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new() -> Self {
        Place(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders on the way to it.
    pub fn file(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Two short dispatches about one happening.
    pub fn with_articles(self) -> Self {
        self.file(
            "in/harbour.txt",
            "New wells for Vell island\n\nPORT VELL, March 1 (Island Wire) - \"Every household will have water by June,\" \
             Minister Tura Vell said on Monday. More than 40 wells are planned.\n",
        );
        self.file(
            "in/mail.txt",
            "Island to get 40 wells\n\nTura Vell, the minister, told reporters on Monday that every household would have water \
             by June.\n",
        );
        self
    }

    /// The folder `out` of a run whose links are known: two events, three articles in the first and two in the second. Claims are
    /// called by article and sentence, `c` and `a1` for the first sentence of `a`; scores are as given, whatever the weights are.
    pub fn with_run(self) -> Self {
        let mut config = Config::default();
        (config.cluster.threshold, config.cluster.same_article, config.cluster.headline) = (0.3, 0.8, 0.6);
        config.score.keep = 0.05;
        self.file("out/run.json", &format!("{{\"options\": {}}}", serde_json::to_string(&config.options()).unwrap()));
        let mut texts = String::new();
        let mut claims = "claim_id,statement_id,event_id,article_id,outlet,kind,speaker,cue,start,end,text,utterance_id,score,\
                          speaker_basis,polarity,sentence_start,sentence_end,position,numbers,dates\n"
            .to_owned();
        for (article, event, outlet, sentences) in RUN {
            let text = sentences.map(|(text, _)| text).join("\n");
            let line = serde_json::json!({
                "id": format!("{article}.txt"), "outlet": outlet, "published": "2025-03-04", "language": "en", "text": text,
                "path": "in", "event_id": event, "origin_id": format!("o{article}"),
                "agency": (article == "b").then_some("Island Wire"),
            });
            texts += &format!("{line}\n");
            let mut start = 0;
            for (at, (text, statement)) in sentences.iter().enumerate() {
                let end = start + text.chars().count();
                let score = if statement.is_empty() { "" } else { "0.7000" };
                let (kind, speaker, basis) =
                    if text.starts_with('"') { ("quote", "Tura Vell", "named") } else { ("fact", "", "") };
                claims += &format!(
                    "c{article}{},{statement},{event},{article}.txt,{outlet},{kind},{speaker},,{start},{end},,,{score},{basis},affirmed,\
                     {start},{end},{at},,\n",
                    at + 1
                );
                start = end + 1;
            }
        }
        let mut pairs = format!("claim_id_l,claim_id_r,match_key,match_probability,{}\n", Evidence::NAMES.join(","));
        for (left, right, probability) in LINKS {
            pairs += &format!("c{left},c{right},event,{probability}{}\n", ",0.5".repeat(Evidence::NAMES.len()));
        }
        self.file("out/articles.jsonl", &texts).file("out/claims.csv", &claims).file("out/pairs.csv", &pairs);
        self.file("out/statements.csv", "statement_id,claim_id\ns1,ca1\ns2,cd1\n");
        let columns = "statement_id,flag,claim_id_l,start_l,end_l,claim_id_r,start_r,end_r,note";
        let row = |flag: &str, note: &str| format!("s1,{flag},ca1,0,5,cc1,0,5,{note}\n");
        let rows =
            row("attribution", "Harbour Post and Gull name two speakers.") + &row("cue", "One says and the other claims.");
        self.file("out/flags.csv", &format!("{columns}\n{rows}"));
        self.file("out/events.csv", "event_id,title\nex,Wells for Vell\ney,Fog over Osk\n");
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in a folder, sorted; also the hidden ones.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program with these words, which white space parts.
    pub fn run(&self, words: &str) -> Ran {
        self.run_with(words, "")
    }

    /// Runs the program with these words, which may hold white space.
    pub fn run_words(&self, words: &[&str]) -> Ran {
        self.ran(words, "")
    }

    /// Runs the program with these words and this standard input.
    pub fn run_with(&self, words: &str, input: &str) -> Ran {
        self.ran(&words.split_whitespace().collect::<Vec<_>>(), input)
    }

    fn ran(&self, words: &[&str], input: &str) -> Ran {
        let mut command = Command::cargo_bin("crosswire").unwrap();
        command.write_stdin(input);
        let output = command.current_dir(self.0.path()).env_remove("NO_COLOR").args(words).output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
