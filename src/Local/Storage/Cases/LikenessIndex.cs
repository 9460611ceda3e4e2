using System.Security.Cryptography;
using System.Text;
using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>
/// Finds cases by caller and by spot. A caller's cases are kept for ever, a spot's while they are open. Keys are numbers made of keyed hashes, so the index says
/// nobody's number or address; a square of about a kilometre has a number below zero.
/// </summary>
internal static class LikenessIndex
{
    private const string Kin = "SELECT c.id, c.no FROM likenesses l JOIN cases c ON c.no = l.case_no WHERE l.key BETWEEN ?1 AND ?2 AND c.registered >= ?3";
    private const string Newest = " ORDER BY l.case_no DESC LIMIT ?4";
    private static readonly string Open = $" AND c.status <= {(int)CaseStatus.Ledger}";
    private static readonly string NotMerged = $" AND c.status <> {(int)CaseStatus.Merged}";

    /// <summary>The keys that a case has as it stands.</summary>
    public static List<long> KeysOf(CaseFile file)
    {
        var keys = new List<long>(3);
        if (!file.Origin.HasCitizen) return keys;
        if (file.Origin.CallerKey is { } caller) keys.Add(OfCaller(caller));
        if (file.IsOpen) keys.AddRange(SpotKeys(file));
        return keys;
    }

    /// <summary>Writes what the append changed. <paramref name="before"/> is null for a new case, and where it is not known.</summary>
    public static void Write(JournalSession session, long no, CaseFile? before, CaseFile after)
    {
        if (!after.Origin.HasCitizen || before?.IsOpen == after.IsOpen) return;
        foreach (var key in KeysOf(after)) Add(session, no, key);
        if (after.IsOpen || after.Version == 1) return;
        foreach (var key in SpotKeys(after)) Remove(session, no, key);
    }

    public static bool Add(JournalSession session, long no, long key) =>
        session.Statement("INSERT OR IGNORE INTO likenesses (key, case_no) VALUES (?, ?)").Bind(1, key).Bind(2, no).Run() == 1;

    public static void Remove(JournalSession session, long no, long key) =>
        session.Statement("DELETE FROM likenesses WHERE key = ? AND case_no = ?").Bind(1, key).Bind(2, no).Run();

    public static bool Has(JournalSession session, long no, long key) => Any(session, "case_no = ?3", key, key, no);

    public static Relatives Find(JournalSession session, LikenessQuery query)
    {
        var found = new SortedDictionary<long, string>();
        if (query.CallerKey is { } caller)
        {
            var key = OfCaller(caller);
            Read(session.Statement(Kin + (query.EndedToo ? NotMerged : Open) + Newest).Bind(1, key).Bind(2, key).Bind(3, query.CallerSince.UtcTicks).Bind(4, LikenessQuery.Most), found);
        }

        var atSpot = new SortedDictionary<long, string>();
        foreach (var (from, to) in SpotRanges(query))
        {
            var statement = session.Statement(Kin + Open + (query.CategoryRoot is null ? "" : " AND (c.category = ?5 OR (c.category >= ?6 AND c.category < ?7))") + Newest)
                .Bind(1, from).Bind(2, to).Bind(3, query.SpotSince.UtcTicks).Bind(4, LikenessQuery.Most);
            if (query.CategoryRoot is { } root) statement.Bind(5, root).Bind(6, root + ".").Bind(7, root + "/");
            Read(statement, atSpot);
        }

        foreach (var (no, id) in atSpot.Reverse().Take(LikenessQuery.Most)) found.TryAdd(no, id);
        return new([.. found.Reverse().Select(entry => entry.Value)], Last(session));
    }

    /// <summary>Whether one that the query may find has come in since.</summary>
    public static bool HasNewer(JournalSession session, RelativesSeen seen)
    {
        if (seen.Query.CallerKey is { } caller && OfCaller(caller) is var key && Any(session, "case_no > ?3", key, key, seen.Seen)) return true;
        foreach (var (from, to) in SpotRanges(seen.Query))
            if (Any(session, "case_no > ?3", from, to, seen.Seen)) return true;
        return false;
    }

    private static bool Any(JournalSession session, string where, long from, long to, long no)
    {
        var statement = session.Statement($"SELECT 1 FROM likenesses WHERE key BETWEEN ?1 AND ?2 AND {where} LIMIT 1").Bind(1, from).Bind(2, to).Bind(3, no);
        var any = statement.Step();
        statement.Reset();
        return any;
    }

    private static void Read(Statement statement, SortedDictionary<long, string> found)
    {
        while (statement.Step()) found[statement.Long(1)] = CaseKeys.IdOf(statement.Bytes(0));
        statement.Reset();
    }

    private static long Last(JournalSession session)
    {
        var statement = session.Statement("SELECT max(no) FROM cases");
        var last = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return last;
    }

    private static IEnumerable<long> SpotKeys(CaseFile file)
    {
        if (file.Origin.AddressKey is { } address) yield return OfAddress(address);
        if (file.Origin is { Latitude: { } latitude, Longitude: { } longitude }) yield return OfSquare(Squares.Row(latitude), Squares.Column(longitude));
    }

    /// <summary>The address, and one range of squares for each row of them that the distance may reach.</summary>
    private static IEnumerable<(long From, long To)> SpotRanges(LikenessQuery query)
    {
        if (query.AddressKey is { } address) yield return (OfAddress(address), OfAddress(address));
        foreach (var (row, west, east) in Squares.Around(query)) yield return (OfSquare(row, east), OfSquare(row, west));
    }

    private static long OfSquare(long row, long column) => -1 - ((row * Squares.Columns) + column);

    private static long OfCaller(string key) => Number("caller\n" + key);

    private static long OfAddress(string key) => Number("address\n" + key);

    private static long Number(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BitConverter.ToInt64(hash) & long.MaxValue;
    }
}
