-- The newsletter: issues built from updates (clause newsletter.contents), who reads them by mail, and notices to members
-- (clause secretariat.information).

CREATE TABLE newsletters (
    id           BLOB PRIMARY KEY,
    number       INTEGER NOT NULL CHECK (number > 0),
    title        TEXT NOT NULL,
    introduction TEXT,
    language     TEXT NOT NULL,
    visibility   TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    starts_on    TEXT NOT NULL,
    ends_on      TEXT NOT NULL,
    update_ids   TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'published')),
    published_at INTEGER,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    CHECK (starts_on <= ends_on),
    CHECK ((status = 'published') = (published_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX newsletters_number ON newsletters (number);
CREATE INDEX newsletters_by_number ON newsletters (number, id);
CREATE INDEX newsletters_by_publication ON newsletters (published_at, id) WHERE published_at IS NOT NULL;

-- The updates that were shared in a published issue.
CREATE TABLE newsletter_items (
    newsletter_id BLOB NOT NULL REFERENCES newsletters (id) ON DELETE CASCADE,
    update_id     BLOB NOT NULL REFERENCES updates (id),
    PRIMARY KEY (newsletter_id, update_id)
) STRICT;
CREATE INDEX newsletter_items_by_update ON newsletter_items (update_id, newsletter_id);

-- Who gets the newsletter by mail. The address is sealed; its keyed hash makes it unique.
CREATE TABLE newsletter_subscriptions (
    id           BLOB PRIMARY KEY,
    email        BLOB NOT NULL,
    email_index  BLOB NOT NULL,
    language     TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('pending', 'confirmed')),
    mailed_at    INTEGER NOT NULL,
    confirmed_at INTEGER,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    CHECK ((status = 'confirmed') = (confirmed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX newsletter_subscriptions_email ON newsletter_subscriptions (email_index);
CREATE INDEX newsletter_subscriptions_by_time ON newsletter_subscriptions (created_at, id);
CREATE INDEX newsletter_subscriptions_pending ON newsletter_subscriptions (mailed_at) WHERE status = 'pending';
CREATE INDEX newsletter_subscriptions_confirmed ON newsletter_subscriptions (id) WHERE status = 'confirmed';

-- Issues on their way to the subscribers: how far they have come, in the order of the subscriptions' ids.
CREATE TABLE mailings (
    newsletter_id BLOB PRIMARY KEY REFERENCES newsletters (id),
    after_id      BLOB,
    started_at    INTEGER NOT NULL
) STRICT;

-- What is written in messages, sealed; an issue's in each of its languages.
CREATE TABLE mail_contents (
    id            BLOB PRIMARY KEY,
    newsletter_id BLOB REFERENCES newsletters (id),
    language      TEXT NOT NULL,
    sealed        BLOB NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_contents_by_newsletter ON mail_contents (newsletter_id, language);

-- The outbox: messages that wait, and what became of them. The recipient is sealed, and gone when the message is.
CREATE TABLE mail_messages (
    id              BLOB PRIMARY KEY,
    content_id      BLOB REFERENCES mail_contents (id),
    recipient       BLOB,
    subscription_id BLOB REFERENCES newsletter_subscriptions (id) ON DELETE CASCADE,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts        INTEGER NOT NULL,
    due_at          INTEGER,
    give_up_at      INTEGER,
    lease_id        BLOB,
    lease_until     INTEGER,
    error           TEXT,
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER,
    CHECK ((state = 'waiting') = (content_id IS NOT NULL)),
    CHECK ((state = 'waiting') = (recipient IS NOT NULL)),
    CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (finished_at IS NULL)),
    CHECK ((lease_id IS NULL) = (lease_until IS NULL))
) STRICT;
CREATE INDEX mail_messages_due ON mail_messages (due_at, id) WHERE state = 'waiting';
CREATE INDEX mail_messages_finished ON mail_messages (finished_at) WHERE state <> 'waiting';
CREATE INDEX mail_messages_by_content ON mail_messages (content_id) WHERE content_id IS NOT NULL;
CREATE INDEX mail_messages_by_subscription ON mail_messages (subscription_id) WHERE subscription_id IS NOT NULL;

CREATE TABLE notices (
    id         BLOB PRIMARY KEY,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    language   TEXT NOT NULL,
    audience   TEXT NOT NULL CHECK (audience IN ('all_members', 'troika', 'chosen_members')),
    member_ids TEXT NOT NULL,
    status     TEXT NOT NULL CHECK (status IN ('draft', 'sent')),
    sent_at    INTEGER,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((status = 'sent') = (sent_at IS NOT NULL))
) STRICT;
CREATE INDEX notices_by_time ON notices (created_at, id);

-- The members that a notice was sent to, with their receipts.
CREATE TABLE notice_recipients (
    notice_id BLOB NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    member_id BLOB NOT NULL REFERENCES members (id),
    read_at   INTEGER,
    PRIMARY KEY (notice_id, member_id)
) STRICT;
CREATE INDEX notice_recipients_by_member ON notice_recipients (member_id, notice_id);
