using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Reads cases and their facts from the database.</summary>
internal static class CaseRecords
{
    /// <summary>The columns of a <see cref="CaseRow"/>, in the order of <see cref="Row"/>.</summary>
    public const string RowColumns = "id, code, version, channel, kind, category, grade, stage, status, light, unit, grid, holder, registered, changed, next, no";

    public const int RowNo = 16;

    /// <summary>Number and version of a case, or null when there is none.</summary>
    public static (long No, int Version)? Head(JournalSession session, string caseId)
    {
        Span<byte> id = stackalloc byte[CaseKeys.IdLength];
        if (!CaseKeys.TryRead(caseId, id)) return null;
        var statement = session.Statement("SELECT no, version FROM cases WHERE id = ?").Bind(1, id);
        (long, int)? head = statement.Step() ? (statement.Long(0), (int)statement.Long(1)) : null;
        statement.Reset();
        return head;
    }

    /// <summary>The id of the case with this number, or null.</summary>
    public static string? IdOf(JournalSession session, long no)
    {
        var statement = session.Statement("SELECT id FROM cases WHERE no = ?").Bind(1, no);
        var id = statement.Step() ? CaseKeys.IdOf(statement.Bytes(0)) : null;
        statement.Reset();
        return id;
    }

    /// <summary>The case folded from its facts.</summary>
    /// <exception cref="InvalidDataException">The facts do not reach the version of the case's head: the file was damaged.</exception>
    public static CachedCase? Case(JournalSession session, string caseId)
    {
        if (Head(session, caseId) is not { } head) return null;
        CaseFile? file = null;
        var statement = FactsOf(session, head.No, 0, int.MaxValue);
        while (statement.Step()) file = CaseFolding.Apply(caseId, file, FactChain.ReadBody(statement.Span(0)), Convert.ToHexStringLower(statement.Span(1)));
        statement.Reset();
        if (file is null || file.Version != head.Version)
            throw new InvalidDataException($"Case {caseId} has {file?.Version ?? 0} facts, but its head says {head.Version}. Run verify.");
        return new(head.No, file);
    }

    /// <summary>Facts after a number, in order.</summary>
    public static List<RecordedFact> Facts(JournalSession session, long caseNo, int afterNumber, int limit)
    {
        var facts = new List<RecordedFact>();
        var statement = FactsOf(session, caseNo, afterNumber, limit);
        while (statement.Step()) facts.Add(FactChain.Read(statement.Text(0), Convert.ToHexStringLower(statement.Bytes(1))));
        statement.Reset();
        return facts;
    }

    private static Statement FactsOf(JournalSession session, long caseNo, int afterNumber, int limit) =>
        session.Statement("SELECT json, hash FROM facts WHERE key > ? AND key < ? ORDER BY key LIMIT ?")
            .Bind(1, CaseKeys.Fact(caseNo, afterNumber)).Bind(2, CaseKeys.Fact(caseNo + 1, 0)).Bind(3, limit);

    public static CaseRow Row(Statement row) => new(
        CaseKeys.IdOf(row.Bytes(0)),
        row.Text(1),
        (int)row.Long(2),
        (Channel)row.Long(3),
        (CaseKind)row.Long(4),
        row.Text(5),
        (Grade)row.Long(6),
        (Stage)row.Long(7),
        (CaseStatus)row.Long(8),
        (Light)row.Long(9),
        row.TextOrNull(10),
        row.TextOrNull(11),
        row.TextOrNull(12),
        Instants.Of(row.Long(13)),
        Instants.Of(row.Long(14)),
        Instants.Of(row.LongOrNull(15)));

    /// <summary>The row that a file makes.</summary>
    public static CaseRow RowOf(CaseFile file, DateTimeOffset changedAt, DateTimeOffset? nextAt) => new(
        file.Id, file.Origin.Code, file.Version, file.Origin.Channel, file.Kind, file.Category, file.Grade, file.Stage, file.Status, file.Light, file.UnitCode,
        file.GridCode, file.HolderPersonId, file.RegisteredAt, changedAt, nextAt);
}
