using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>The tables of a county in SQLite. Instants are UTC ticks, enum values their numbers, hashes and case ids blobs.</summary>
/// <remarks>
/// Cases bear a running number, so that what is worked on now lies together and a commit touches few pages. Facts and texts are keyed by
/// number of the case and of the fact (see <see cref="CaseKeys"/>). Columns that no query asks for have no index.
/// </remarks>
internal static class CountySchema
{
    public const string Part = "county";
    public const int Version = 4;

    private static readonly string[] Tables =
    [
        """
        CREATE TABLE cases (
            no INTEGER PRIMARY KEY, id BLOB NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, changed INTEGER NOT NULL,
            alive INTEGER, stage INTEGER NOT NULL, status INTEGER NOT NULL, light INTEGER NOT NULL, channel INTEGER NOT NULL, kind INTEGER NOT NULL,
            grade INTEGER NOT NULL, category TEXT NOT NULL, unit TEXT, grid TEXT, holder TEXT, registered INTEGER NOT NULL, next INTEGER)
        """,
        "CREATE UNIQUE INDEX cases_id ON cases (id)",
        "CREATE INDEX cases_code ON cases (code)",
        "CREATE UNIQUE INDEX cases_changed ON cases (changed)",
        "CREATE INDEX cases_alive ON cases (no) WHERE alive = 1",
        "CREATE INDEX cases_unit ON cases (unit, no) WHERE unit IS NOT NULL",
        "CREATE INDEX cases_grid ON cases (grid, no) WHERE grid IS NOT NULL",
        "CREATE TABLE helpers (unit TEXT NOT NULL, case_no INTEGER NOT NULL, PRIMARY KEY (unit, case_no)) WITHOUT ROWID",
        "CREATE TABLE facts (key INTEGER PRIMARY KEY, json TEXT NOT NULL, hash BLOB NOT NULL)",
        "CREATE TABLE texts (key INTEGER PRIMARY KEY, field TEXT NOT NULL, value BLOB NOT NULL)",
        "CREATE TABLE looks (no INTEGER PRIMARY KEY, case_no INTEGER NOT NULL, field TEXT NOT NULL, person TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL)",
        "CREATE INDEX looks_case ON looks (case_no)",
        "CREATE TABLE receipts (no INTEGER PRIMARY KEY, key TEXT NOT NULL, hash TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL)",
        "CREATE UNIQUE INDEX receipts_key ON receipts (key)",
        """
        CREATE TABLE notices (
            no INTEGER PRIMARY KEY, case_no INTEGER NOT NULL, key TEXT NOT NULL, fact INTEGER NOT NULL, purpose TEXT NOT NULL, clock TEXT, cycle INTEGER NOT NULL,
            rung INTEGER NOT NULL, mark INTEGER NOT NULL, person TEXT NOT NULL, audience TEXT NOT NULL, post TEXT NOT NULL, instead TEXT, urgent INTEGER NOT NULL,
            at INTEGER NOT NULL, not_before INTEGER NOT NULL, acknowledge_by INTEGER, sent INTEGER, attempts INTEGER NOT NULL DEFAULT 0, fault TEXT,
            acknowledged INTEGER)
        """,
        "CREATE UNIQUE INDEX notices_key ON notices (case_no, key)",
        "CREATE INDEX notices_person ON notices (person, no)",
        "CREATE INDEX notices_open ON notices (no) WHERE rung > 0 AND acknowledged IS NULL",
        """
        CREATE TABLE parcels (
            no INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, case_no INTEGER NOT NULL, notice_no INTEGER, type TEXT NOT NULL, at INTEGER NOT NULL,
            not_before INTEGER NOT NULL, data TEXT NOT NULL, fact INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL, queued INTEGER,
            fault TEXT)
        """,
        "CREATE UNIQUE INDEX parcels_id ON parcels (id) WHERE queued = 1",
        "CREATE INDEX parcels_lane ON parcels (lane, no, state) WHERE queued = 1",
        "CREATE INDEX parcels_dead ON parcels (no) WHERE state = 2",
        "CREATE TABLE directory (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, json BLOB NOT NULL)",
        "CREATE TABLE accounts (user TEXT PRIMARY KEY, person TEXT NOT NULL, password TEXT NOT NULL, disabled INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE system_keys (id TEXT PRIMARY KEY, secret BLOB NOT NULL, acts_as TEXT NOT NULL, retired INTEGER) WITHOUT ROWID",
        "CREATE TABLE signatures (hash BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX signatures_until ON signatures (until)",
        """
        CREATE TABLE attachments (
            id TEXT PRIMARY KEY, case_id TEXT, name BLOB NOT NULL, type TEXT NOT NULL, length INTEGER NOT NULL, sha256 TEXT NOT NULL, person TEXT NOT NULL,
            at INTEGER NOT NULL) WITHOUT ROWID
        """,
        "CREATE TABLE seals (day INTEGER PRIMARY KEY, heads INTEGER NOT NULL, changed INTEGER NOT NULL, mac BLOB NOT NULL)",
        "CREATE TABLE sealed_heads (day INTEGER NOT NULL, case_no INTEGER NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (day, case_no)) WITHOUT ROWID",
        "CREATE TABLE county_keys (one INTEGER PRIMARY KEY CHECK (one = 1), fingerprint TEXT NOT NULL)",
    ];

