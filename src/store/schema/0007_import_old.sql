-- Who vouched for old books, beside the one who brought them; 0: not old books.  Taking them back asks for two
-- again.
ALTER TABLE hj_import ADD COLUMN registrar INTEGER NOT NULL DEFAULT 0;
