-- one struct text_row site_get(struct str key)
SELECT value
  FROM hj_site
 WHERE key = :key;

-- exec site_set(struct str key, struct str value)
INSERT INTO hj_site (key, value)
VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- many struct layout_row layout_of(struct str ledger)
SELECT field, type
  FROM hj_layout
 WHERE ledger = :ledger
 LIMIT 1000;

-- change layout_add(struct str ledger, struct str field, struct str type)
INSERT INTO hj_layout (ledger, field, type)
VALUES (:ledger, :field, :type);

-- exec layout_set(struct str ledger, struct str field, struct str type)
INSERT INTO hj_layout (ledger, field, type)
VALUES (:ledger, :field, :type)
    ON CONFLICT (ledger, field) DO UPDATE SET type = excluded.type;

-- many struct tally_row tally_of(int64_t region)
SELECT region, ledger, figure, key, n
  FROM hj_tally
 WHERE region = :region
 LIMIT 200000;

-- many struct tally_row tally_of_ledger(int64_t region, struct str ledger)
SELECT region, ledger, figure, key, n
  FROM hj_tally
 WHERE region = :region AND ledger = :ledger
 LIMIT 200000;

-- many struct tally_row tally_of_figure(int64_t region, struct str ledger, struct str figure)
SELECT region, ledger, figure, key, n
  FROM hj_tally
 WHERE region = :region AND ledger = :ledger AND figure = :figure
 LIMIT 100000;

-- many struct region_row tally_regions(struct str ledger, int64_t after, int64_t limit)
SELECT DISTINCT region
  FROM hj_tally
 WHERE ledger = :ledger AND region > :after
 ORDER BY region
 LIMIT :limit;

-- many struct tally_row tally_totals(int64_t region)
SELECT region, ledger, figure, key, n
  FROM hj_tally
 WHERE region = :region AND key = '*'
 LIMIT 10000;

-- many struct tally_row tally_late(int64_t region, struct str before)
SELECT region, ledger, figure, key, n
  FROM hj_tally
 WHERE region = :region AND figure = 'late' AND key < :before
 LIMIT 100000;

-- change tally_add(int64_t region, struct str ledger, struct str figure, struct str key, int64_t n)
INSERT INTO hj_tally (region, ledger, figure, key, n)
VALUES (:region, :ledger, :figure, :key, :n)
    ON CONFLICT (region, ledger, figure, key) DO UPDATE SET n = hj_tally.n + excluded.n;

-- exec tally_clear(struct str ledger)
DELETE FROM hj_tally
 WHERE ledger = :ledger;

-- change file_add(file_id id, struct str name, int64_t bytes, struct str hash, account_id who, instant at)
INSERT INTO hj_file (id, name, bytes, hash, who, at)
VALUES (:id, :name, :bytes, :hash, :who, :at);

-- one struct file_row file_get(file_id id)
SELECT id, name, bytes, hash, who, at
  FROM hj_file
 WHERE id = :id;

-- many struct file_row file_list(int64_t after, int64_t limit)
SELECT id, name, bytes, hash, who, at
  FROM hj_file
 WHERE id > :after
 ORDER BY id
 LIMIT :limit;

-- exec file_used(file_id id)
UPDATE hj_file
   SET used = 1
 WHERE id = :id AND used = 0;

-- one struct number_row file_unused_bytes(account_id who)
SELECT coalesce(sum(bytes), 0) AS n
  FROM hj_file
 WHERE who = :who AND used = 0;

-- many struct file_row file_leftovers(instant before)
SELECT id, name, bytes, hash, who, at
  FROM hj_file
 WHERE used = 0 AND at < :before
 LIMIT 200;

-- exec file_drop(file_id id)
DELETE FROM hj_file
 WHERE id = :id AND used = 0;

-- one struct number_row file_of_hash(struct str hash)
SELECT count(*) AS n
  FROM hj_file
 WHERE hash = :hash;

-- one struct number_row file_count()
SELECT count(*) AS n
  FROM hj_file;

-- change import_add(batch_id id, struct str ledger, struct str name, account_id who, instant at, int64_t region, struct str state, struct str digest)
INSERT INTO hj_import (id, ledger, name, who, at, region, state, digest)
VALUES (:id, :ledger, :name, :who, :at, :region, :state, :digest);

-- change import_set(batch_id id, struct str state, int64_t rows, int64_t region)
UPDATE hj_import
   SET state = :state, rows = :rows, region = :region
 WHERE id = :id;

-- change import_set_registrar(batch_id id, account_id registrar)
UPDATE hj_import
   SET registrar = :registrar
 WHERE id = :id;

-- one struct import_row import_get(batch_id id)
SELECT id, ledger, name, who, at, region, state, rows, registrar
  FROM hj_import
 WHERE id = :id;

-- many struct import_row import_same(struct str ledger, struct str digest, batch_id but, int64_t limit)
SELECT id, ledger, name, who, at, region, state, rows, registrar
  FROM hj_import
 WHERE digest = :digest AND digest <> '' AND ledger = :ledger AND state = 'done' AND id <> :but
 ORDER BY id DESC
 LIMIT :limit;

-- many struct import_row import_list(struct str ledger, int64_t limit)
SELECT id, ledger, name, who, at, region, state, rows, registrar
  FROM hj_import
 WHERE ledger = :ledger
 ORDER BY id DESC
 LIMIT :limit;

-- one struct number_row newest_id()
SELECT max(id) AS n
  FROM (SELECT max(id) AS id FROM hj_change UNION ALL SELECT max(id) FROM hj_event
        UNION ALL SELECT max(id) FROM hj_view UNION ALL SELECT max(id) FROM hj_import
        UNION ALL SELECT max(id) FROM hj_file UNION ALL SELECT max(id) FROM hj_account) AS t;
