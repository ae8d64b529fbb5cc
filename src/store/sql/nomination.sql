-- exec issued_list_add(row_id nomination, struct str body)
INSERT INTO hj_issued_list (nomination, body)
VALUES (:nomination, :body)
    ON CONFLICT (nomination) DO NOTHING;

-- one struct text_row issued_list_get(row_id nomination)
SELECT body AS value
  FROM hj_issued_list
 WHERE nomination = :nomination;
