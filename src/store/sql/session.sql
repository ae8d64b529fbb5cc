-- many struct session_row session_list()
SELECT hash, account, created_at, seen_at, origin
  FROM hj_session
 LIMIT 100000;

-- change session_add(struct blob hash, account_id account, instant at, struct str origin)
INSERT INTO hj_session (hash, account, created_at, seen_at, origin)
VALUES (:hash, :account, :at, :at, :origin);

-- exec session_end(struct blob hash)
DELETE FROM hj_session
 WHERE hash = :hash;

-- exec session_end_all(account_id account)
DELETE FROM hj_session
 WHERE account = :account;

-- exec session_end_others(account_id account, struct blob kept)
DELETE FROM hj_session
 WHERE account = :account AND hash <> :kept;

-- exec session_end_old(instant before)
DELETE FROM hj_session
 WHERE created_at < :before;
