-- one struct text_row poll_part_get(row_id poll, struct str part)
SELECT body AS value
  FROM hj_poll_part
 WHERE poll = :poll AND part = :part;

-- change poll_part_put(row_id poll, struct str part, struct str body)
INSERT INTO hj_poll_part (poll, part, body)
VALUES (:poll, :part, :body)
ON CONFLICT (poll, part) DO UPDATE SET body = excluded.body;

-- exec poll_part_drop(row_id poll, struct str part)
DELETE FROM hj_poll_part
 WHERE poll = :poll AND part = :part;

-- change ballot_add(int64_t key, row_id poll, int64_t source, struct str ballot, int64_t times)
INSERT INTO hj_ballot (key, poll, source, ballot, times)
VALUES (:key, :poll, :source, :ballot, :times)
ON CONFLICT (poll, source, ballot) DO UPDATE SET times = hj_ballot.times + excluded.times;

-- many struct ballot_row ballot_list(row_id poll)
SELECT source, ballot, times
  FROM hj_ballot
 WHERE poll = :poll
 ORDER BY ballot, source;

-- exec ballot_drop(row_id poll, int64_t source)
DELETE FROM hj_ballot
 WHERE poll = :poll AND source = :source;

-- change slip_add(struct blob hash, row_id congress, int64_t cast_no)
INSERT INTO hj_slip (hash, congress, round, is_used)
VALUES (:hash, :congress, :cast_no, 0);

-- one struct slip_row slip_get(struct blob hash)
SELECT congress, round, is_used
  FROM hj_slip
 WHERE hash = :hash;

-- change slip_use(struct blob hash)
UPDATE hj_slip
   SET is_used = 1
 WHERE hash = :hash AND is_used = 0;

-- one struct number_row slip_count(row_id congress, int64_t cast_no)
SELECT count(*) AS n
  FROM hj_slip
 WHERE congress = :congress AND round = :cast_no;

-- one struct number_row slip_used(row_id congress, int64_t cast_no)
SELECT count(*) AS n
  FROM hj_slip
 WHERE congress = :congress AND round = :cast_no AND is_used = 1;

-- change urn_add(row_id congress, int64_t cast_no, struct str state, struct blob public_key, struct str locked, struct str sheets, int64_t size)
INSERT INTO hj_urn (congress, round, state, public, locked, sheets, size)
VALUES (:congress, :cast_no, :state, :public_key, :locked, :sheets, :size);

-- one struct urn_row urn_get(row_id congress, int64_t cast_no)
SELECT state, public AS public_key, locked, sheets, size
  FROM hj_urn
 WHERE congress = :congress AND round = :cast_no;

-- many struct text_row urn_locked()
SELECT locked AS value
  FROM hj_urn
 WHERE state <> 'unsealed'
 LIMIT 10000;

-- change urn_state(row_id congress, int64_t cast_no, struct str state)
UPDATE hj_urn
   SET state = :state
 WHERE congress = :congress AND round = :cast_no;

-- change urn_destroy(row_id congress, int64_t cast_no, struct str locked)
UPDATE hj_urn
   SET state = 'unsealed', public = NULL, locked = :locked
 WHERE congress = :congress AND round = :cast_no;

-- exec slip_drop(row_id congress, int64_t cast_no)
DELETE FROM hj_slip
 WHERE congress = :congress AND round = :cast_no;

-- change urn_ballot_add(int64_t key, row_id congress, int64_t cast_no, struct blob sealed)
INSERT INTO hj_urn_ballot (key, congress, round, sealed)
VALUES (:key, :congress, :cast_no, :sealed);

-- many struct sealed_row urn_ballots(row_id congress, int64_t cast_no)
SELECT key, sealed
  FROM hj_urn_ballot
 WHERE congress = :congress AND round = :cast_no
 ORDER BY key;

-- exec urn_empty(row_id congress, int64_t cast_no)
DELETE FROM hj_urn_ballot
 WHERE congress = :congress AND round = :cast_no;

-- many struct count_group group_list(row_id poll)
SELECT number, name, mode, state, first_who, first_done, second_who, second_done, accepted_by, returned
  FROM hj_group
 WHERE poll = :poll
 ORDER BY number;

-- change group_add(row_id poll, int64_t number, struct str name, struct str mode)
INSERT INTO hj_group (poll, number, name, mode, state)
VALUES (:poll, :number, :name, :mode, 'entering');

-- change group_put(row_id poll, int64_t number, struct str state, account_id first_who, int64_t first_done, account_id second_who, int64_t second_done, account_id accepted_by, int64_t returned)
UPDATE hj_group
   SET state = :state, first_who = :first_who, first_done = :first_done, second_who = :second_who,
       second_done = :second_done, accepted_by = :accepted_by, returned = :returned
 WHERE poll = :poll AND number = :number;

-- exec group_drop(row_id poll, int64_t number)
DELETE FROM hj_group
 WHERE poll = :poll AND number = :number;

-- many struct poll_entry entry_list(row_id poll, int64_t number, int64_t side)
SELECT pos, ballot
  FROM hj_entry
 WHERE poll = :poll AND number = :number AND side = :side
 ORDER BY pos;

-- one struct number_row entry_count(row_id poll, int64_t number, int64_t side)
SELECT count(*) AS n
  FROM hj_entry
 WHERE poll = :poll AND number = :number AND side = :side;

-- change entry_put(row_id poll, int64_t number, int64_t side, int64_t pos, struct str ballot)
INSERT INTO hj_entry (poll, number, side, pos, ballot)
VALUES (:poll, :number, :side, :pos, :ballot)
ON CONFLICT (poll, number, side, pos) DO UPDATE SET ballot = excluded.ballot;

-- exec entry_drop(row_id poll, int64_t number, int64_t side, int64_t pos)
DELETE FROM hj_entry
 WHERE poll = :poll AND number = :number AND side = :side AND pos = :pos;

-- exec entry_forget(row_id poll, int64_t number)
DELETE FROM hj_entry
 WHERE poll = :poll AND number = :number;

-- many struct settlement_row settlement_list(row_id poll)
SELECT number, pos, first, second, ballot, reason, who
  FROM hj_settlement
 WHERE poll = :poll
 ORDER BY number, pos;

-- change settlement_put(row_id poll, int64_t number, int64_t pos, struct str first, struct str second, struct str ballot, struct str reason, account_id who)
INSERT INTO hj_settlement (poll, number, pos, first, second, ballot, reason, who)
VALUES (:poll, :number, :pos, :first, :second, :ballot, :reason, :who)
ON CONFLICT (poll, number, pos) DO UPDATE SET ballot = excluded.ballot, reason = excluded.reason, who = excluded.who;

-- exec settlement_forget(row_id poll, int64_t number)
DELETE FROM hj_settlement
 WHERE poll = :poll AND number = :number;
