DROP TABLE promotions;
DROP TABLE forum_exchanges;
DROP TABLE initiatives;
DROP TABLE partner_participations;
DROP TABLE partner_people;
DROP TABLE subject_keys;
DROP TABLE partners;
