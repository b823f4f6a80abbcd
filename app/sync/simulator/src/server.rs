//! What a node does with a message, in the order in which the routes of the real server do it:
//! read it, ask whose it is, compare the lives of the database, look up what it names, and hand it
//! to the district. It keeps nothing.

use crate::district::{District, Turned};
use crate::mutant::Mutant;
use opora_domain::{Author, Viewer};
use opora_sync::wire::ReceivedPush;
use opora_sync::{PullRequest, PushRequest, PushResponse, Wire};
use std::collections::BTreeMap;

/// How a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Protocol 2.
    Compact,
    /// Protocol 1.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Push,
    Pull,
    /// A push that was carried by hand.
    Carried,
}

/// A message of a device on its way, as bytes.
#[derive(Clone, Debug)]
pub struct Request {
    pub slot: usize,
    pub exchange: u64,
    pub question: Question,
    pub form: Form,
    pub bytes: Vec<u8>,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    Pushed(Vec<u8>),
    Pulled(Vec<u8>),
    /// 409: numbers are missing.
    Gap,
    /// 409: the device has talked to another life of the database.
    OtherLineage,
    /// 409: a line that the push names is not what it says.
    SpellOut,
    /// 403: the account has no access to the network.
    Revoked,
    /// 400: written by a newer program than this node's.
    TooNew,
    /// 409: the device belongs to another user.
    ForeignDevice,
    /// 400: not a message.
    Unreadable,
}

/// What a node makes of a message at once.
pub enum Received<B> {
    Answered(Answer),
    Begun(B),
}

/// One node while it takes a message.
pub struct Node<'a, D> {
    pub district: &'a mut D,
    pub number: usize,
    /// It knows protocol 1 only.
    pub is_older: bool,
    pub page_records_max: usize,
    /// It cannot look up lines of the history now.
    pub lines_missing: bool,
    pub mutant: Option<Mutant>,
}

impl<D: District> Node<'_, D> {
    /// Takes a message of an account; `None` when the account has no access any more.
    pub fn receive(&mut self, request: &Request, author: Option<&Author>) -> Received<D::Begun> {
        if self.is_older && request.form == Form::Compact {
            return Received::Answered(Answer::TooNew);
        }
        let nobody = Author {
            user: opora_domain::UserId(uuid::Uuid::nil()),
            viewer: Viewer::Public,
            label: String::new(),
        };
        let author = match author {
            Some(author) => author,
            None if self.mutant == Some(Mutant::RevocationSilent) => &nobody,
            None => return Received::Answered(Answer::Revoked),
        };
        match request.question {
            Question::Push | Question::Carried => match self.push(request, author) {
                Ok(begun) => Received::Begun(begun),
                Err(answer) => Received::Answered(answer),
            },
            Question::Pull => {
                let answer = self.pull(request, author);
                Received::Answered(answer.unwrap_or(Answer::Unreadable))
            }
        }
    }

    fn push(&mut self, request: &Request, author: &Author) -> Result<D::Begun, Answer> {
        let received = match request.form {
            Form::Compact => ReceivedPush::from_wire(&request.bytes).ok(),
            Form::Json => serde_json::from_slice::<PushRequest>(&request.bytes)
                .ok()
                .map(ReceivedPush::from),
        };
        let received = received.ok_or(Answer::Unreadable)?;
        let lineage = received.header().lineage;
        let is_other = lineage != 0 && lineage != self.district.lineage();
        if is_other && self.mutant != Some(Mutant::LineageUnchecked) {
            return Err(Answer::OtherLineage);
        }
        let mut lines = BTreeMap::new();
        for line in received.lines().filter(|_| !self.lines_missing) {
            if let Some(entry) = self.district.line(line) {
                lines.insert(line, opora_sync::HistoryEntry::clone(&entry));
            }
        }
        let whole = received.whole(&lines).map_err(|_| Answer::SpellOut)?;
        self.district
            .begin_push(self.number, author, whole)
            .map_err(turned)
    }

    fn pull(&mut self, request: &Request, author: &Author) -> Option<Answer> {
        let asked = match request.form {
            Form::Compact => PullRequest::from_wire(&request.bytes).ok()?,
            Form::Json => PullRequest {
                protocol: 1,
                ..serde_json::from_slice(&request.bytes).ok()?
            },
        };
        let viewer = &author.viewer;
        let news = self
            .district
            .pull(self.number, viewer, &asked, self.page_records_max);
        let bytes = match request.form {
            Form::Compact => news.to_wire(),
            Form::Json => serde_json::to_vec(&news).ok()?,
        };
        Some(Answer::Pulled(bytes))
    }
}

/// The answer to a finished push, in the form of the question.
pub fn pushed(form: Form, done: &PushResponse) -> Answer {
    let bytes = match form {
        Form::Compact => Some(done.to_wire()),
        Form::Json => serde_json::to_vec(done).ok(),
    };
    bytes.map_or(Answer::Unreadable, Answer::Pushed)
}

pub const fn turned(turned: Turned) -> Answer {
    match turned {
        Turned::Gap => Answer::Gap,
        Turned::ForeignDevice => Answer::ForeignDevice,
    }
}
