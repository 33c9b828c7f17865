-- Whom a source and a note are for, who collected a source; why an edit was made, to which step it
-- belongs, and which row of another history it cites. Columns are only appended, so that older
-- changesets still apply.
ALTER TABLE source ADD COLUMN protection TEXT NOT NULL DEFAULT 'public';
ALTER TABLE source ADD COLUMN collector TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0;
ALTER TABLE log ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN cites TEXT NOT NULL DEFAULT '';
CREATE INDEX citation_source ON citation (source);
-- What an edit looks for when an actor, a source or an account goes or changes.
CREATE INDEX transfer_supplier ON transfer (supplier);
CREATE INDEX transfer_recipient ON transfer (recipient);
CREATE INDEX party_actor ON party (actor);
CREATE INDEX actor_member_member ON actor_member (member);
CREATE INDEX derivation_source ON derivation (source);
CREATE INDEX derivation_derives_from ON derivation (derives_from);
CREATE INDEX account_account_group ON account (account_group);
CREATE INDEX account_transfer_account ON account_transfer (account);
CREATE INDEX citation_flow ON citation (subject_id) WHERE subject = 'flow';
CREATE INDEX note_flow ON note (subject_id) WHERE subject = 'flow';
CREATE INDEX placement_actor ON placement (actor);
