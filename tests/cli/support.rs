//! A folder to work in, and the program run in it.

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

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
        let mut command = Command::cargo_bin("crosswire").unwrap();
        let output = command.current_dir(self.0.path()).env_remove("NO_COLOR").args(words.split_whitespace()).output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
