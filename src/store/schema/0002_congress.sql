-- What the doors of a congress reported, one row for each event, so that an event that is
-- sent twice counts once and a late one finds its place.
CREATE TABLE hj_check_in (
    sitting  INTEGER NOT NULL,                  -- row of the ledger sitting
    key      TEXT    NOT NULL,                  -- made by the door
    attendee INTEGER NOT NULL,
    kind     TEXT    NOT NULL,                  -- in, out, leave_sick, leave_business, absent, clear
    at       INTEGER NOT NULL,                  -- as the door saw it, brought to our clock
    door     TEXT    NOT NULL,
    way      TEXT,                              -- list, qr, code
    reason   TEXT,
    taken_at INTEGER NOT NULL,                  -- when it reached us
    who      INTEGER NOT NULL,                  -- account_id
    PRIMARY KEY (sitting, key)
);
CREATE INDEX hj_check_in_attendee ON hj_check_in (sitting, attendee);
