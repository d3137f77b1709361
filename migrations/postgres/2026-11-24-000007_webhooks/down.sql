-- Down migrations are for development only: a released schema moves forward.
DROP TABLE webhook_attempts;
DROP TABLE webhook_deliveries;
DROP TABLE webhook_queues;
DROP TABLE webhooks;
