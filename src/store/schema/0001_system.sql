-- What every site has beside its ledgers.  Tables of ledgers bear the ledger's name and are
-- made from their description; these begin with hj_.
-- Instants are milliseconds since 1970 UTC; 0 means "never".

-- One row per setting of the site: its region, name, schema, node.
CREATE TABLE hj_site (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

-- Who may sign in.  Never deleted; disabled instead.
CREATE TABLE hj_account (
    id           INTEGER PRIMARY KEY NOT NULL,  -- account_id
    name         TEXT    NOT NULL UNIQUE,       -- what is typed at log-in
    title        TEXT    NOT NULL,              -- what others read
    password     TEXT    NOT NULL,              -- Argon2id, with its parameters and salt
    password_at  INTEGER NOT NULL,
    must_change  INTEGER NOT NULL DEFAULT 1 CHECK (must_change IN (0, 1)),
    is_disabled  INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
    failed       INTEGER NOT NULL DEFAULT 0,    -- wrong passwords since the last right one
    locked_until INTEGER NOT NULL DEFAULT 0,
    totp         BLOB,                          -- sealed secret; NULL: not set up
    totp_on      INTEGER NOT NULL DEFAULT 0 CHECK (totp_on IN (0, 1)),
    totp_step    INTEGER NOT NULL DEFAULT 0,    -- last 30-second step used, so that no code serves twice
    locale       TEXT,
    seen_at      INTEGER NOT NULL DEFAULT 0
);

-- A role at a region holds for the subtree of that region.
CREATE TABLE hj_grant (
    account INTEGER NOT NULL,
    role    TEXT    NOT NULL,
    region  INTEGER NOT NULL,
    PRIMARY KEY (account, role, region)
);

-- Signed-in browsers.  The token itself is stored nowhere.
CREATE TABLE hj_session (
    hash       BLOB    PRIMARY KEY NOT NULL,    -- BLAKE2b of the token
    account    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    origin     TEXT                             -- address it was made from
);

-- The trace: every write, in the same transaction as the write, chained by hash in each region.
CREATE TABLE hj_change (
    id     INTEGER PRIMARY KEY NOT NULL,        -- made by time: newest last
    region INTEGER NOT NULL,                    -- of the row
    seq    INTEGER NOT NULL,                    -- 1, 2, 3 … within the region, without a gap
    at     INTEGER NOT NULL,
    who    INTEGER NOT NULL,                    -- account_id; 0: the command line
    origin TEXT,                                -- address, or the command
    ledger TEXT    NOT NULL,
    row_id INTEGER NOT NULL,
    act    TEXT    NOT NULL,                    -- create, update, remove, restore, move, or an act of the ledger
    batch  INTEGER NOT NULL DEFAULT 0,          -- of an import or bulk edit; 0: none
    reason TEXT,
    was    TEXT,                                -- JSON of the fields before; NULL: nothing
    became TEXT,                                -- JSON of the fields after
    digest BLOB,                                -- of the whole row as it then stands; NULL: removed
    hash   BLOB    NOT NULL,                    -- BLAKE2b over all of this and the hash before
    UNIQUE (region, seq)
);
CREATE INDEX hj_change_row ON hj_change (row_id, id);
CREATE INDEX hj_change_removed ON hj_change (ledger, id) WHERE became IS NULL;
CREATE INDEX hj_change_batch ON hj_change (batch, id) WHERE batch <> 0;

-- Who opened a sealed field, and why.
CREATE TABLE hj_view (
    id      INTEGER PRIMARY KEY NOT NULL,
    at      INTEGER NOT NULL,
    who     INTEGER NOT NULL,
    origin  TEXT,
    ledger  TEXT    NOT NULL,
    row_id  INTEGER NOT NULL,
    region  INTEGER NOT NULL,
    field   TEXT    NOT NULL,
    purpose TEXT    NOT NULL
);
CREATE INDEX hj_view_row ON hj_view (row_id, id);

-- What administrators did: accounts, grants, log-ins, definitions, backups.
CREATE TABLE hj_event (
    id     INTEGER PRIMARY KEY NOT NULL,
    at     INTEGER NOT NULL,
    who    INTEGER NOT NULL,
    origin TEXT,
    act    TEXT    NOT NULL,
    target TEXT
);

-- Figures kept up to date with each write, for the row's region and all above it.
CREATE TABLE hj_tally (
    region INTEGER NOT NULL,
    ledger TEXT    NOT NULL,
    figure TEXT    NOT NULL,
    key    TEXT    NOT NULL,                    -- value of "by"; '*' for the total
    n      INTEGER NOT NULL,                    -- rows, or the sum in the field's own unit
    PRIMARY KEY (region, ledger, figure, key)
);

-- What walls read: totals of a region in one range, and open rows by deadline in another.
CREATE INDEX hj_tally_totals ON hj_tally (region, ledger, figure, n) WHERE key = '*';
CREATE INDEX hj_tally_late ON hj_tally (region, ledger, key, n) WHERE figure = 'late';

-- Which columns a ledger's table has, so that a changed description upgrades it.
CREATE TABLE hj_layout (
    ledger TEXT NOT NULL,
    field  TEXT NOT NULL,
    type   TEXT NOT NULL,
    PRIMARY KEY (ledger, field)
);

-- Imports, from upload to undo.
CREATE TABLE hj_import (
    id     INTEGER PRIMARY KEY NOT NULL,
    ledger TEXT    NOT NULL,
    name   TEXT    NOT NULL,                    -- of the file, as uploaded
    who    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    region INTEGER NOT NULL,
    state  TEXT    NOT NULL,
    rows   INTEGER NOT NULL DEFAULT 0
);

-- Uploaded files; the bytes lie in the folder files/ under their hash.
CREATE TABLE hj_file (
    id    INTEGER PRIMARY KEY NOT NULL,
    name  TEXT    NOT NULL,
    bytes INTEGER NOT NULL,
    hash  TEXT    NOT NULL,                     -- BLAKE2b-256, hexadecimal
    who   INTEGER NOT NULL,
    at    INTEGER NOT NULL
);
