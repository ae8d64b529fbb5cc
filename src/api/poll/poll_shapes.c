#include "api/poll/poll_shapes.h"

#include "domain/poll/ballot.h"
#include "domain/poll/election.h"
#include "ledgers/codes.h"
#include "service/poll/poll.h"
#include "service/poll/urn.h"

/* clang-format off */
static const struct shape gate = NAMED("Gate",
    {"act", MUST, STRING}, {"gate", MUST, STRING}, GATE_MEMBERS);
static const struct shape sum = NAMED("IssueSum",
    {"act", MUST, STRING}, {"gate", MUST, STRING}, {"ok", MUST, BOOL}, {"text", MUST, STRING});

static const struct shape candidate = NAMED("Candidate",
    {"id", MUST, ID},
    {"name", MUST, STRING},
    {"unit", OR_NULL, STRING},
    {"sex", OR_NULL, STRING},
    {"post", OR_NULL, STRING},
    {"order_reason", OR_NULL, STRING},
    {"approve", MAY, COUNT},
    {"oppose", MAY, COUNT},
    {"abstain", MAY, COUNT},
    {"unclear", MAY, COUNT},
    {"elected", MAY, BOOL});

static const struct shape election = NAMED("PollElection",
    {"id", MUST, ID},
    {"ver", MUST, VERSION_OF_ROW},
    {"title", MUST, STRING},
    {"office", OR_NULL, STRING},
    {"post_title", OR_NULL, STRING},
    {"rules", OR_NULL, STRING},
    {"seats", MUST, COUNT},
    {"rules_edition", MUST, INTEGER},
    {"pre_election", MUST, BOOL},
    {"disapproves", MUST, BOOL},
    {"approval", OR_NULL, STRING},
    {"settings", MUST, MAP(ANY)},
    {"candidates", MUST, EACH(SAME(&candidate))},
    {"unknown", MUST, EACH(OBJECT({"name", MUST, STRING}, {"characters", MUST, STRING}))},
    {"surplus", OR_NULL, OBJECT(
        {"least", MUST, INTEGER}, {"most", OR_NULL, INTEGER}, {"got", MUST, COUNT}, {"kept", MUST, BOOL},
        {"article", MUST, STRING})},
    {"write_ins", MUST, COUNT});

static const struct shape side = NAMED("TellerSide",
    {"who", OR_NULL, STRING}, {"mine", MUST, BOOL}, {"count", MUST, COUNT}, {"finished", MUST, BOOL});

const struct shape group_shape = NAMED("CountGroup",
    {"number", MUST, COUNT},
    {"name", MUST, STRING},
    {"mode", MUST, WORD("ballots", "sums")},
    {"state", MUST, WORD("entering", "waiting", "differs", "agrees", "accepted")},
    {"first", MUST, SAME(&side)},
    {"second", MUST, SAME(&side)},
    {"returned", MUST, INTEGER});

static const struct shape tallied = NAMED("Tallied",
    {"name", MUST, STRING}, {"approve", MUST, COUNT}, {"oppose", MUST, COUNT}, {"abstain", MUST, COUNT},
    {"unclear", MUST, COUNT}, {"elected", MUST, BOOL},
    {"barred", MAY, BOOL},
    {"fate", OR_NULL, WORD("elected", "formal", "tied", "seats_full", "barred")});

#define CITED_MEMBERS \
    {"rule", MUST, STRING}, {"document", MUST, STRING}, {"article", MUST, STRING}, {"edition", MUST, STRING}, \
    {"open", MUST, STRING}, {"confidence", OR_NULL, STRING}, {"label", MUST, STRING}
#define BAR_MEMBERS \
    {"base", MUST, STRING}, {"of", MUST, COUNT}, {"at_least", MAY, COUNT}, {"more_than", MAY, COUNT}

static const struct shape decision = WORD("none", "rerun_tied", "another_election", "start_again", "formal_election", "put_off");

