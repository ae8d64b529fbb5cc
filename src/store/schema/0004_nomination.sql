-- Lists of nominees as they were issued; what the rows say later changes nothing here.
CREATE TABLE hj_issued_list (
    nomination INTEGER PRIMARY KEY NOT NULL,    -- row of the ledger nomination, which keeps the fingerprint
    body       TEXT    NOT NULL                 -- JSON: nominees, opinions, differential
);
