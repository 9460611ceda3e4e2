using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Reads many cases as they were at an instant, without the text of each fact.</summary>
internal static class CaseHistory
{
    private const string Scanned = "(alive = 1 OR changed >= ?1)";

    public static CaseSpan Span(JournalSession session, DateTimeOffset changedSince)
    {
        var last = session.Statement("SELECT max(no) FROM cases");
        var largest = last.Step() ? last.Long(0) : 0;
        last.Reset();
        var count = session.Statement($"SELECT count(*) FROM cases WHERE {Scanned}").Bind(1, changedSince.UtcTicks);
        var cases = count.Step() ? (int)count.Long(0) : 0;
        count.Reset();
        return new(largest, cases);
    }

    public static IReadOnlyList<CaseFile> AsOf(JournalSession session, CaseSlice slice, CancellationToken cancellation)
    {
        var found = new List<CaseFile>();
        var heads = session.Statement($"SELECT no, id FROM cases WHERE no > ?2 AND no <= ?3 AND {Scanned} ORDER BY no")
            .Bind(1, slice.ChangedSince.UtcTicks).Bind(2, slice.After).Bind(3, slice.UpTo);
        while (heads.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            if (AsOf(session, heads.Long(0), CaseKeys.IdOf(heads.Span(1)), slice) is { } file) found.Add(file);
        }

        return found;
    }

    private static CaseFile? AsOf(JournalSession session, long no, string caseId, CaseSlice slice)
    {
        CaseFile? file = null;
        Span<byte> hash = stackalloc byte[32];
        var statement = session.Statement("SELECT json, hash FROM facts WHERE key > ? AND key < ? ORDER BY key")
            .Bind(1, CaseKeys.Fact(no, 0)).Bind(2, CaseKeys.Fact(no + 1, 0));
        while (statement.Step())
        {
            var body = FactChain.ReadBody(statement.Span(0));
            if (!SliceMatch.IsWithin(body, slice)) break;
            file = CaseFolding.Apply(caseId, file, new(body, "", ""));
            statement.Span(1).CopyTo(hash);
        }

        statement.Reset();
        return file is null ? null : file with { LastHash = Convert.ToHexStringLower(hash) };
    }
}
