-- Who set an account's password last, other than its owner: he is told of it, and whoever set it grants nothing to
-- that account.  Once it is reset: when, and who stood beside.  set_by stays when the owner chooses his own.
ALTER TABLE hj_account ADD COLUMN set_at INTEGER NOT NULL DEFAULT 0;      -- of a reset; 0: never reset
ALTER TABLE hj_account ADD COLUMN set_by INTEGER NOT NULL DEFAULT 0;      -- account_id; 0: the command line
ALTER TABLE hj_account ADD COLUMN set_second INTEGER NOT NULL DEFAULT 0;  -- account_id; 0: nobody

-- Whose account an event is about, so that its owner can read what was done to it.  0: nobody's.
ALTER TABLE hj_event ADD COLUMN about INTEGER NOT NULL DEFAULT 0;
CREATE INDEX hj_event_about ON hj_event (about, id) WHERE about <> 0;
CREATE INDEX hj_event_who ON hj_event (who, id);
