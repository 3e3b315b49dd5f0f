-- The results store of oitcheck, version 1. Every run is added to those already there.
-- Columns named as in the JSON of results hold the same; docs/store.md has example queries.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT,                    -- RFC 3339, UTC; NULL for a run made with --reproducible
  tool_version TEXT NOT NULL,
  json TEXT NOT NULL               -- the run without its agencies
);
CREATE TABLE agencies (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- place in the run, from 0
  agency TEXT NOT NULL,            -- its folder: the same agency in another run
  name TEXT NOT NULL,              -- the folder's where nobody says it
  type TEXT,
  fiscal_year INTEGER,             -- Buddhist era
  province TEXT,
  rule_set TEXT,                   -- NULL when it could not be judged
  score_min REAL NOT NULL,         -- 0 to 100, every review counted as 0
  score_max REAL NOT NULL,         -- every review counted as 100
  json TEXT NOT NULL,              -- everything about the agency, as in the result
  UNIQUE (run_id, position)
);
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agencies(id) ON DELETE CASCADE,
  item TEXT NOT NULL,              -- such as O15
  key TEXT NOT NULL,               -- stable over the years
  title TEXT NOT NULL,
  indicator TEXT,
  verdict TEXT NOT NULL,           -- pass, partial, missing, review
  confidence REAL NOT NULL
);
CREATE TABLE requirements (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
  requirement TEXT NOT NULL,       -- such as O15.a
  text_th TEXT NOT NULL,
  text_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,           -- pass, fail, review
  standing TEXT NOT NULL,          -- the verdict, or: waived, not-due, advice, other-way
  advice INTEGER NOT NULL,         -- 1 when its source is not confirmed
  reason TEXT NOT NULL,            -- code
  reason_th TEXT NOT NULL,
  reason_en TEXT NOT NULL
);
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  requirement_id INTEGER NOT NULL REFERENCES requirements(id) ON DELETE CASCADE,
  role TEXT NOT NULL,              -- evidence, nearest
  document TEXT NOT NULL,
  page INTEGER,
  sheet TEXT,
  "row" INTEGER,
  "column" INTEGER,
  quote TEXT NOT NULL
);
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agencies(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT,
  format TEXT,
  status TEXT NOT NULL,            -- read, partial, unreadable, skipped
  pages INTEGER NOT NULL
);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  agency_id INTEGER NOT NULL REFERENCES agencies(id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,          -- note, warning, error
  th TEXT NOT NULL,
  en TEXT NOT NULL
);
CREATE INDEX agencies_of ON agencies (run_id, agency);
CREATE INDEX items_of ON items (agency_id, item);
CREATE INDEX requirements_of ON requirements (item_id);
CREATE INDEX evidence_of ON evidence (requirement_id);
CREATE INDEX documents_of ON documents (agency_id);
CREATE INDEX findings_of ON findings (agency_id);
