DROP TABLE notice_recipients;
DROP TABLE notices;
DROP TABLE mail_messages;
DROP TABLE mail_contents;
DROP TABLE mailings;
DROP TABLE newsletter_subscriptions;
DROP TABLE newsletter_items;
DROP TABLE newsletters;
