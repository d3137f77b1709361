//! Settings of files.

use crate::db::Address;
use clap::Args;
use std::path::PathBuf;

/// Where files are kept, and how large they may be.
#[derive(Debug, Clone, Args)]
pub struct FileSettings {
    /// Where files are kept: a folder, or `s3://BUCKET/PREFIX` in any S3-compatible store, whose endpoint, region and
    /// credentials come from the usual `AWS_…` variables. Instances of one database need the same place [default: the
    /// folder wps-network-files, for SQLite beside the database and named after it]
    #[arg(long = "files", env = "WPS_FILES")]
    pub place: Option<String>,

    /// Megabytes (of 1,048,576 bytes) that a file may have
    #[arg(long = "file-limit-mb", env = "WPS_FILE_LIMIT_MB", default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=5000))]
    pub limit_mb: u16,
}

impl FileSettings {
    /// Bytes that a file may have.
    pub fn limit(&self) -> u64 {
        u64::from(self.limit_mb) * 1_048_576
    }

    /// Where files are kept.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn place(&self, database: &Address) -> Result<FilePlace, String> {
        match (&self.place, database) {
            (Some(place), _) => FilePlace::parse(place),
            (None, Address::Sqlite(file)) => {
                let mut name = file.file_stem().unwrap_or_default().to_owned();
                name.push("-files");
                Ok(FilePlace::Folder(file.with_file_name(name)))
            }
            (None, Address::Postgres(_)) => Ok(FilePlace::Folder(PathBuf::from("wps-network-files"))),
        }
    }
}

/// Where files are kept, read from `WPS_FILES`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlace {
    /// A folder.
    Folder(PathBuf),
    /// A part of a bucket of an S3-compatible store.
    Bucket {
        /// The bucket.
        name: String,
        /// What the names of the objects begin with; may be empty.
        prefix: String,
    },
}

impl FilePlace {
    fn parse(place: &str) -> Result<Self, String> {
        if let Some(bucket) = place.strip_prefix("s3://") {
            let (name, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
            if name.is_empty() {
                return Err("WPS_FILES names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX".to_owned());
            }
            return Ok(Self::Bucket {
                name: name.to_owned(),
                prefix: prefix.trim_matches('/').to_owned(),
            });
        }
        if place.contains("://") || place.trim().is_empty() {
            return Err("WPS_FILES must be a folder, or s3://BUCKET/PREFIX".to_owned());
        }
        Ok(Self::Folder(PathBuf::from(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_beside_the_database_or_where_the_operator_says() {
        let place = |place: Option<&str>, database: &str| {
            let place = place.map(str::to_owned);
            let database = Address::parse(database).unwrap();
            FileSettings { place, limit_mb: 1 }.place(&database)
        };
        let folder = |path: &str| Ok(FilePlace::Folder(PathBuf::from(path)));
        let bucket = |name: &str, prefix: &str| {
            let (name, prefix) = (name.to_owned(), prefix.to_owned());
            Ok(FilePlace::Bucket { name, prefix })
        };
        assert_eq!(
            place(None, "sqlite://wps-network.db"),
            folder("wps-network-files")
        );
        assert_eq!(place(None, "sqlite:///data/wps.db"), folder("/data/wps-files"));
        assert_eq!(
            place(None, "postgres://localhost/wps"),
            folder("wps-network-files")
        );
        assert_eq!(place(Some("/srv/files"), "sqlite://wps.db"), folder("/srv/files"));
        assert_eq!(place(Some("s3://wps"), "sqlite://wps.db"), bucket("wps", ""));
        assert_eq!(
            place(Some("s3://wps/a/b/"), "sqlite://wps.db"),
            bucket("wps", "a/b")
        );
        for wrong in ["s3://", "s3:///a", "gs://wps", " "] {
            assert!(place(Some(wrong), "sqlite://wps.db").is_err(), "{wrong}");
        }
    }
}
