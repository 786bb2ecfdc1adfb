-- How users stand, apart from who they are: rows of a few bytes, so that a change of many users who lie far apart in the
-- store touches a small part of it. Every user has a row. A state is 0 disabled, 1 enabled, 2 enforced; NULL is not known.
CREATE TABLE standings (
  user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
  registered INTEGER CHECK (registered IN (0, 1)),
  tenant_state INTEGER NOT NULL CHECK (tenant_state IN (0, 1, 2))
);
INSERT INTO standings SELECT number,
  CASE state WHEN 'disabled' THEN 0 WHEN 'enabled' THEN 1 ELSE 2 END, registered,
  CASE tenant_state WHEN 'disabled' THEN 0 WHEN 'enabled' THEN 1 ELSE 2 END
  FROM users ORDER BY number;
DROP INDEX users_by_state;
DROP INDEX users_to_plan;
ALTER TABLE users DROP COLUMN state;
ALTER TABLE users DROP COLUMN registered;
ALTER TABLE users DROP COLUMN tenant_state;
CREATE INDEX standings_by_state ON standings (state) WHERE state <> 0;
CREATE INDEX standings_to_plan ON standings (user) WHERE state <> tenant_state;
