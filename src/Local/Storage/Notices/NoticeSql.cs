using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Writes a <see cref="NoticeQuery"/> as SQL, and reads notices from its rows.</summary>
internal sealed class NoticeSql
{
    private const string Select =
        """
        SELECT n.no, c.id, coalesce(n.about_code, c.code), n.key, n.fact, n.purpose, n.clock, n.cycle, n.rung, n.person, n.audience, n.post, n.instead, n.urgent, n.at, n.not_before,
            n.acknowledge_by, n.acknowledged, n.acknowledged_by, n.due, n.because, n.about, n.about_kind, n.about_area, n.about_count
        FROM notices n LEFT JOIN cases c ON c.no = n.case_no
        """;

    private const string NewestOfPost = "SELECT * FROM (SELECT no FROM notices WHERE {1} = {0} AND no < {2} ORDER BY no DESC LIMIT {3})";

    /// <summary>One notice by number.</summary>
    public const string ByNumber = Select + " WHERE n.no = ?";

    private const string NobodyAcknowledged =
        """
         AND n.rung > 0 AND n.acknowledged IS NULL AND NOT EXISTS (SELECT 1 FROM notices o WHERE o.case_no = n.case_no AND o.about IS n.about AND (n.about IS NULL OR o.person = n.person) AND o.clock = n.clock AND o.cycle = n.cycle
            AND o.rung = n.rung AND o.acknowledged IS NOT NULL)
        """;

    private readonly List<object> values = [];

    private string Sql { get; set; } = "";

    /// <summary>One page and one row more, to see whether there is another. <paramref name="caseNo"/> is that of the query's case.</summary>
    public static NoticeSql OfPage(NoticeQuery query, long? caseNo, DateTimeOffset now)
    {
        var sql = new NoticeSql();
        var where = " WHERE 1";
        if (caseNo is { } number) where += $" AND n.case_no = {sql.Value(number)}";
        if (query.SweepId is { } sweep) where += $" AND n.about = {sql.Value(sweep)}";
        // A notice that waits for office hours has not reached its person yet.
        if (query.PersonId is { } person) where += $" AND n.person = {sql.Value(person)} " + (query.WithWaiting ? "" : $" AND n.not_before <= {sql.Value(now.UtcTicks)}");
        if (query.PostCode is { } post) where += $" AND n.no IN ({sql.OfPost(post, query)})";
        if (query is { PostCode: null, Scope: { WholeCounty: false } scope }) where += $" AND ({sql.Inside(scope)}{sql.OrTo(query.OrPersonId, now)})";
        if (query.OpenOnly) where += NobodyAcknowledged;
        if (query.MarksOnly) where += " AND n.mark = 1";
        var inOrder = caseNo is not null || query.SweepId is not null;
        if (query.After is { } after) where += $" AND n.no {(inOrder ? ">" : "<")} {sql.Value(NoticeIds.Read(after))}";
        sql.Sql = $"{Select}{where} ORDER BY n.no {(inOrder ? "ASC" : "DESC")} LIMIT {sql.Value((long)query.Limit + 1)}";
        return sql;
    }

    public Statement Bound(JournalSession session)
    {
        var statement = session.Statement(Sql);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is long number) statement.Bind(i + 1, number);
            else statement.Bind(i + 1, (string)values[i]);
        }

        return statement;
    }

    /// <summary>The notice of a row, with what its deliveries say.</summary>
    public static KeptNotice Row(JournalSession session, Statement row, DateTimeOffset now)
    {
        var no = row.Long(0);
        var notice = new Notice(
            row.Text(3), row.IsNull(1) ? "" : CaseKeys.IdOf(row.Bytes(1)), row.Text(2), (int)row.Long(4), row.Text(5), row.TextOrNull(6), (int)row.Long(7), (int)row.Long(8), row.Text(9),
            row.Text(10), row.Text(11), row.TextOrNull(12), row.Long(13) != 0, Instants.Of(row.Long(14)), Instants.Of(row.Long(15)), Instants.Of(row.LongOrNull(16)))
        {
            DueAt = Instants.Of(row.LongOrNull(19)),
            Because = (int?)row.LongOrNull(20),
            About = row.TextOrNull(21) is { } about ? new((NoticeSubjectKind)row.Long(22), about, row.Text(23), (int)row.Long(24)) : null,
        };
        return Deliveries.Kept(NoticeIds.Of(no), notice, DeliveriesOf(session, no), Instants.Of(row.LongOrNull(17)), row.TextOrNull(18), now);
    }

    private static ImmutableArray<ChannelDelivery> DeliveriesOf(JournalSession session, long noticeNo)
    {
        var statement = session.Statement("SELECT channel, state, sent, attempts, fault, digest FROM deliveries WHERE notice_no = ? ORDER BY channel").Bind(1, noticeNo);
        var deliveries = ImmutableArray<ChannelDelivery>.Empty;
        while (statement.Step())
        {
            var channel = statement.Text(0);
            var digest = statement.TextOrNull(5) is { } id ? Parcels.KeyOf(id, channel) : null;
            deliveries = deliveries.Add(new(channel, (DeliveryState)statement.Long(1), Instants.Of(statement.LongOrNull(2)), (int)statement.Long(3), statement.TextOrNull(4), digest));
        }

        statement.Reset();
        return deliveries;
    }

    /// <summary>The newest that went to a post or to another in its place: the page's own are among them, whatever else is asked for.</summary>
    private string OfPost(string post, NoticeQuery query)
    {
        var parameter = Value(post);
        var before = query.After is { } after ? Value(NoticeIds.Read(after)) : Value(long.MaxValue);
        var most = Value((long)query.Limit + 1);
        return string.Format(CultureInfo.InvariantCulture, NewestOfPost + " UNION ", parameter, "post", before, most)
            + string.Format(CultureInfo.InvariantCulture, NewestOfPost, parameter, "instead", before, most);
    }

    private string Inside(CaseScope scope)
    {
        List<string> ways = ["0"];
        if (scope.DivisionPrefix is { Length: > 0 } prefix)
        {
            var (from, to) = (Value(prefix), Value(SearchText.AfterPrefix(prefix)));
            ways.Add($"(c.grid >= {from} AND c.grid < {to}) OR (n.about_area >= {from} AND n.about_area < {to})");
        }

        if (!scope.Grids.IsDefaultOrEmpty)
        {
            var grids = Value(JsonSerializer.Serialize(scope.Grids.AsEnumerable()));
            ways.Add($"c.grid IN (SELECT value FROM json_each({grids})) OR n.about_area IN (SELECT value FROM json_each({grids}))");
        }

        if (scope.UnitCode is { } unit)
        {
            var parameter = Value(unit);
            ways.Add($"c.unit = {parameter} OR EXISTS (SELECT 1 FROM helpers h WHERE h.unit = {parameter} AND h.case_no = c.no)");
        }

        return $"({string.Join(" OR ", ways)})";
    }

    private string OrTo(string? person, DateTimeOffset now) => person is null ? "" : $" OR (n.person = {Value(person)} AND n.not_before <= {Value(now.UtcTicks)})";

    private string Value(object value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }
}
