-- Once a sitting is closed its events keep whole minutes, and their order in these; domain/congress/attendance.h.
ALTER TABLE hj_check_in ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
