-- Whose account it is: a row of the ledger person, or why none (an office's shared account).  0 and NULL: not
-- said yet, by accounts that are older than this step; see docs/decisions/0014-accounts-are-people.md.
ALTER TABLE hj_account ADD COLUMN person INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hj_account ADD COLUMN no_person TEXT;
