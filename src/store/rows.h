/* The structs that queries fill. */
#pragma once

#include "base/instant.h"
#include "domain/ids.h"
#include "store/db.h"

struct blob { /* bytes, as opposed to text */
    struct str bytes;
};

struct account {
    account_id id;
    struct str name, title, password;
    instant password_at;
    int64_t must_change, is_disabled;
    struct blob totp; /* sealed; empty: none */
    int64_t totp_on, totp_step;
    struct str locale;
    instant seen_at;
    row_id person;        /* of the ledger person; 0: none */
    struct str no_person; /* why none; empty beside 0: not said yet */
    instant set_at;       /* when somebody else reset the password last; 0: never */
    account_id set_by,
        set_second; /* who gave it or reset it, and who stood beside; 0: the command line; nobody */
};

struct grant {
    account_id account;
    struct str role;
    int64_t region;
};

/* The account signs as this, a code of signing_post, for what lies at the region or below. */
struct signing_post {
    account_id account;
    struct str post;
    int64_t region;
};

struct session_row {
    struct blob hash;
    account_id account;
    instant created_at, seen_at;
    struct str origin;
};

struct change { /* one entry of the trace */
    int64_t id, region, seq;
    instant at;
    account_id who;
    struct str origin, ledger;
    row_id row_id;
    struct str act;
    int64_t batch;
    struct str reason, was, became;
    struct blob digest, hash;
};

struct chain_head {
    int64_t seq;
    struct blob hash;
};

struct event_row {
    int64_t id;
    instant at;
    account_id who;
    struct str origin, act, target;
    account_id about; /* 0: nobody's account */
};

struct view_row {
    int64_t id;
    instant at;
    account_id who;
    struct str origin, ledger;
    row_id row_id;
    int64_t region;
    struct str field, purpose;
};

struct standing_row { /* a row that the trace says is there */
    row_id row_id;
    int64_t region;
    struct str ledger;
};

struct region_row {
    int64_t region;
};

struct number_row {
    int64_t n;
};

struct text_row {
    struct str value;
};

struct layout_row {
    struct str field, type;
};

struct tally_row {
    int64_t region;
    struct str ledger, figure, key;
    int64_t n;
};

struct file_row {
    file_id id;
    struct str name;
    int64_t bytes;
    struct str hash;
    account_id who;
    instant at;
};

struct import_row {
    batch_id id;
    struct str ledger, name;
    account_id who;
    instant at;
    int64_t region;
    struct str state;
    int64_t rows;
    account_id registrar; /* of old books; 0: none */
};

struct check_in { /* one event of a door */
    struct str key;
    row_id attendee;
    struct str kind;
    instant at;
    struct str door, way, reason;
    int64_t turn; /* once the sitting was closed; 0: `at` is exact */
};

struct last_seen {
    row_id attendee;
    instant at;
};

struct door_row {
    struct str door;
    int64_t n; /* events */
    instant last_at;
};

struct urn_row {
    struct str state; /* open, closed, unsealed */
    struct blob public_key;
    struct str locked, sheets;
    int64_t size;
};

struct slip_row {
    int64_t congress, round, is_used;
};

struct sealed_row {
    int64_t key;
    struct blob sealed;
};

struct ballot_row {
    int64_t source; /* counting group; 0: the urn */
    struct str ballot;
    int64_t times;
};

struct count_group { /* a counting group */
    int64_t number;
    struct str name, mode, state;
    account_id first_who;
    int64_t first_done;
    account_id second_who;
    int64_t second_done;
    account_id accepted_by;
    int64_t returned;
};

struct poll_entry {
    int64_t pos;
    struct str ballot;
};

struct settlement_row {
    int64_t number, pos;
    struct str first, second, ballot, reason;
    account_id who;
};