static const struct shape question = NAMED("Question",
    {"election", MUST, WORD("valid", "void")},
    {"reason", OR_NULL, STRING},
    {"pre_election", MAY, BOOL},
    {"returned", MUST, COUNT},
    {"valid", MUST, COUNT},
    {"void", MUST, COUNT},
    {"void_for", MUST, OBJECT({"decided", MUST, COUNT}, {"too_many", MUST, COUNT}, {"unclear", MUST, COUNT})},
    {"issued", MUST, COUNT},
    {"printed", MUST, COUNT},
    {"left", MUST, INTEGER},
    {"quorum", MUST, OBJECT(BAR_MEMBERS, {"present", MUST, COUNT})},
    {"bar", MUST, OBJECT(BAR_MEMBERS)},
    {"candidates", MUST, EACH(SAME(&tallied))},
    {"write_ins", MUST, EACH(SAME(&tallied))},
    {"own_names", MAY, COUNT},
    {"elected", MUST, EACH(STRING)},
    {"tied", MUST, EACH(STRING)},
    {"unfilled", MUST, COUNT},
    {"next", MUST, SAME(&decision)},
    {"next_seats", MUST, COUNT},
    {"next_candidates", MUST, EACH(STRING)},
    {"warnings", MUST, EACH(OBJECT(
        CITED_MEMBERS, {"least", MAY, COUNT}, {"most", MAY, INTEGER}, {"got", MAY, COUNT}))},
    {"rules", MUST, EACH(NAMED("Cited", CITED_MEMBERS))},
    {"verdict", MUST, STRING});

static const struct shape named_word = NAMED("NamedWord", {"name", MUST, STRING}, {"label", MUST, STRING});

static const struct shape reduction = NAMED("Reduction",
    {"election", MUST, ID},
    {"kind", MAY, WORD("reduce", "put_off")},
    {"title", MAY, STRING},
    {"seats", MUST, COUNT},
    {"approve", MUST, COUNT},
    {"oppose", MUST, COUNT},
    {"abstain", MUST, COUNT},
    {"reason", MUST, STRING},
    {"account", AT_WILL, ID}, {"second", AT_WILL, ID});

static const struct shape alike_said = NAMED("AlikeSaid",
    {"question", MUST, COUNT}, {"names", MUST, EACH(STRING)}, {"as", OR_NULL, STRING}, {"by", OR_NULL, STRING}, {"at", OR_NULL, INSTANT});

static const struct shape withdrawn_by = WORD("nominee", "putters", "correction");

const struct shape poll_shape = NAMED("Poll",
    {"id", MUST, ID},
    {"ver", MUST, VERSION_OF_ROW},
    {"state", MUST, SAME(&poll_state_shape)},
    {"title", MUST, STRING},
    {"colour", OR_NULL, STRING},
    {"style", OR_NULL, STRING},
    {"way", OR_NULL, WORD(WORDS_VOTE_WAY)},
    {"digest", OR_NULL, STRING},
    {"congress", MUST, OBJECT({"id", MUST, ID}, {"label", MUST, STRING}, {"kind", MUST, STRING})},
    {"sitting", OR_NULL, SAME(&ref_shape)},
    {"region", MUST, SAME(&region_shape)},
    {"cast", MUST, COUNT},
    {"round", MUST, COUNT},
    {"previous", OR_NULL, ID},
    {"elections", MUST, EACH(SAME(&election))},
    {"attendance", MUST, OBJECT(
        {"due", MUST, COUNT}, {"present", MUST, COUNT}, {"leave_sick", MUST, COUNT}, {"leave_business", MUST, COUNT},
        {"absent", MUST, COUNT}, {"at", OR_NULL, INSTANT}, {"frozen", MUST, BOOL},
        {"taking_part", OR_NULL, OBJECT( /* of a district: who `present` is made of */
            {"in_person", MUST, COUNT}, {"by_proxy", MUST, COUNT}, {"by_box", MUST, COUNT})})},
    {"quorum", OR_NULL, SAME(&quorum_shape)},
    {"issue", MUST, OBJECT(
        {"revision", MUST, COUNT}, /* of the papers: 1, and one more for each freeze taken back */
        {"printed", OR_NULL, COUNT}, {"issued", OR_NULL, COUNT}, {"unused", OR_NULL, COUNT}, {"cut", OR_NULL, COUNT},
        {"returned", OR_NULL, COUNT}, {"sums", MUST, EACH(SAME(&sum))})},
    {"urn", MUST, OBJECT(
        {"slips", MUST, COUNT}, {"used", MUST, COUNT}, {"state", MUST, WORD("none", "open", "closed", "unsealed")},
        {"holders", MUST, EACH(STRING)})},
    {"groups", MUST, EACH(SAME(&group_shape))},
    {"result", OR_NULL, OBJECT({"questions", MUST, EACH(SAME(&question))})},
    {"signatures", MUST, EACH(OBJECT({"duty", MUST, STRING}, {"name", MUST, STRING}, {"at", OR_NULL, INSTANT}))},
    {"gates", MUST, EACH(SAME(&gate))},
    {"next", MUST, EACH(OBJECT(
        {"election", MUST, ID}, {"decision", MUST, SAME(&decision)}, {"seats", MUST, COUNT},
        {"candidates", MUST, EACH(STRING)}, {"reducible", MUST, BOOL}, {"can_put_off", MUST, BOOL}, {"made", OR_NULL, ID}))},
    {"alike", MUST, EACH(NAMED("Alike",
        {"question", MUST, COUNT}, {"candidate", MUST, BOOL}, {"names", MUST, EACH(STRING)}, {"choices", MUST, EACH(STRING)},
        {"barred", MUST, EACH(STRING)},
        {"elected", MUST, EACH(STRING)}))},
    {"alike_said", MUST, EACH(SAME(&alike_said))},
    {"alike_proposed", MUST, EACH(SAME(&alike_said))}, /* one of two scrutineers has said so */
    {"left_out", MUST, EACH(OBJECT({"election", MUST, ID}, {"name", MUST, STRING}))}, /* were laid, and stand nowhere */
    {"withdrawals", MUST, EACH(OBJECT(
        {"title", MUST, STRING}, {"name", MUST, STRING}, {"by", MUST, SAME(&withdrawn_by)}, {"right", OR_NULL, STRING},
        {"paper", MUST, STRING}, {"at", OR_NULL, INSTANT}))},
    {"shown", MUST, BOOL}, /* a count of it was shown, and taken back */
    {"reductions", MUST, EACH(SAME(&reduction))},
    {"voiding", MUST, OBJECT(
        {"causes", MUST, EACH(SAME(&named_word))}, {"by", MUST, EACH(SAME(&named_word))},
        {"items", MUST, EACH(SAME(&ref_shape))}, /* what its presidium passed, once it was counted */
        {"proposed", OR_NULL, OBJECT({"cause", MUST, STRING}, {"reason", MUST, STRING}, {"names", MUST, EACH(STRING)})},
        {"decision", OR_NULL, OBJECT(
            {"cause", MUST, STRING}, {"by", OR_NULL, STRING}, {"document", OR_NULL, STRING}, {"sitting", OR_NULL, STRING},
            {"item", OR_NULL, STRING}, {"reason", MUST, STRING},
            {"names", MUST, EACH(STRING)}, {"at", OR_NULL, INSTANT})})},
    {"to_leave", MUST, EACH(STRING)}); /* offices that those elected cannot keep beside this one */

