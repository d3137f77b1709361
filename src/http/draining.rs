//! Being told to stop.

use tokio::sync::watch;

/// Set when the instance has been told to stop: it is not ready any more, ends the answers that have no end of their
/// own, and finishes what is under way.
#[derive(Clone)]
pub struct Draining(watch::Sender<bool>);

impl Default for Draining {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Draining {
    /// From now on not ready.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether it has been told.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is told.
    pub async fn begun(&self) {
        // The sender is ours: it does not close under us.
        let _ = self.0.subscribe().wait_for(|begun| *begun).await;
    }
}
