//! The folder of one run: in memory where there is room, so that flushing to disk costs nothing.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};

static FOLDER: LazyLock<Folder> = LazyLock::new(|| Folder::new().expect("a folder for the tests' databases"));

struct Folder {
    path: PathBuf,
    keeper: Mutex<Option<Child>>,
}

/// Waits until this process ends, however it ends, then stops the `PostgreSQL` in the folder and removes the folder.
/// SIGQUIT is what `pg_ctl stop -m immediate` sends.
const KEEPER: &str = r#"
    cat
    lock="$1/postgres/postmaster.pid"
    if pid=$(head -n 1 "$lock" 2>/dev/null); then
        kill -QUIT "$pid"
        while [ -f "$lock" ] && kill -0 "$pid"; do sleep 0.01; done
    fi 2>/dev/null
    rm -rf "$1"
"#;

/// The folder, made at the first call.
pub fn path() -> &'static Path {
    &FOLDER.path
}

/// Removes it, with a server in it.
pub fn remove() {
    if let Some(mut keeper) = FOLDER.keeper.lock().unwrap().take() {
        drop(keeper.stdin.take());
        let _ = keeper.wait();
    }
}

impl Folder {
    fn new() -> io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let place = if has_room(memory) {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let path = tempfile::Builder::new()
            .prefix("wps-network-tests-")
            .tempdir_in(place)?
            .keep();
        // In a process group of its own: Ctrl-C in the terminal is not for it.
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self {
            path,
            keeper: Mutex::new(Some(keeper)),
        })
    }
}

/// Whether a gigabyte is free there: containers often have only 64 MB.
fn has_room(place: &Path) -> bool {
    let Ok(answer) = Command::new("df")
        .arg("-Pk")
        .arg(place)
        .stderr(Stdio::null())
        .output()
    else {
        return false;
    };
    String::from_utf8_lossy(&answer.stdout)
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok())
        .is_some_and(|free| free > 1_000_000)
}
