DROP TABLE token_keys;
DROP TABLE identities;
DROP TABLE service_account_secrets;
DROP TABLE service_accounts;
