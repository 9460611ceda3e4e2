using GridCase.Local.Storage;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Tests.Storage;

public sealed class MemoryOpen311ListTests : Open311ListContract<MemoryRig>;

public sealed class SqliteOpen311ListTests : Open311ListContract<SqliteRig>
{
    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void It_walks_along_its_own_index(bool? open)
    {
        var (sql, number) = (Open311Sql.TextOf(open), (int)Channel.Open311);
        Assert.Contains($"channel = {number} ", sql, StringComparison.Ordinal);
        var plan = Rig.Journal.Read(session =>
        {
            var statement = session.Statement("EXPLAIN QUERY PLAN " + sql).Bind(1, 0L).Bind(2, 0L).Bind(3, "[]").Bind(4, 1L).Bind(5, 0L);
            var lines = new List<string>();
            while (statement.Step()) lines.Add(statement.Text(3));
            statement.Reset();
            return string.Join('\n', lines);
        });
        Assert.Contains("USING INDEX cases_open311 (registered>? AND registered<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", plan, StringComparison.Ordinal);
    }
}
