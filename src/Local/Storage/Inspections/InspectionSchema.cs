namespace GridCase.Local.Storage;

/// <summary>The tables of inspections, a part of the county schema since its third version.</summary>
internal static class InspectionSchema
{
    /// <summary>Places, plans, sweeps and inspections; and notices that are about a sweep and no case.</summary>
    public static readonly string[] Tables =
    [
        """
        CREATE TABLE places (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, kind TEXT NOT NULL, grid TEXT NOT NULL, colour INTEGER NOT NULL, active INTEGER NOT NULL, json TEXT NOT NULL)
        WITHOUT ROWID
        """,
        "CREATE INDEX places_grid ON places (grid, id)",
        "CREATE TABLE checklists (code TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (code, version)) WITHOUT ROWID",
        "CREATE TABLE inspection_plans (id TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID",
        """
        CREATE TABLE sweeps (
            no INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, plan TEXT, state INTEGER NOT NULL, total INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0,
            done INTEGER NOT NULL DEFAULT 0, missed INTEGER NOT NULL DEFAULT 0, cancelled INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
            findings INTEGER NOT NULL DEFAULT 0, homes_done INTEGER NOT NULL DEFAULT 0, homes INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL)
        """,
        "CREATE UNIQUE INDEX sweeps_id ON sweeps (id)",
        "CREATE INDEX sweeps_plan ON sweeps (plan, no) WHERE plan IS NOT NULL",
        "CREATE INDEX sweeps_alive ON sweeps (id) WHERE state < 2",
        """
        CREATE TABLE inspections (
            no INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, changed INTEGER NOT NULL, sweep_no INTEGER, kind INTEGER NOT NULL, place TEXT, grid TEXT NOT NULL,
            case_id TEXT, assignee TEXT, deputy TEXT, due INTEGER NOT NULL, state INTEGER NOT NULL, late INTEGER NOT NULL, settled INTEGER NOT NULL, colour INTEGER,
            findings INTEGER NOT NULL, homes_done INTEGER NOT NULL, homes INTEGER NOT NULL, json TEXT NOT NULL)
        """,
        "CREATE UNIQUE INDEX inspections_id ON inspections (id)",
        "CREATE INDEX inspections_sweep ON inspections (sweep_no, no) WHERE sweep_no IS NOT NULL",
        "CREATE INDEX inspections_grid ON inspections (grid, no)",
        "CREATE INDEX inspections_due ON inspections (due)",
        "CREATE INDEX inspections_place ON inspections (place, no) WHERE place IS NOT NULL",
        "CREATE INDEX inspections_case ON inspections (case_id, no) WHERE case_id IS NOT NULL",
        "CREATE INDEX inspections_unsettled ON inspections (no) WHERE settled = 0",
        "CREATE INDEX inspections_changed ON inspections (changed, no)",
        "CREATE INDEX inspections_assignee ON inspections (assignee, no) WHERE assignee IS NOT NULL",
        "CREATE INDEX inspections_deputy ON inspections (deputy, no) WHERE deputy IS NOT NULL",
        "CREATE TABLE inspection_signers (unit TEXT NOT NULL, inspection_no INTEGER NOT NULL, PRIMARY KEY (unit, inspection_no)) WITHOUT ROWID",
        "CREATE TABLE inspection_texts (subject TEXT NOT NULL, field TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (subject, field)) WITHOUT ROWID",
        "ALTER TABLE notices ADD COLUMN about TEXT",
        "ALTER TABLE notices ADD COLUMN about_kind INTEGER",
        "ALTER TABLE notices ADD COLUMN about_code TEXT",
        "ALTER TABLE notices ADD COLUMN about_area TEXT",
        "ALTER TABLE notices ADD COLUMN about_count INTEGER",
        "CREATE INDEX notices_about ON notices (about, no) WHERE about IS NOT NULL",
    ];
}
