//! Who asks, looked up again: for answers that take their time, while an account is disabled or a token ends.

use crate::auth::Caller;
use crate::error::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;

type Answer = Pin<Box<dyn Future<Output = Result<Caller, Problem>>>>;

/// What the gate did to let the request in, to be done again.
#[derive(Clone)]
pub struct Standing(Rc<dyn Fn(Token) -> Answer>);

/// As of when the token has to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// Now.
    Now,
    /// When the request came in.
    Then,
}

impl Standing {
    /// Keeps how a caller is looked up.
    pub fn new<F: Future<Output = Result<Caller, Problem>> + 'static>(
        look: impl Fn(Token) -> F + 'static,
    ) -> Self {
        Self(Rc::new(move |token| Box::pin(look(token))))
    }

    /// The caller as he stands now.
    ///
    /// # Errors
    /// 401 when he is nobody any more, 403 when the operation is not his any more.
    pub async fn now(&self) -> Result<Caller, Problem> {
        (self.0)(Token::Now).await
    }

    /// The same for a request that took its time to come in: its token may have ended since, but not the caller's
    /// account, session or role.
    ///
    /// # Errors
    /// 401 when he is nobody any more, 403 when the operation is not his any more.
    pub async fn still(&self) -> Result<Caller, Problem> {
        (self.0)(Token::Then).await
    }
}

impl FromRequest for Standing {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let standing = req.extensions().get::<Self>().cloned();
        ready(standing.ok_or_else(|| Problem::internal("a handler outside the gate")))
    }
}
