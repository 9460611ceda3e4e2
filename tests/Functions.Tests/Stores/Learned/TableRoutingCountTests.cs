using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableRoutingCountTests
{
    private static readonly string Manholes = RoutingContexts.OfCategory("facility.manhole");
    private static readonly string Lamps = RoutingContexts.OfCategory("facility.lamp");

    private readonly FakeTables service = new();
    private readonly Dictionary<string, CaseFile> record = [];
    private readonly TableRouting routing;

    public TableRoutingCountTests() => routing = Over(service);

    [Fact]
    public async Task A_repeat_counts_nothing_twice_and_costs_one_read()
    {
        var file = Keep(Resolved("1"));
        await routing.Write(file, default);
        var evidence = await Told();
        service.Operations.Clear();
        await routing.Write(file, default);
        await routing.Write(Keep(Make.More(file, new Contacted()).After), default);
        Assert.Equal(["get", "get"], service.Operations.Select(operation => operation.What));
        Assert.Equal(evidence, await Told());
        Assert.Equal(1, (await Counts(Manholes))[Make.Traffic].Resolved);
    }

    [Fact]
    public async Task A_case_that_teaches_nothing_leaves_no_row()
    {
        await routing.Write(Keep(Make.Order("1").After), default);
        Assert.Equal(0, service.Table("learned").Rows);
    }

    [Fact]
    public async Task An_older_file_written_late_does_not_undo_a_newer()
    {
        var file = Resolved("1");
        var again = Keep(Make.More(file, new ReworkOrdered(0)).After);
        await routing.Write(file, default);
        await routing.Write(again, default);
        await routing.Write(file, default);
        Assert.Empty(await Counts(Manholes));
        Assert.Equal(1, (await routing.Choices(Day, Day, default)).Single().Cases);
    }

    [Fact]
    public async Task A_newer_file_may_come_between_any_two_writes_of_an_older()
    {
        for (var at = 1; ; at++)
        {
            var shared = new FakeTables();
            var both = Over(shared);
            record.Clear();
            var file = Keep(Resolved("1"));
            var writes = 0;
            shared.BeforeWrite = (_, _, _) =>
            {
                if (++writes != at) return;
                shared.BeforeWrite = null;
                both.Write(Keep(Make.More(file, new ReworkOrdered(0)).After), default).Wait();
            };
            await both.Write(file, default);
            if (shared.BeforeWrite is not null) break;
            Assert.Empty((await both.Evidence([RoutingContexts.All, Manholes], default)).Contexts);
            Assert.Equal(1, (await both.Choices(Day, Day, default)).Single().Cases);
        }
    }

    [Fact]
    public async Task A_crash_at_any_write_leaves_what_a_repeat_brings_to_the_same_end()
    {
        var file = Resolved("1");
        var again = Make.More(file, new ReworkOrdered(0)).After;
        var once = Make.More(Make.More(again, new Resolved(false)).After, new Contacted()).After;
        foreach (var one in new[] { file, again, once }) await routing.Write(Keep(one), default);
        var (evidence, rows) = (await Told(), service.Table("learned").Rows);
        for (var at = 1; ; at++)
        {
            var crashing = new FakeTables();
            var other = Over(crashing);
            var writes = 0;
            crashing.BeforeWrite = (_, _, _) =>
            {
                if (Interlocked.Increment(ref writes) == at) throw new IOException("The process ends.");
            };
            foreach (var one in new[] { file, again, once })
                while (await Record.ExceptionAsync(() => other.Write(Keep(one), default)) is not null) Assert.True(writes >= at);
            Assert.Equal((evidence, rows), (await Told(other), crashing.Table("learned").Rows));
            if (writes < at) break;
        }
    }

    [Fact]
    public async Task A_case_that_comes_under_another_category_counts_there_and_no_longer_here()
    {
        var file = Resolved("1");
        await routing.Write(Keep(file), default);
        await routing.Write(Keep(file with { Category = "facility.lamp", Version = file.Version + 1 }), default);
        Assert.Empty(await Counts(Manholes));
        Assert.Equal(1, (await Counts(Lamps))[Make.Traffic].Resolved);
        Assert.Equal(1, (await Counts(RoutingContexts.OfCategory("facility")))[Make.Traffic].Resolved);
    }

    [Fact]
    public async Task Many_cases_at_once_are_each_counted_once()
    {
        var files = Enumerable.Range(0, 40).Select(no => Keep(Resolved($"{no}", no % 2 == 0 ? Make.Traffic : Make.Urban))).ToList();
        await Task.WhenAll(files.Select(file => Task.Run(() => routing.Write(file, default))));
        Assert.Equal((20, 20), ((await Counts(RoutingContexts.All))[Make.Traffic].Resolved, (await Counts(RoutingContexts.All))[Make.Urban].Resolved));
        Assert.Equal(40, (await routing.Choices(Day.AddYears(-2), Day.AddYears(1), default)).Single().Cases);
    }

    private static DateOnly Day { get; } = DateOnly.FromDateTime(Make.Start.DateTime);

    private static CaseFile Resolved(string no, string unit = Make.Traffic) => Make.More(
        Make.More(Make.Order(no).After, Make.Triaged(), new Dispatched(unit, UnitTier.County, true) { ProposalRank = 1 }).After, new Resolved(false)).After;

    private CaseFile Keep(CaseFile file) => record[file.Id] = file;

    private TableRouting Over(FakeTables tables)
    {
        var county = new CountyTables(tables);
        county.Create(default).Wait();
        return new(county.Learned, (id, _) => Task.FromResult(record.GetValueOrDefault(id)));
    }

    private async Task<IReadOnlyDictionary<string, RoutingCount>> Counts(string context) =>
        (await routing.Evidence([context], default)).Contexts.GetValueOrDefault(context)?.Units ?? System.Collections.Immutable.ImmutableDictionary<string, RoutingCount>.Empty;

    /// <summary>All that was learned, in words.</summary>
    private async Task<string> Told(TableRouting? of = null)
    {
        var evidence = await (of ?? routing).Evidence([RoutingContexts.All, Manholes, Lamps, RoutingContexts.OfPlace(Make.Town)], default);
        return string.Join('\n', evidence.Contexts.OrderBy(context => context.Key, StringComparer.Ordinal)
            .Select(context => $"{context.Key}: {context.Value.Since} {string.Join(", ", context.Value.Units.OrderBy(unit => unit.Key, StringComparer.Ordinal))}"));
    }
}
