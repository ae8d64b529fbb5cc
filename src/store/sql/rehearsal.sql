-- What a rehearsal does not take over from the site that it is a copy of (service/rehearsal/copy.c).

-- exec rehearsal_no_sessions()
DELETE FROM hj_session;

-- exec rehearsal_no_slips()
DELETE FROM hj_slip;

-- exec rehearsal_no_urns()
DELETE FROM hj_urn;

-- exec rehearsal_no_urn_ballots()
DELETE FROM hj_urn_ballot;

-- exec rehearsal_no_leases()
DELETE FROM hj_lease;

-- exec rehearsal_no_node()
DELETE FROM hj_site
 WHERE key IN ('node', 'installation');

-- exec rehearsal_no_ballots(row_id poll)
DELETE FROM hj_ballot
 WHERE poll = :poll;

-- exec rehearsal_no_entries(row_id poll)
DELETE FROM hj_entry
 WHERE poll = :poll;

-- exec rehearsal_no_groups(row_id poll)
DELETE FROM hj_group
 WHERE poll = :poll;

-- exec rehearsal_no_settlements(row_id poll)
DELETE FROM hj_settlement
 WHERE poll = :poll;

-- one struct number_row rehearsal_acts(struct str ledger, struct str act, instant since)
SELECT count(DISTINCT row_id) AS n
  FROM hj_change
 WHERE ledger = :ledger AND act = :act AND at >= :since;
