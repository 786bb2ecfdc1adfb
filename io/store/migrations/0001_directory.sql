-- Users, groups, roles and memberships, per-user MFA states, and who changed them.
-- An id is in canonical form (GUIDs in lower case without braces, all else in lower case); names compare without
-- ASCII case. NULL is not known.
CREATE TABLE users (
  number INTEGER PRIMARY KEY,
  id TEXT UNIQUE,
  upn TEXT COLLATE NOCASE UNIQUE,
  guest INTEGER CHECK (guest IN (0, 1)),
  guest_kinds INTEGER,
  home_tenant TEXT,
  agent INTEGER CHECK (agent IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'disabled' CHECK (state IN ('disabled', 'enabled', 'enforced')),
  registered INTEGER CHECK (registered IN (0, 1)),
  app_password INTEGER CHECK (app_password IN (0, 1)),
  groups_known INTEGER NOT NULL DEFAULT 0,
  roles_known INTEGER NOT NULL DEFAULT 0,
  CHECK (id IS NOT NULL OR upn IS NOT NULL)
);
CREATE INDEX users_by_state ON users (state) WHERE state <> 'disabled';
CREATE TABLE attributes (
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  collection INTEGER NOT NULL,
  PRIMARY KEY (user, name, position)
) WITHOUT ROWID;
CREATE TABLE holders (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'role')),
  id TEXT NOT NULL,
  name TEXT COLLATE NOCASE,
  UNIQUE (kind, id)
);
CREATE INDEX holders_by_name ON holders (name);
CREATE TABLE members (
  holder INTEGER NOT NULL REFERENCES holders ON DELETE CASCADE,
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (holder, user)
) WITHOUT ROWID;
CREATE INDEX members_by_user ON members (user, holder);
CREATE TABLE nested (
  holder INTEGER NOT NULL REFERENCES holders ON DELETE CASCADE,
  member INTEGER NOT NULL REFERENCES holders ON DELETE CASCADE,
  PRIMARY KEY (holder, member)
) WITHOUT ROWID;
CREATE INDEX nested_by_member ON nested (member, holder);
CREATE TABLE complete_lists (
  kind TEXT PRIMARY KEY CHECK (kind IN ('group', 'role'))
) WITHOUT ROWID;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES users,
  from_state TEXT,
  to_state TEXT NOT NULL,
  from_registered INTEGER,
  to_registered INTEGER,
  note TEXT
);
CREATE INDEX audit_by_user ON audit (user, number);
