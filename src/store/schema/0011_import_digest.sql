-- BLAKE2b of the file of an import, in hexadecimal; empty: of before this was kept.  The same bytes are told when they come again.
ALTER TABLE hj_import ADD COLUMN digest TEXT NOT NULL DEFAULT '';
CREATE INDEX hj_import_digest ON hj_import (digest) WHERE digest <> '';
