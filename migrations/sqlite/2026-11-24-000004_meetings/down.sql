-- Down migrations are for development only: a released schema moves forward.
DROP TABLE participants;
DROP TABLE agenda_items;
DROP TABLE meeting_co_sponsors;
DROP TABLE meetings;
