//! One object on its way into the store: small ones in one step, larger ones in parts.

use super::answered;
use crate::error::Problem;
use actix_web::web::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayloadMut, WriteMultipart};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// Bytes of a part: the least that S3 takes, and all of one size as some stores want it.
const PART: usize = 5 * 1024 * 1024;

/// An object that is being written. Nobody can read it before [`Writer::finish`]; dropped, it never was there.
pub struct Writer {
    store: Arc<dyn ObjectStore>,
    path: Path,
    state: State,
    _place: OwnedSemaphorePermit,
}

enum State {
    Small(PutPayloadMut),
    Parts(WriteMultipart),
}

impl Writer {
    pub(super) fn new(store: Arc<dyn ObjectStore>, path: Path, place: OwnedSemaphorePermit) -> Self {
        Self {
            store,
            path,
            state: State::Small(PutPayloadMut::new()),
            _place: place,
        }
    }

    /// Takes the next bytes, and waits while the store has not taken those before.
    ///
    /// # Errors
    /// 503 when it does not.
    pub async fn write(&mut self, bytes: Bytes) -> Result<(), Problem> {
        match &mut self.state {
            State::Small(head) => {
                head.extend_from_slice(&bytes);
                if head.content_length() < PART {
                    return Ok(());
                }
                let head = std::mem::take(head).freeze();
                let upload = answered(self.store.put_multipart(&self.path)).await?;
                let mut parts = WriteMultipart::new_with_chunk_size(upload, PART);
                head.into_iter().for_each(|bytes| parts.put(bytes));
                self.state = State::Parts(parts);
                Ok(())
            }
            State::Parts(parts) => {
                parts.write(&bytes);
                answered(parts.wait_for_capacity(2)).await
            }
        }
    }

    /// Ends the object: from here on it is whole, and stays.
    ///
    /// # Errors
    /// 503 when the store does not say so.
    pub async fn finish(self) -> Result<(), Problem> {
        match self.state {
            State::Small(head) => answered(self.store.put(&self.path, head.freeze()))
                .await
                .map(drop),
            State::Parts(parts) => answered(parts.finish()).await.map(drop),
        }
    }

    /// Leaves it: the store shall keep no parts.
    pub async fn abandon(self) {
        if let State::Parts(parts) = self.state
            && let Err(problem) = answered(parts.abort()).await
        {
            log::warn!("an upload was not taken back: {problem}");
        }
    }
}