enum { SUM_NAMES_MOST = 1000 }; /* written in, on one tally sheet */

/* ---- ballots -------------------------------------------------------------------------------- */

const struct shape answer_shape = NAMED("Answer", /* to one question of the sheet */
    {"marks", MUST, TEXT(ELECTION_CANDIDATES_MAX)},
    {"write_in", MAY, LIST(BALLOT_WRITE_INS_MAX, TEXT(200))});

static const struct shape marked = NAMED("MarkedBallot",
    {"answers", MUST, LIST(ELECTION_QUESTIONS_MAX, SAME(&answer_shape))});

static const struct shape voided = NAMED("VoidBallot", {"void", MUST, FILLED(100)});

static const struct shape sums = NAMED("SumBallot", /* what a group found, one for all its ballots */
    {"returned", MUST, COUNT},
    {"void", MUST, COUNT},
    {"answers", MUST, LIST(ELECTION_QUESTIONS_MAX, OBJECT(
        {"marks", MUST, LIST(ELECTION_CANDIDATES_MAX, EXACTLY(4, COUNT))},
        {"write_in", MAY, LIST(SUM_NAMES_MOST, OBJECT({"name", MUST, FILLED(200)}, {"approve", MUST, COUNT}))}))});

const struct shape ballot_shape = CHOICE("Ballot", &sums, &voided, &marked);

/* ---- what comes in -------------------------------------------------------------------------- */

static const struct shape new_candidate = NAMED("NewCandidate", /* codes as in the ledger of candidates */
    {"name", MUST, TEXT(200)},
    {"person", MAY, ID_OR_NONE},
    {"unit", MAY, TEXT(400)},
    {"post", MAY, TEXT(400)},
    {"sex", MAY, TEXT(40)},
    {"birth", MAY, DAY_OR_NONE},
    {"ethnicity", MAY, TEXT(40)},
    {"education", MAY, TEXT(40)},
    {"party_joined", MAY, DAY_OR_NONE});

static const struct shape new_election = NAMED("NewElection",
    {"title", MUST, TEXT(400)},
    {"office", MAY, TEXT(40)},
    {"post_title", MAY, TEXT(200)},
    {"rules", MAY, TEXT(80)},
    {"seats", MUST, COUNT},
    {"pre_election", MAY, BOOL},
    {"settings", MAY, MAP(ANY)},
    {"candidates", MAY, LIST(POLL_CANDIDATES_MOST, SAME(&new_candidate))});

