-- exec check_in_add(row_id sitting, struct str key, row_id attendee, struct str kind, instant at, struct str door, struct str way, struct str reason, instant taken_at, account_id who)
INSERT INTO hj_check_in (sitting, key, attendee, kind, at, door, way, reason, taken_at, who)
VALUES (:sitting, :key, :attendee, :kind, :at, :door, :way, :reason, :taken_at, :who)
    ON CONFLICT (sitting, key) DO NOTHING;

-- one struct check_in check_in_get(row_id sitting, struct str key)
SELECT key, attendee, kind, at, door, way, reason, turn
  FROM hj_check_in
 WHERE sitting = :sitting AND key = :key;

-- many struct check_in check_ins_of(row_id sitting, row_id attendee)
SELECT key, attendee, kind, at, door, way, reason, turn
  FROM hj_check_in
 WHERE sitting = :sitting AND attendee = :attendee
 LIMIT 100000;

-- many struct check_in check_ins_at(row_id sitting)
SELECT key, attendee, kind, at, door, way, reason, turn
  FROM hj_check_in
 WHERE sitting = :sitting
 ORDER BY attendee, key
 LIMIT 1000000;

-- exec check_in_settle(row_id sitting, struct str key, instant at, int64_t turn)
UPDATE hj_check_in
   SET at = :at, turn = :turn, taken_at = taken_at - taken_at % 60000
 WHERE sitting = :sitting AND key = :key;

-- many struct last_seen check_ins_latest(row_id sitting, int64_t most)
SELECT attendee, max(at) AS at
  FROM hj_check_in
 WHERE sitting = :sitting
 GROUP BY attendee
 ORDER BY max(at) DESC, attendee
 LIMIT :most;

-- one struct number_row check_in_count(row_id attendee)
SELECT count(*) AS n
  FROM hj_check_in
 WHERE attendee = :attendee;

-- many struct door_row check_in_doors(row_id sitting)
SELECT door, count(*) AS n, max(at) AS last_at
  FROM hj_check_in
 WHERE sitting = :sitting
 GROUP BY door
 ORDER BY door
 LIMIT 100;
