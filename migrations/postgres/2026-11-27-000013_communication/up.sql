-- The newsletter: issues built from updates (clause newsletter.contents), who reads them by mail, and notices to members
-- (clause secretariat.information).

CREATE TABLE newsletters (
    id           uuid PRIMARY KEY,
    number       integer NOT NULL CHECK (number > 0),
    title        text NOT NULL,
    introduction text,
    language     text NOT NULL,
    visibility   text NOT NULL CHECK (visibility IN ('public', 'network')),
    starts_on    date NOT NULL,
    ends_on      date NOT NULL,
    update_ids   text NOT NULL,
    status       text NOT NULL CHECK (status IN ('draft', 'in_review', 'published')),
    published_at timestamptz,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK (starts_on <= ends_on),
    CHECK ((status = 'published') = (published_at IS NOT NULL))
);
CREATE UNIQUE INDEX newsletters_number ON newsletters (number);
CREATE INDEX newsletters_by_number ON newsletters (number, id);
CREATE INDEX newsletters_by_publication ON newsletters (published_at, id) WHERE published_at IS NOT NULL;

-- The updates that were shared in a published issue.
CREATE TABLE newsletter_items (
    newsletter_id uuid NOT NULL REFERENCES newsletters (id) ON DELETE CASCADE,
    update_id     uuid NOT NULL REFERENCES updates (id),
    PRIMARY KEY (newsletter_id, update_id)
);
CREATE INDEX newsletter_items_by_update ON newsletter_items (update_id, newsletter_id);

-- Who gets the newsletter by mail. The address is sealed; its keyed hash makes it unique.
CREATE TABLE newsletter_subscriptions (
    id           uuid PRIMARY KEY,
    email        bytea NOT NULL,
    email_index  bytea NOT NULL,
    language     text NOT NULL,
    status       text NOT NULL CHECK (status IN ('pending', 'confirmed')),
    mailed_at    timestamptz NOT NULL,
    confirmed_at timestamptz,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    CHECK ((status = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE UNIQUE INDEX newsletter_subscriptions_email ON newsletter_subscriptions (email_index);
CREATE INDEX newsletter_subscriptions_by_time ON newsletter_subscriptions (created_at, id);
CREATE INDEX newsletter_subscriptions_pending ON newsletter_subscriptions (mailed_at) WHERE status = 'pending';
CREATE INDEX newsletter_subscriptions_confirmed ON newsletter_subscriptions (id) WHERE status = 'confirmed';

-- Issues on their way to the subscribers: how far they have come, in the order of the subscriptions' ids.
CREATE TABLE mailings (
    newsletter_id uuid PRIMARY KEY REFERENCES newsletters (id),
    after_id      uuid,
    started_at    timestamptz NOT NULL
);

-- What is written in messages, sealed; an issue's in each of its languages.
CREATE TABLE mail_contents (
    id            uuid PRIMARY KEY,
    newsletter_id uuid REFERENCES newsletters (id),
    language      text NOT NULL,
    sealed        bytea NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE INDEX mail_contents_by_newsletter ON mail_contents (newsletter_id, language);

-- The outbox: messages that wait, and what became of them. The recipient is sealed, and gone when the message is.
CREATE TABLE mail_messages (
    id              uuid PRIMARY KEY,
    content_id      uuid REFERENCES mail_contents (id),
    recipient       bytea,
    subscription_id uuid REFERENCES newsletter_subscriptions (id) ON DELETE CASCADE,
    state           text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts        integer NOT NULL,
    due_at          timestamptz,
    give_up_at      timestamptz,
    lease_id        uuid,
    lease_until     timestamptz,
    error           text,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    CHECK ((state = 'waiting') = (content_id IS NOT NULL)),
    CHECK ((state = 'waiting') = (recipient IS NOT NULL)),
    CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (finished_at IS NULL)),
    CHECK ((lease_id IS NULL) = (lease_until IS NULL))
);
CREATE INDEX mail_messages_due ON mail_messages (due_at, id) WHERE state = 'waiting';
CREATE INDEX mail_messages_finished ON mail_messages (finished_at) WHERE state <> 'waiting';
CREATE INDEX mail_messages_by_content ON mail_messages (content_id) WHERE content_id IS NOT NULL;
CREATE INDEX mail_messages_by_subscription ON mail_messages (subscription_id) WHERE subscription_id IS NOT NULL;

CREATE TABLE notices (
    id         uuid PRIMARY KEY,
    title      text NOT NULL,
    body       text NOT NULL,
    language   text NOT NULL,
    audience   text NOT NULL CHECK (audience IN ('all_members', 'troika', 'chosen_members')),
    member_ids text NOT NULL,
    status     text NOT NULL CHECK (status IN ('draft', 'sent')),
    sent_at    timestamptz,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((status = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX notices_by_time ON notices (created_at, id);

-- The members that a notice was sent to, with their receipts.
CREATE TABLE notice_recipients (
    notice_id uuid NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES members (id),
    read_at   timestamptz,
    PRIMARY KEY (notice_id, member_id)
);
CREATE INDEX notice_recipients_by_member ON notice_recipients (member_id, notice_id);
