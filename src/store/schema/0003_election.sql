-- Ballots and what surrounds them.  Nothing here can be joined to a person: a ballot has neither
-- time, origin nor order; a slip knows used or unused.

-- What a poll keeps besides its row: the frozen election, the result, signatures, decisions, evidence.
CREATE TABLE hj_poll_part (
    poll INTEGER NOT NULL,                      -- row of the ledger poll
    part TEXT    NOT NULL,
    body TEXT    NOT NULL,                      -- JSON
    PRIMARY KEY (poll, part)
);

-- Accepted ballots: each different one once, with how often it was cast.
CREATE TABLE hj_ballot (
    key    INTEGER PRIMARY KEY NOT NULL,        -- random: the table has no order of its own
    poll   INTEGER NOT NULL,
    source INTEGER NOT NULL,                    -- counting group; 0: the urn
    ballot TEXT    NOT NULL,                    -- a line as huanjie count reads it
    times  INTEGER NOT NULL
);
CREATE UNIQUE INDEX hj_ballot_once ON hj_ballot (poll, source, ballot);

-- One-time slips, by the hash of their code; the codes are printed once and kept nowhere.
CREATE TABLE hj_slip (
    hash     BLOB    PRIMARY KEY NOT NULL,
    congress INTEGER NOT NULL,
    round    INTEGER NOT NULL,                  -- the cast it is for
    is_used  INTEGER NOT NULL DEFAULT 0 CHECK (is_used IN (0, 1))
);
CREATE INDEX hj_slip_cast ON hj_slip (congress, round, is_used);

-- The urn of a cast: ballots are sealed to its key when they come in.  Its secret key is
-- locked with the passphrases of key holders, two of whom open it.
CREATE TABLE hj_urn (
    congress INTEGER NOT NULL,
    round    INTEGER NOT NULL,
    state    TEXT    NOT NULL,                  -- open, closed, unsealed
    public   BLOB,                              -- NULL once unsealed
    locked   TEXT    NOT NULL,                  -- JSON: holders and the locked secret key
    sheets   TEXT    NOT NULL,                  -- JSON: what the voters see
    size     INTEGER NOT NULL,                  -- bytes of every ballot before it is sealed
    PRIMARY KEY (congress, round)
);

CREATE TABLE hj_urn_ballot (
    key      INTEGER PRIMARY KEY NOT NULL,      -- random
    congress INTEGER NOT NULL,
    round    INTEGER NOT NULL,
    sealed   BLOB    NOT NULL
);
CREATE INDEX hj_urn_ballot_cast ON hj_urn_ballot (congress, round);

-- Paper: groups of ballots that two tellers enter, each for himself.
CREATE TABLE hj_group (
    poll        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    mode        TEXT    NOT NULL,               -- ballots, sums
    state       TEXT    NOT NULL,               -- entering, waiting, agrees, differs, accepted
    first_who   INTEGER NOT NULL DEFAULT 0,     -- account_id
    first_done  INTEGER NOT NULL DEFAULT 0,
    second_who  INTEGER NOT NULL DEFAULT 0,
    second_done INTEGER NOT NULL DEFAULT 0,
    accepted_by INTEGER NOT NULL DEFAULT 0,
    returned    INTEGER NOT NULL DEFAULT 0,     -- ballots in it, once accepted
    PRIMARY KEY (poll, number)
);

CREATE TABLE hj_entry (
    poll   INTEGER NOT NULL,
    number INTEGER NOT NULL,
    side   INTEGER NOT NULL,                    -- 1, 2
    pos    INTEGER NOT NULL,                    -- on the pile; forgotten once accepted
    ballot TEXT    NOT NULL,
    PRIMARY KEY (poll, number, side, pos)
);

-- Where the tellers differed, and what the scrutineer decided.
CREATE TABLE hj_settlement (
    poll     INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    pos      INTEGER NOT NULL,
    first    TEXT,
    second   TEXT,
    ballot   TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    who      INTEGER NOT NULL,
    PRIMARY KEY (poll, number, pos)
);
