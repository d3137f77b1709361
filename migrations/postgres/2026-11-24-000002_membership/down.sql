-- Down migrations are for development only: a released schema moves forward.
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE focal_point_ministries;
DROP TABLE focal_points;
DROP TABLE membership_request_recipients;
DROP TABLE membership_requests;
DROP TABLE membership_periods;
DROP TABLE member_names;
DROP TABLE members;
