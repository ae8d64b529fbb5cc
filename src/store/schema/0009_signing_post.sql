-- In which posts an account signs, and where: granted by the security administrator beside its roles; a role says
-- what one may do, a post as whom (docs/decisions/0016-who-signs.md).
CREATE TABLE hj_signing_post (
    account INTEGER NOT NULL,
    post    TEXT    NOT NULL,
    region  INTEGER NOT NULL,
    PRIMARY KEY (account, post, region)
);