const struct shape new_poll_body = NAMED("NewPoll",
    {"congress", MUST, ID},
    {"sitting", MAY, ID_OR_NONE},
    {"title", MUST, TEXT(400)},
    {"cast", MAY, COUNT},
    {"colour", MAY, TEXT(40)},
    {"way", MAY, TEXT(40)},
    {"style", MAY, TEXT(40)},
    {"elections", MUST, LIST(POLL_ELECTIONS_MOST, SAME(&new_election))});

const struct shape candidates_body = OBJECT(
    {"election", MUST, ID},
    {"seen", MAY, LIST(POLL_CANDIDATES_MOST, ID)}, /* its candidates as they stood before whoever changes them */
    {"candidates", MUST, LIST(POLL_CANDIDATES_MOST, SAME(&new_candidate))},
    {"order", MAY, LIST(POLL_CANDIDATES_MOST, TEXT(200))},
    {"order_reason", MAY, TEXT(2000)});

const struct shape freeze_body = OBJECT(
    {"sitting", MAY, ID_OR_NONE},
    {"seen", MAY, LIST((int64_t)POLL_ELECTIONS_MOST * POLL_CANDIDATES_MOST, ID)}, /* all candidates, as they stood before him */
    {"attendance", MAY, OBJECT(
        {"due", MUST, COUNT}, {"present", MUST, COUNT}, {"leave_sick", MAY, COUNT}, {"leave_business", MAY, COUNT})},
    {"second", MAY, SAME(&second_shape)});

const struct shape thaw_body = OBJECT(
    {"reason", MUST, REASON},
    {"destroyed", MAY, COUNT},
    {"second", MAY, SAME(&second_shape)});

const struct shape recount_body = OBJECT(
    {"reason", MUST, REASON},
    {"second", MAY, SAME(&second_shape)});

const struct shape holders_body = OBJECT(
    {"holders", MAY, LIST(HOLDERS_MOST, NAMED("Holder", {"name", MUST, TEXT(200)}, {"passphrase", MUST, TEXT(1000)}))});

const struct shape slips_body = OBJECT(
    {"count", MUST, COUNT},
    {"format", MAY, WORD("pdf", "json")});

const struct shape slips_shape = OBJECT({"slips", MUST, EACH(STRING)});

const struct shape issue_body = OBJECT(
    {"ver", MAY, VERSION_OF_ROW},
    {"printed", MAY, COUNT},
    {"issued", MAY, COUNT},
    {"unused", MAY, COUNT},
    {"cut", MAY, COUNT},
    {"returned", MAY, COUNT},
    {"came", MAY, COUNT},
    {"second", MAY, SAME(&second_shape)});

const struct shape sign_body = OBJECT(
    {"duty", MUST, TEXT(40)},
    {"name", MUST, TEXT(200)},
    {"password", MUST, TEXT(1000)});

const struct shape void_body = OBJECT(
    {"cause", MUST, TEXT(40)},
    {"reason", MUST, REASON},
    {"by", MAY, TEXT(40)},
    {"document", MAY, TEXT(400)},
    {"item", MAY, ID_OR_NONE}, /* of the presidium: what passed it at its meeting */
    {"duty", MAY, TEXT(40)},
    {"name", MAY, TEXT(200)},
    {"password", MUST, TEXT(1000)},
    {"second", MAY, SAME(&second_shape)});

const struct shape next_round_body = OBJECT(
    {"election", MUST, ID},
    {"decision", MUST, TEXT(40)},
    {"seats", MAY, COUNT},
    {"reason", MAY, TEXT(2000)});

#define HANDS {"approve", MUST, COUNT}, {"oppose", MUST, COUNT}, {"abstain", MUST, COUNT}

const struct shape seats_body = OBJECT(
    {"election", MUST, ID},
    {"seats", MUST, COUNT},
    {"paper", MUST, TEXT(200)},
    {"second", MAY, SAME(&second_shape)});

const struct shape withdraw_name_body = OBJECT(
    {"election", MUST, ID},
    {"name", MUST, FILLED(200)},
    {"by", MUST, SAME(&withdrawn_by)},
    {"right", MAY, TEXT(200)}, /* of a correction: how he is called on the ballot */
    {"paper", MUST, TEXT(200)},
    {"second", MAY, SAME(&second_shape)});

const struct shape reduce_body = OBJECT(
    {"election", MUST, ID},
    {"seats", MUST, COUNT},
    {"reason", MUST, REASON},
    {"second", MAY, SAME(&second_shape)},
    HANDS);

const struct shape put_off_body = OBJECT(
    {"election", MUST, ID},
    {"reason", MUST, REASON},
    {"second", MAY, SAME(&second_shape)},
    HANDS);
/* clang-format on */
