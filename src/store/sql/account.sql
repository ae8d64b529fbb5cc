-- one struct account account_get(account_id id)
SELECT id, name, title, password, password_at, must_change, is_disabled,
       totp, totp_on, totp_step, locale, seen_at, person, no_person,
       set_at, set_by, set_second
  FROM hj_account
 WHERE id = :id;

-- one struct account account_find(struct str name)
SELECT id, name, title, password, password_at, must_change, is_disabled,
       totp, totp_on, totp_step, locale, seen_at, person, no_person,
       set_at, set_by, set_second
  FROM hj_account
 WHERE name = :name;

-- many struct account account_called(struct str text)
SELECT id, name, title, password, password_at, must_change, is_disabled,
       totp, totp_on, totp_step, locale, seen_at, person, no_person,
       set_at, set_by, set_second
  FROM hj_account
 WHERE name = :text OR title = :text
 LIMIT 100;

-- many struct account account_of_person(row_id person)
SELECT id, name, title, password, password_at, must_change, is_disabled,
       totp, totp_on, totp_step, locale, seen_at, person, no_person,
       set_at, set_by, set_second
  FROM hj_account
 WHERE person = :person
 LIMIT 100;

-- many struct account account_list()
SELECT id, name, title, password, password_at, must_change, is_disabled,
       totp, totp_on, totp_step, locale, seen_at, person, no_person,
       set_at, set_by, set_second
  FROM hj_account
 ORDER BY name
 LIMIT 10000;

-- change account_add(account_id id, struct str name, struct str title, struct str password, instant at, int64_t must_change, account_id by)
INSERT INTO hj_account (id, name, title, password, password_at, must_change, set_by)
VALUES (:id, :name, :title, :password, :at, :must_change, :by);

-- change account_set_password(account_id id, struct str password, instant at)
UPDATE hj_account
   SET password = :password, password_at = :at, must_change = 0
 WHERE id = :id;

-- change account_reset(account_id id, struct str password, instant at, account_id by, account_id second)
UPDATE hj_account
   SET password = :password, password_at = :at, must_change = 1,
       set_at = :at, set_by = :by, set_second = :second
 WHERE id = :id;

-- change account_set_seen(account_id id, instant at)
UPDATE hj_account
   SET seen_at = :at
 WHERE id = :id;

-- change account_set_disabled(account_id id, int64_t disabled)
UPDATE hj_account
   SET is_disabled = :disabled
 WHERE id = :id;

-- change account_set_locale(account_id id, struct str locale)
UPDATE hj_account
   SET locale = :locale
 WHERE id = :id;

-- change account_set_person(account_id id, row_id person, struct str no_person)
UPDATE hj_account
   SET person = :person, no_person = :no_person
 WHERE id = :id;

-- change account_set_title(account_id id, struct str title)
UPDATE hj_account
   SET title = :title
 WHERE id = :id;

-- one struct number_row account_acts(account_id who)
SELECT (SELECT count(*) FROM (SELECT 1 FROM hj_change WHERE who = :who LIMIT 1) AS c)
     + (SELECT count(*) FROM (SELECT 1 FROM hj_group
                               WHERE first_who = :who OR second_who = :who
                                  OR accepted_by = :who LIMIT 1) AS g) AS n;

-- change account_set_totp(account_id id, struct blob secret, int64_t is_on)
UPDATE hj_account
   SET totp = :secret, totp_on = :is_on, totp_step = 0
 WHERE id = :id;

-- exec account_set_totp_step(account_id id, int64_t step)
UPDATE hj_account
   SET totp_step = :step
 WHERE id = :id AND totp_step < :step;

-- many struct grant grant_list()
SELECT account, role, region
  FROM hj_grant
 ORDER BY account, role, region
 LIMIT 100000;

-- many struct grant grant_of(account_id account)
SELECT account, role, region
  FROM hj_grant
 WHERE account = :account
 ORDER BY role, region
 LIMIT 1000;

-- change grant_add(account_id account, struct str role, int64_t region)
INSERT INTO hj_grant (account, role, region)
VALUES (:account, :role, :region);

-- exec grant_clear(account_id account)
DELETE FROM hj_grant
 WHERE account = :account;

-- many struct signing_post signing_post_list()
SELECT account, post, region
  FROM hj_signing_post
 ORDER BY account, post, region
 LIMIT 100000;

-- many struct signing_post signing_post_of(account_id account)
SELECT account, post, region
  FROM hj_signing_post
 WHERE account = :account
 ORDER BY post, region
 LIMIT 1000;

-- change signing_post_add(account_id account, struct str post, int64_t region)
INSERT INTO hj_signing_post (account, post, region)
VALUES (:account, :post, :region);

-- exec signing_post_clear(account_id account)
DELETE FROM hj_signing_post
 WHERE account = :account;
