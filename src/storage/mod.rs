//! Where the bytes of files are: a folder, or a bucket of any S3-compatible store. The database knows what each object
//! is; here they have no names but their ids, and never change once they are whole.
//!
//! What is whole is durable before anything names it: the folder's files are flushed with their directory and appear
//! under their name all at once, and a store answers when it has them. What is not whole, or not named any more, is
//! among the *loose objects* ([`loose`]), which are swept.

mod file;
pub mod intake;
pub mod kinds;
pub mod loose;
mod writer;

pub use file::{Checksum, StoredFile};
pub use intake::Intake;
pub use kinds::FileKind;
pub use writer::Writer;

use crate::config::FilePlace;
use crate::db::Id;
use crate::error::{Kind, Problem};
use actix_web::web::Bytes;
use futures_util::stream::{BoxStream, StreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientConfigKey, GetOptions, ObjectStore, ObjectStoreExt, RetryConfig};
use std::fs;
use std::future::Future;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Uploads that one instance takes in at once; each holds two parts in memory.
const UPLOADS: usize = 16;

/// Downloads that one instance has open at once.
const DOWNLOADS: usize = 256;

/// How long one step of the store may take, its own tries included.
const PATIENCE: Duration = Duration::from_mins(1);

/// The store of one instance.
#[derive(Clone)]
pub struct Storage(Arc<Inner>);

struct Inner {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    /// The folder, when it is one: what was broken off there has a name of its own.
    folder: Option<PathBuf>,
    uploads: Arc<Semaphore>,
    downloads: Arc<Semaphore>,
}

/// What is read of an object, part by part.
pub type Parts = BoxStream<'static, Result<Bytes, io::Error>>;

impl Storage {
    /// Opens the store. A folder is made if it is not there.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn open(place: &FilePlace) -> Result<Self, String> {
        let (store, prefix, folder): (Arc<dyn ObjectStore>, _, _) = match place {
            FilePlace::Folder(folder) => (Arc::new(of_folder(folder)?), "", Some(folder.clone())),
            FilePlace::Bucket { name, prefix } => (of_bucket(name)?, prefix.as_str(), None),
        };
        Ok(Self(Arc::new(Inner {
            store,
            prefix: Path::parse(prefix).map_err(|e| format!("WPS_FILES: {e}"))?,
            folder,
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            downloads: Arc::new(Semaphore::new(DOWNLOADS)),
        })))
    }

    /// Begins an object. The caller has noted it among the loose ones.
    ///
    /// # Errors
    /// 503 when too many are under way.
    pub fn begin(&self, object: Id) -> Result<Writer, Problem> {
        let place = taken(&self.0.uploads, "uploads")?;
        Ok(Writer::new(self.0.store.clone(), self.path(object), place))
    }

    /// A part of an object of this size.
    ///
    /// # Errors
    /// 404 when the store has no such object, 503 when it does not answer or too many are read from.
    pub async fn read(&self, object: Id, size: u64, range: Range<u64>) -> Result<Parts, Problem> {
        let place = taken(&self.0.downloads, "downloads")?;
        let path = self.path(object);
        let options = GetOptions::new().with_range(Some(range));
        let found = answered(self.0.store.get_opts(&path, options)).await?;
        if found.meta.size != size {
            return Err(Problem::internal(format!(
                "object {object} has {} bytes instead of {size}",
                found.meta.size
            )));
        }
        let parts = found.into_stream().map(move |part| {
            let _held = &place;
            part.map_err(|e| {
                log::error!("object {object} broke off: {e}");
                io::Error::other(e)
            })
        });
        Ok(parts.boxed())
    }

    /// Removes an object, and what is there of it when it was broken off; it may be gone already.
    ///
    /// # Errors
    /// 503 when the store does not answer.
    pub async fn remove(&self, object: Id) -> Result<(), Problem> {
        if let Some(folder) = &self.0.folder {
            let unfinished = folder.join(format!("{object}#1"));
            let removed = tokio::task::spawn_blocking(move || fs::remove_file(unfinished)).await;
            match removed.map_err(Problem::internal)? {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Problem::unavailable(e)),
                _ => {}
            }
        }
        let path = self.path(object);
        match answered(self.0.store.delete(&path)).await {
            Err(problem) if problem.kind != Kind::NotFound => Err(problem),
            _ => Ok(()),
        }
    }

    fn path(&self, object: Id) -> Path {
        self.0.prefix.clone().join(object.to_string())
    }
}

fn of_folder(folder: &std::path::Path) -> Result<LocalFileSystem, String> {
    let refused = |e: &dyn std::fmt::Display| {
        format!(
            "files cannot be kept in {}: {e}. WPS_FILES chooses another place.",
            folder.display()
        )
    };
    fs::create_dir_all(folder).map_err(|e| refused(&e))?;
    let probe = folder.join(format!(".{}", Id::new()));
    fs::write(&probe, b"")
        .and_then(|()| fs::remove_file(&probe))
        .map_err(|e| refused(&e))?;
    // Without `fsync` the file of a committed row could be gone after a power loss.
    let store = LocalFileSystem::new_with_prefix(folder).map_err(|e| refused(&e))?;
    Ok(store.with_fsync(true))
}

fn of_bucket(name: &str) -> Result<Arc<dyn ObjectStore>, String> {
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(name)
        .with_retry(RetryConfig {
            max_retries: 3,
            retry_timeout: Duration::from_secs(20),
            ..RetryConfig::default()
        })
        // Of a whole request: a download lasts as long as its client takes.
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), "12h");
    let endpoint = builder.get_config_value(&AmazonS3ConfigKey::Endpoint);
    if endpoint.is_some_and(|endpoint| endpoint.starts_with("http://")) {
        builder = builder.with_allow_http(true);
    }
    let store = builder.build().map_err(|e| {
        format!("files cannot be kept in s3://{name}: {e}. Are the AWS_ variables right, and has the machine certificates?")
    })?;
    Ok(Arc::new(store))
}

/// A place, when there is one.
fn taken(places: &Arc<Semaphore>, what: &str) -> Result<OwnedSemaphorePermit, Problem> {
    places.clone().try_acquire_owned().map_err(|_| Problem {
        retry_after: Some(10),
        ..Problem::unavailable(format!("all {what} are taken"))
    })
}

/// What the store answers, in time.
async fn answered<T>(step: impl Future<Output = object_store::Result<T>>) -> Result<T, Problem> {
    match timeout(PATIENCE, step).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(object_store::Error::NotFound { .. })) => Err(Problem::not_found()),
        Ok(Err(e)) => Err(Problem::unavailable(format!("the store of files: {e}"))),
        Err(_) => Err(Problem::unavailable("the store of files does not answer")),
    }
}
