-- The role under which the portal runs: it reads and writes rows, and owns nothing. Run as the tables' owner
-- in the portal's database, after `createuser vhcv_app`; again after a migration it changes nothing.
-- Without TRUNCATE, TRIGGER and ownership nobody who speaks as the portal can take the guards of a closed
-- month down (docs/decisions/closing.md); migrations keep running as the owner.
GRANT USAGE ON SCHEMA public TO vhcv_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO vhcv_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO vhcv_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vhcv_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO vhcv_app;
