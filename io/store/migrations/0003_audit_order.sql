-- The audit is read in its order. An index by user was of no use to that, and a bulk change touched all of it.
DROP INDEX audit_by_user;
