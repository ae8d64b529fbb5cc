-- Was the file ever pointed to by a row?  What was uploaded and never used is cleared after a day.  Of before this was
-- kept: used.
ALTER TABLE hj_file ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
UPDATE hj_file SET used = 1;
CREATE INDEX hj_file_unused ON hj_file (who, at) WHERE used = 0;
CREATE INDEX hj_file_hash ON hj_file (hash);