    /// <summary>What the second release adds, part by part.</summary>
    private static readonly string[] Since2 = [.. RolloutTables, .. RuleTables, .. DirectoryTables, .. NoticeTables, .. PreviewTables];

    /// <summary>What the third release adds, part by part.</summary>
    private static readonly string[] Since3 = [.. Open311Tables, .. KeyTables, .. LaneTables, .. AccountTables, .. CareTables.Parts, .. InspectionSchema.Tables, .. PhoneTables, .. LikenessTables, .. RoutingTables];

    /// <summary>What the fourth release adds: the outlines of places.</summary>
    private static readonly string[] Since4 = ["CREATE TABLE outlines (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, json BLOB NOT NULL)"];

    private static string[] AccountTables =>
    [
        "ALTER TABLE accounts ADD COLUMN drawn INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX accounts_person ON accounts (person)",
        "CREATE TABLE account_deeds (no INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, user TEXT NOT NULL, what INTEGER NOT NULL)",
    ];

    /// <summary>Cases by caller and by spot; keyed hashes and squares, never a number or an address.</summary>
    private static string[] LikenessTables => ["CREATE TABLE likenesses (key INTEGER NOT NULL, case_no INTEGER NOT NULL, PRIMARY KEY (key, case_no)) WITHOUT ROWID"];

    /// <summary>Which units resolved, returned or were given what, where and in which year; and how first dispatches kept to the proposals.</summary>
    private static string[] RoutingTables =>
    [
        """
        CREATE TABLE routing (
            category TEXT NOT NULL, village TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL, resolved INTEGER NOT NULL, returned INTEGER NOT NULL,
            precedents INTEGER NOT NULL, PRIMARY KEY (category, village, unit, year)) WITHOUT ROWID
        """,
        "CREATE TABLE choices (day INTEGER NOT NULL, category TEXT NOT NULL, rank INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY (day, category, rank)) WITHOUT ROWID",
    ];

    private static string[] RolloutTables =>
    [
        "CREATE TABLE rollouts (change INTEGER PRIMARY KEY, revision INTEGER NOT NULL, over INTEGER NOT NULL, json TEXT NOT NULL)",
    ];

    private static string[] RuleTables =>
    [
        "CREATE TABLE rule_ledger (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, first_policy TEXT NOT NULL, first_calendar TEXT NOT NULL)",
        "CREATE TABLE rule_versions (no INTEGER PRIMARY KEY, sort INTEGER NOT NULL, version TEXT NOT NULL, json TEXT NOT NULL, document TEXT NOT NULL)",
        "CREATE UNIQUE INDEX rule_versions_name ON rule_versions (sort, version)",
        "CREATE TABLE rule_changes (number INTEGER PRIMARY KEY, json TEXT NOT NULL)",
        "CREATE TABLE rule_drafts (sort INTEGER PRIMARY KEY, json TEXT NOT NULL, document TEXT NOT NULL)",
        "CREATE TABLE rule_deeds (no INTEGER PRIMARY KEY, json TEXT NOT NULL)",
    ];

    private static string[] DirectoryTables => ["CREATE TABLE directory_changes (version INTEGER PRIMARY KEY, json BLOB NOT NULL)"];

    /// <summary>Channels, who was told by which of them, and the windows of digests. What the first release kept of its webhook becomes a delivery like any other.</summary>
    private static string[] NoticeTables =>
    [
        "CREATE TABLE channels (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, json BLOB NOT NULL)",
        "ALTER TABLE notices ADD COLUMN due INTEGER",
        "ALTER TABLE notices ADD COLUMN because INTEGER",
        "ALTER TABLE notices ADD COLUMN acknowledged_by TEXT",
        "CREATE INDEX notices_post ON notices (post, no)",
        "CREATE INDEX notices_instead ON notices (instead, no) WHERE instead IS NOT NULL",
        "ALTER TABLE parcels ADD COLUMN channel TEXT NOT NULL DEFAULT 'hotline'",
        "UPDATE parcels SET channel = 'webhook', id = id || '@webhook' WHERE notice_no IS NOT NULL",
        "CREATE INDEX parcels_channel ON parcels (channel, state, no) WHERE queued = 1",
        """
        CREATE TABLE deliveries (
            notice_no INTEGER NOT NULL, channel TEXT NOT NULL, state INTEGER NOT NULL, digest TEXT, sent INTEGER, attempts INTEGER NOT NULL DEFAULT 0, fault TEXT,
            PRIMARY KEY (notice_no, channel)) WITHOUT ROWID
        """,
        "CREATE INDEX deliveries_digest ON deliveries (digest, notice_no) WHERE digest IS NOT NULL",
        """
        INSERT INTO deliveries (notice_no, channel, state, sent, attempts, fault)
        SELECT n.no, 'webhook', coalesce(p.state, CASE WHEN n.sent IS NULL THEN 3 ELSE 1 END), n.sent, n.attempts, n.fault
        FROM notices n LEFT JOIN parcels p ON p.notice_no = n.no WHERE p.no IS NOT NULL OR n.sent IS NOT NULL OR n.attempts > 0
        """,
        """
        CREATE TABLE notice_windows (
            channel TEXT NOT NULL, person TEXT NOT NULL, start INTEGER NOT NULL, singles INTEGER NOT NULL, sealed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (channel, person, start)) WITHOUT ROWID
        """,
    ];

