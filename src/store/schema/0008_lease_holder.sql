-- Which lock file of which running kernel the holder of a lease has; see store/lease.h.
ALTER TABLE hj_lease ADD COLUMN holder TEXT NOT NULL DEFAULT '';
