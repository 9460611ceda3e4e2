-- The county's tables as the first release made them, with a case, three notices and what left of them. Never changed.
CREATE TABLE cases (
no INTEGER PRIMARY KEY, id BLOB NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, changed INTEGER NOT NULL,
alive INTEGER, stage INTEGER NOT NULL, status INTEGER NOT NULL, light INTEGER NOT NULL, channel INTEGER NOT NULL, kind INTEGER NOT NULL,
grade INTEGER NOT NULL, category TEXT NOT NULL, unit TEXT, grid TEXT, holder TEXT, registered INTEGER NOT NULL, next INTEGER);
CREATE UNIQUE INDEX cases_id ON cases (id);
CREATE INDEX cases_code ON cases (code);
CREATE UNIQUE INDEX cases_changed ON cases (changed);
CREATE INDEX cases_alive ON cases (no) WHERE alive = 1;
CREATE INDEX cases_unit ON cases (unit, no) WHERE unit IS NOT NULL;
CREATE INDEX cases_grid ON cases (grid, no) WHERE grid IS NOT NULL;
CREATE TABLE helpers (unit TEXT NOT NULL, case_no INTEGER NOT NULL, PRIMARY KEY (unit, case_no)) WITHOUT ROWID;
CREATE TABLE facts (key INTEGER PRIMARY KEY, json TEXT NOT NULL, hash BLOB NOT NULL);
CREATE TABLE texts (key INTEGER PRIMARY KEY, field TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE looks (no INTEGER PRIMARY KEY, case_no INTEGER NOT NULL, field TEXT NOT NULL, person TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX looks_case ON looks (case_no);
CREATE TABLE receipts (no INTEGER PRIMARY KEY, key TEXT NOT NULL, hash TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL);
CREATE UNIQUE INDEX receipts_key ON receipts (key);
CREATE TABLE notices (
no INTEGER PRIMARY KEY, case_no INTEGER NOT NULL, key TEXT NOT NULL, fact INTEGER NOT NULL, purpose TEXT NOT NULL, clock TEXT, cycle INTEGER NOT NULL,
rung INTEGER NOT NULL, mark INTEGER NOT NULL, person TEXT NOT NULL, audience TEXT NOT NULL, post TEXT NOT NULL, instead TEXT, urgent INTEGER NOT NULL,
at INTEGER NOT NULL, not_before INTEGER NOT NULL, acknowledge_by INTEGER, sent INTEGER, attempts INTEGER NOT NULL DEFAULT 0, fault TEXT,
acknowledged INTEGER);
CREATE UNIQUE INDEX notices_key ON notices (case_no, key);
CREATE INDEX notices_person ON notices (person, no);
CREATE INDEX notices_open ON notices (no) WHERE rung > 0 AND acknowledged IS NULL;
CREATE TABLE parcels (
no INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, case_no INTEGER NOT NULL, notice_no INTEGER, type TEXT NOT NULL, at INTEGER NOT NULL,
not_before INTEGER NOT NULL, data TEXT NOT NULL, fact INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL, queued INTEGER,
fault TEXT);
CREATE UNIQUE INDEX parcels_id ON parcels (id) WHERE queued = 1;
CREATE INDEX parcels_lane ON parcels (lane, no, state) WHERE queued = 1;
CREATE INDEX parcels_dead ON parcels (no) WHERE state = 2;
CREATE TABLE directory (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, json BLOB NOT NULL);
CREATE TABLE accounts (user TEXT PRIMARY KEY, person TEXT NOT NULL, password TEXT NOT NULL, disabled INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE system_keys (id TEXT PRIMARY KEY, secret BLOB NOT NULL, acts_as TEXT NOT NULL, retired INTEGER) WITHOUT ROWID;
CREATE TABLE signatures (hash BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX signatures_until ON signatures (until);
CREATE TABLE attachments (
id TEXT PRIMARY KEY, case_id TEXT, name BLOB NOT NULL, type TEXT NOT NULL, length INTEGER NOT NULL, sha256 TEXT NOT NULL, person TEXT NOT NULL,
at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE seals (day INTEGER PRIMARY KEY, heads INTEGER NOT NULL, changed INTEGER NOT NULL, mac BLOB NOT NULL);
CREATE TABLE sealed_heads (day INTEGER NOT NULL, case_no INTEGER NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (day, case_no)) WITHOUT ROWID;
CREATE TABLE county_keys (one INTEGER PRIMARY KEY CHECK (one = 1), fingerprint TEXT NOT NULL);
INSERT INTO cases (no, id, code, version, hash, changed, alive, stage, status, light, channel, kind, grade, category, unit, grid, holder, registered, next)
VALUES (1, x'000102030405060708090a0b0c0d0e0f', '440804-260210-AAAAAA', 1, x'00', 1, 1, 1, 0, 0, 0, 0, 2, 'facility.manhole', NULL, NULL, NULL, 639062892000000000, NULL);
INSERT INTO notices (no, case_no, key, fact, purpose, clock, cycle, rung, mark, person, audience, post, instead, urgent, at, not_before, acknowledge_by, sent, attempts, fault, acknowledged)
VALUES (1, 1, 'k/1/p', 1, 'registered', NULL, 0, 0, 0, 'p', 'unit-clerk', 'unit-clerk@x', NULL, 0, 639062892000000000, 639062892000000000, NULL, 639062892600000000, 2, NULL, 639062893000000000);
INSERT INTO notices (no, case_no, key, fact, purpose, clock, cycle, rung, mark, person, audience, post, instead, urgent, at, not_before, acknowledge_by, sent, attempts, fault, acknowledged)
VALUES (2, 1, 'k/2/p', 2, 'dispatched', NULL, 0, 0, 0, 'p', 'unit-clerk', 'unit-clerk@x', NULL, 0, 639062892000000000, 639062892000000000, NULL, NULL, 1, 'answered 503', NULL);
INSERT INTO notices (no, case_no, key, fact, purpose, clock, cycle, rung, mark, person, audience, post, instead, urgent, at, not_before, acknowledge_by, sent, attempts, fault, acknowledged)
VALUES (3, 1, 'k/3/p', 3, 'urged', NULL, 0, 0, 0, 'p', 'unit-clerk', 'unit-clerk@x', NULL, 0, 639062892000000000, 639062892000000000, NULL, NULL, 0, NULL, NULL);
INSERT INTO parcels (no, id, lane, case_no, notice_no, type, at, not_before, data, fact, attempts, state, queued, fault)
VALUES (1, 'k/1', 'hotline/000102030405060708090a0b0c0d0e0f', 1, NULL, 'cn.gridcase.order.accepted', 639062892000000000, 639062892000000000, '{}', 1, 0, 0, 1, NULL);
INSERT INTO parcels (no, id, lane, case_no, notice_no, type, at, not_before, data, fact, attempts, state, queued, fault)
VALUES (2, 'k/1/p', 'webhook/p/000102030405060708090a0b0c0d0e0f', 1, 1, 'cn.gridcase.notice.registered', 639062892000000000, 639062892000000000, '{}', 1, 2, 1, NULL, NULL);
INSERT INTO parcels (no, id, lane, case_no, notice_no, type, at, not_before, data, fact, attempts, state, queued, fault)
VALUES (3, 'k/2/p', 'webhook/p/000102030405060708090a0b0c0d0e0f', 1, 2, 'cn.gridcase.notice.dispatched', 639062892000000000, 639062892000000000, '{}', 2, 1, 2, 1, 'answered 503');
