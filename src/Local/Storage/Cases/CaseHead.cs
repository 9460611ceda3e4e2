using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>Writes the head row of a case: its version, its last hash, and the columns that lists and counts are made from.</summary>
internal static class CaseHead
{
    private const string Insert =
        """
        INSERT INTO cases (version, hash, changed, stage, status, light, kind, grade, category, holder, next, no, unit, grid, alive, id, code, channel, registered)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        """;

    private const string Update =
        "UPDATE cases SET version = ?1, hash = ?2, changed = ?3, stage = ?4, status = ?5, light = ?6, kind = ?7, grade = ?8, category = ?9, holder = ?10, next = ?11";

    // An index is written whenever its column is named, changed or not: so there is one update for each combination of indexed columns.
    private static readonly string[] Updates = [.. Enumerable.Range(0, 8).Select(UpdateNaming)];

    /// <summary>Writes the head of a new case.</summary>
    public static void Create(JournalSession session, long no, long changed, CaseFile file, DateTimeOffset? next)
    {
        Span<byte> id = stackalloc byte[CaseKeys.IdLength];
        CaseKeys.TryRead(file.Id, id);
        BindCommon(session.Statement(Insert), no, changed, file, next)
            .Bind(13, file.UnitCode)
            .Bind(14, file.GridCode)
            .Bind(15, Alive(file))
            .Bind(16, id)
            .Bind(17, file.Origin.Code)
            .Bind(18, (long)file.Origin.Channel)
            .Bind(19, file.RegisteredAt.UtcTicks)
            .Run();
    }

    /// <summary>Writes the head after more facts. <paramref name="before"/> is null when it is not known; then every index is written.</summary>
    /// <returns>False when the case does not have the version.</returns>
    public static bool Move(JournalSession session, long no, int fromVersion, long changed, CaseFile? before, CaseFile file, DateTimeOffset? next)
    {
        var unit = before is null || before.UnitCode != file.UnitCode;
        var grid = before is null || before.GridCode != file.GridCode;
        var alive = before is null || before.IsAlive != file.IsAlive;
        var statement = BindCommon(session.Statement(Updates[(unit ? 1 : 0) + (grid ? 2 : 0) + (alive ? 4 : 0)]), no, changed, file, next).Bind(13, fromVersion);
        var parameter = 14;
        if (unit) statement.Bind(parameter++, file.UnitCode);
        if (grid) statement.Bind(parameter++, file.GridCode);
        if (alive) statement.Bind(parameter, Alive(file));
        return statement.Run() == 1;
    }

    /// <summary>1 while something may still happen, else nothing.</summary>
    public static long? Alive(CaseFile file) => file.IsAlive ? 1 : null;

    private static Statement BindCommon(Statement statement, long no, long changed, CaseFile file, DateTimeOffset? next)
    {
        Span<byte> hash = stackalloc byte[32];
        Convert.FromHexString(file.LastHash, hash, out _, out _);
        return statement
            .Bind(1, file.Version)
            .Bind(2, hash)
            .Bind(3, changed)
            .Bind(4, (long)file.Stage)
            .Bind(5, (long)file.Status)
            .Bind(6, (long)file.Light)
            .Bind(7, (long)file.Kind)
            .Bind(8, (long)file.Grade)
            .Bind(9, file.Category)
            .Bind(10, file.HolderPersonId)
            .Bind(11, next?.UtcTicks)
            .Bind(12, no);
    }

    private static string UpdateNaming(int columns)
    {
        var sql = Update;
        var parameter = 14;
        if ((columns & 1) != 0) sql += $", unit = ?{parameter++}";
        if ((columns & 2) != 0) sql += $", grid = ?{parameter++}";
        if ((columns & 4) != 0) sql += $", alive = ?{parameter}";
        return sql + " WHERE no = ?12 AND version = ?13";
    }
}
