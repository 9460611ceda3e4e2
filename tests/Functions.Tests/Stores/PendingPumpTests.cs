using GridCase.Functions.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCase.Functions.Tests.Stores;

/// <summary>What is left of commits is finished once it is half a minute old; what cannot be finished waits, is counted, and holds up nobody.</summary>
public sealed class PendingPumpTests : IDisposable
{
    private readonly TableRig rig = new();
    private readonly Work cases = new("case");
    private readonly Work rules = new("rules");
    private readonly PendingBook book;
    private readonly PendingPump pump;

    public PendingPumpTests()
    {
        book = new(rig.Tables.Pending, rig.Clock);
        pump = new(book, [cases, rules], rig.Clock, NullLoggerFactory.Instance);
    }

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task What_is_young_is_left_to_whoever_began_it()
    {
        await book.Note("case", "c-1", default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddSeconds(29));
        Assert.Equal(new PumpRound(0, 0, null), await pump.Run(default));
        Assert.Empty(cases.Finished);
    }

    [Fact]
    public async Task What_is_old_is_finished_once_by_whose_work_it_is()
    {
        foreach (var subject in Subjects(20)) await book.Note("case", subject, default);
        await book.Note("rules", "policy/2026.2", default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddSeconds(31));
        Assert.Equal(new PumpRound(21, 0, null), await pump.Run(default));
        Assert.Equal(new PumpRound(0, 0, null), await pump.Run(default));
        Assert.Equal(Subjects(20).Order(), cases.Finished.Order());
        Assert.Equal(["policy/2026.2"], rules.Finished);
    }

    [Fact]
    public async Task What_cannot_be_finished_waits_for_the_next_round_and_says_how_long_it_has()
    {
        await book.Note("case", "c-poison", default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddMinutes(5));
        foreach (var subject in Subjects(20)) await book.Note("case", subject, default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddMinutes(5));
        cases.Refuses.Add("c-poison");
        Assert.Equal(new PumpRound(20, 1, TimeSpan.FromMinutes(10)), await pump.Run(default));

        cases.Refuses.Clear();
        Assert.Equal(new PumpRound(1, 0, null), await pump.Run(default));
        Assert.Equal(21, cases.Finished.Count);
    }

    [Fact]
    public async Task Work_that_is_settled_at_once_leaves_nothing_and_work_that_fails_leaves_its_note()
    {
        await book.Settle(await book.Note("case", "c-done", default), () => Task.CompletedTask, default);
        await book.Settle(await book.Note("case", "c-failed", default), () => throw new InvalidOperationException("The hub is away."), default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(1, (await pump.Run(default)).Done);
        Assert.Equal(["c-failed"], cases.Finished);
    }

    [Fact]
    public async Task A_round_that_is_called_off_ends_at_once()
    {
        await book.Note("case", "c-1", default);
        rig.Clock.Set(rig.Clock.GetUtcNow().AddMinutes(1));
        using var off = new CancellationTokenSource();
        cases.Before = off.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump.Run(off.Token));
        cases.Before = () => { };
        Assert.Equal(1, (await pump.Run(default)).Done);
    }

    private static IEnumerable<string> Subjects(int count) => Enumerable.Range(1, count).Select(number => $"c-{number}");

    private sealed class Work(string kind) : IUnfinished
    {
        public string Kind => kind;

        public List<string> Finished { get; } = [];

        public HashSet<string> Refuses { get; } = [];

        public Action Before { get; set; } = () => { };

        public Task Finish(string subject, CancellationToken cancellation)
        {
            Before();
            cancellation.ThrowIfCancellationRequested();
            if (Refuses.Contains(subject)) throw new InvalidOperationException("Not yet.");
            Finished.Add(subject);
            return Task.CompletedTask;
        }
    }
}
