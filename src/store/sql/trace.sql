-- change event_add(int64_t id, instant at, account_id who, struct str origin, struct str act, struct str target, account_id about)
INSERT INTO hj_event (id, at, who, origin, act, target, about)
VALUES (:id, :at, :who, :origin, :act, :target, :about);

-- many struct event_row event_of_account(account_id account, int64_t limit)
SELECT id, at, who, origin, act, target, about
  FROM (SELECT id, at, who, origin, act, target, about FROM hj_event WHERE about = :account
        UNION ALL
        SELECT id, at, who, origin, act, target, about FROM hj_event
         WHERE who = :account AND about = 0
           AND (act LIKE 'login%' OR act LIKE 'password%' OR act LIKE 'totp%')) AS e
 ORDER BY id DESC
 LIMIT :limit;

-- many struct event_row event_list(int64_t before, int64_t who, int64_t limit)
SELECT id, at, who, origin, act, target, about
  FROM hj_event
 WHERE id < :before AND (:who < 0 OR who = :who)
 ORDER BY id DESC
 LIMIT :limit;

-- change view_add(int64_t id, instant at, account_id who, struct str origin, struct str ledger, row_id subject, int64_t region, struct str field, struct str purpose)
INSERT INTO hj_view (id, at, who, origin, ledger, row_id, region, field, purpose)
VALUES (:id, :at, :who, :origin, :ledger, :subject, :region, :field, :purpose);

-- many struct view_row view_of(row_id subject, int64_t limit)
SELECT id, at, who, origin, ledger, row_id, region, field, purpose
  FROM hj_view
 WHERE row_id = :subject
 ORDER BY id DESC
 LIMIT :limit;

-- many struct view_row view_list(int64_t before, int64_t limit)
SELECT id, at, who, origin, ledger, row_id, region, field, purpose
  FROM hj_view
 WHERE id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- many struct change change_of(row_id subject, int64_t limit)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, was, became,
       digest, hash
  FROM hj_change
 WHERE row_id = :subject
 ORDER BY id DESC
 LIMIT :limit;

-- many struct change change_list(int64_t before, int64_t low, int64_t high, struct str ledger, int64_t who, int64_t limit)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, '' AS was,
       '' AS became, digest, hash
  FROM hj_change
 WHERE id < :before AND region BETWEEN :low AND :high
   AND (CAST(:ledger AS TEXT) IS NULL OR ledger = :ledger) AND (:who < 0 OR who = :who)
 ORDER BY id DESC
 LIMIT :limit;

-- many struct change change_in_batch(int64_t batch, int64_t before, int64_t limit)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, was, became,
       digest, hash
  FROM hj_change
 WHERE batch = :batch AND batch <> 0 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- many struct change change_in_region(int64_t region, int64_t after, int64_t limit)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, was, became,
       digest, hash
  FROM hj_change
 WHERE region = :region AND seq > :after
 ORDER BY seq
 LIMIT :limit;

-- many struct region_row change_regions(int64_t after, int64_t limit)
SELECT DISTINCT region
  FROM hj_change
 WHERE region > :after
 ORDER BY region
 LIMIT :limit;

-- one struct chain_head change_head(int64_t region)
SELECT seq, hash
  FROM hj_change
 WHERE region = :region
 ORDER BY seq DESC
 LIMIT 1;

-- one struct change change_last(row_id subject)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, was, became,
       digest, hash
  FROM hj_change
 WHERE row_id = :subject
 ORDER BY id DESC
 LIMIT 1;

-- one struct change change_first_in_batch(row_id subject, int64_t batch)
SELECT id, region, seq, at, who, origin, ledger, row_id, act, batch, reason, was, became,
       digest, hash
  FROM hj_change
 WHERE row_id = :subject AND batch = :batch
 ORDER BY id
 LIMIT 1;

-- one struct number_row change_count()
SELECT count(*) AS n
  FROM hj_change;

-- many struct standing_row change_standing(int64_t after, int64_t limit)
SELECT c.row_id, c.region, c.ledger
  FROM hj_change AS c
 WHERE c.row_id > :after AND c.digest IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM hj_change AS n WHERE n.row_id = c.row_id AND n.id > c.id)
 ORDER BY c.row_id
 LIMIT :limit;

-- one struct number_row change_standing_count()
SELECT count(*) AS n
  FROM hj_change AS c
 WHERE c.digest IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM hj_change AS n WHERE n.row_id = c.row_id AND n.id > c.id);

-- many struct change change_removed(struct str ledger, int64_t low, int64_t high, int64_t limit)
SELECT c.id, c.region, c.seq, c.at, c.who, c.origin, c.ledger, c.row_id, c.act, c.batch,
       c.reason, c.was, c.became, c.digest, c.hash
  FROM hj_change c
 WHERE c.ledger = :ledger AND c.became IS NULL AND c.act <> 'leave'
   AND c.region BETWEEN :low AND :high
   AND c.id = (SELECT max(x.id) FROM hj_change x WHERE x.row_id = c.row_id)
 ORDER BY c.id DESC
 LIMIT :limit;
