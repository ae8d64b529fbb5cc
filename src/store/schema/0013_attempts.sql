-- Wrong passwords are counted by name and address, in memory (service/account/attempts.h).
ALTER TABLE hj_account DROP COLUMN failed;
ALTER TABLE hj_account DROP COLUMN locked_until;