    /// <summary>When a parcel failed last, so that another one behind it does not make it be tried before its time.</summary>
    private static string[] LaneTables => ["ALTER TABLE parcels ADD COLUMN failed INTEGER"];

    /// <summary>What systems' keys are for and who did what to them. Keys of earlier releases are the hotline's.</summary>
    private static string[] KeyTables =>
    [
        "ALTER TABLE system_keys ADD COLUMN purpose INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE system_keys ADD COLUMN name TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE system_keys ADD COLUMN created INTEGER",
        "ALTER TABLE system_keys ADD COLUMN used INTEGER",
        "CREATE TABLE key_deeds (no INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, key TEXT NOT NULL, what INTEGER NOT NULL, retires INTEGER, forced INTEGER NOT NULL)",
    ];

    private static string[] PreviewTables =>
    [
        "CREATE TABLE previews (id INTEGER PRIMARY KEY, running INTEGER NOT NULL, revision INTEGER NOT NULL, change INTEGER, json TEXT NOT NULL, document TEXT NOT NULL)",
        "CREATE TABLE preview_parts (preview INTEGER NOT NULL, page INTEGER NOT NULL, cases INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (preview, page))",
        "CREATE TABLE preview_colours (preview INTEGER NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (preview, place)) WITHOUT ROWID",
    ];

    /// <summary>What is offered by Open311, and the way to its cases by time; 7 is that channel. Cases of other channels pay nothing for it.</summary>
    private static string[] Open311Tables =>
    [
        "CREATE TABLE open311 (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, json TEXT NOT NULL)",
        "CREATE INDEX cases_open311 ON cases (registered, no) WHERE channel = 7",
    ];

    /// <summary>Files that cases name before they arrive, and what a case was under before it went elsewhere.</summary>
    private static string[] PhoneTables =>
    [
        "CREATE TABLE awaited_files (id TEXT PRIMARY KEY, case_id TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX awaited_person ON awaited_files (person)",
        "CREATE TABLE partings (no INTEGER PRIMARY KEY, case_no INTEGER NOT NULL, changed INTEGER NOT NULL, unit TEXT, grid TEXT)",
        "CREATE INDEX partings_unit ON partings (unit, changed) WHERE unit IS NOT NULL",
        "CREATE INDEX partings_grid ON partings (grid, changed) WHERE grid IS NOT NULL",
    ];

    /// <summary>Brings the tables to this release's version; forward only.</summary>
    public static void Bring(Journal journal) => journal.Schema(Part, Version, Upgrade);

    /// <summary>Remembers the keys' fingerprint at first, and refuses other keys ever after.</summary>
    public static void RequireKeys(Journal journal, KeyRing keys, string path) => journal.Write(session =>
    {
        var known = session.Statement("SELECT fingerprint FROM county_keys");
        var fingerprint = known.Step() ? known.Text(0) : null;
        known.Reset();
        if (fingerprint == keys.Fingerprint) return;
        if (fingerprint is not null)
        {
            throw new DataFolderUnusableException(
                DataFolderTrouble.KeyOfAnother, $"The keys in {path}/keys are not those that its database was written with. Put the right keys back from their backup.");
        }

        session.Statement("INSERT INTO county_keys (one, fingerprint) VALUES (1, ?)").Bind(1, keys.Fingerprint).Run();
    }).GetAwaiter().GetResult();

    private static void Upgrade(JournalSession session, int found)
    {
        if (found < 1)
            foreach (var table in Tables) session.Statement(table).Run();
        if (found < 2)
            foreach (var change in Since2) session.Statement(change).Run();
        if (found < 3)
            foreach (var change in Since3) session.Statement(change).Run();
        if (found < 4)
            foreach (var change in Since4) session.Statement(change).Run();
        // Cases of the releases before are found, and learned from, as later ones are.
        if (found is 1 or 2) CaseIndexes.WriteAll(session);
    }
}
