namespace GridCase.Local.Storage;

/// <summary>The tables of the care register.</summary>
internal static class CareTables
{
    public static string[] Parts =>
    [
        """
        CREATE TABLE care_people (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, reference TEXT UNIQUE, state INTEGER NOT NULL, grid TEXT NOT NULL, tier INTEGER NOT NULL, due INTEGER NOT NULL,
            next_at INTEGER, terms INTEGER NOT NULL, changed INTEGER NOT NULL, json TEXT NOT NULL)
        """,
        "CREATE INDEX care_people_grid ON care_people (grid, due)",
        "CREATE INDEX care_people_due ON care_people (due, id) WHERE state = 0",
        "CREATE INDEX care_people_next ON care_people (next_at) WHERE next_at IS NOT NULL",
        "CREATE INDEX care_people_changed ON care_people (changed)",
        "CREATE TABLE care_deeds (care_id TEXT NOT NULL, number INTEGER NOT NULL, key TEXT UNIQUE, json TEXT NOT NULL, PRIMARY KEY (care_id, number)) WITHOUT ROWID",
        "CREATE TABLE care_texts (care_id TEXT NOT NULL, deed INTEGER NOT NULL, field TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (care_id, deed, field)) WITHOUT ROWID",
        "CREATE TABLE care_looks (no INTEGER PRIMARY KEY, care_id TEXT NOT NULL, field TEXT NOT NULL, person TEXT NOT NULL, reason BLOB NOT NULL, at INTEGER NOT NULL)",
        "CREATE TABLE care_terms (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)",
    ];
}
