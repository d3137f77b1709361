DROP TABLE search_words_network;
DROP TABLE search_words_public;
DROP TABLE search_entries;
