-- What the tenant itself is known to have, so that a plan can tell what is still to be done there.
ALTER TABLE users ADD COLUMN tenant_state TEXT NOT NULL DEFAULT 'disabled'
  CHECK (tenant_state IN ('disabled', 'enabled', 'enforced'));
UPDATE users SET tenant_state = state;
CREATE INDEX users_to_plan ON users (number) WHERE state <> tenant_state;
