-- Who may write here, on PostgreSQL, where no lock of a file tells it.  One row for each number of a
-- node that a running program draws ids with; see docs/decisions/0012-node-numbers.md.
CREATE TABLE hj_lease (
    node   INTEGER PRIMARY KEY NOT NULL,
    token  TEXT    NOT NULL,                    -- of the process; random
    place  TEXT    NOT NULL,                    -- machine and data folder
    what   TEXT    NOT NULL,                    -- the command that runs there
    since  INTEGER NOT NULL,                    -- by the clock of the database, as is the next
    until  INTEGER NOT NULL,
    batch  INTEGER NOT NULL                     -- the last one committed, to ask for after a lost answer
);
