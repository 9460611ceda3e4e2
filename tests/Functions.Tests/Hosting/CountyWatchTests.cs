using System.Reflection;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Tests.Hosting;

public sealed class CountyWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task The_oldest_of_all_pages_is_told() =>
        Assert.Equal(90, (await Told([.. Enumerable.Range(0, 1_500).Select(no => Open(no, no == 1_400 ? Now.AddMinutes(-90) : Now.AddHours(1)))]))["oldest_late_minutes"]);

    [Fact]
    public async Task The_older_of_two_pages_is_told_whichever_comes_first() =>
        Assert.Equal(90, (await Told([.. Enumerable.Range(0, 1_500).Select(no => Open(no, no == 3 ? Now.AddMinutes(-90) : Now.AddMinutes(-5)))]))["oldest_late_minutes"]);

    [Fact]
    public async Task A_case_that_waits_for_a_person_only_is_not_late() => Assert.Equal(0, (await Told([Open(1, null)]))["oldest_late_minutes"]);

    [Fact]
    public async Task A_county_without_cases_is_told_too() => Assert.Equal((0, 2, 3), Numbers(await Told([], parked: 2, dead: 3)));

    private static OpenCase Open(int no, DateTimeOffset? next) => new($"case-{no:D5}", Stage.Handling, 1, next);

    private static (double Late, double Parked, double Dead) Numbers(Dictionary<string, double> told) => (told["oldest_late_minutes"], told["parked"], told["dead_letters"]);

    private static async Task<Dictionary<string, double>> Told(IReadOnlyList<OpenCase> open, int parked = 0, int dead = 0)
    {
        using var ear = new Ear();
        var cases = Answering<ICaseStore>(call => call is ["ListAlive", var after, int limit, ..]
            ? Task.FromResult<IReadOnlyList<OpenCase>>([.. open.Where(one => string.CompareOrdinal(one.CaseId, (string?)after) > 0).Take(limit)])
            : null);
        var notices = Answering<INoticeStore>(call => call is ["DeadLetters", int limit, ..]
            ? Task.FromResult<IReadOnlyList<Parcel>>([.. Enumerable.Repeat<Parcel>(null!, Math.Min(dead, limit))])
            : null);
        await CountyWatch.Look(cases, notices, parked, Now, CancellationToken.None);
        return ear.Told;
    }

    private static TStore Answering<TStore>(Func<object?[], object?> answer)
        where TStore : class
    {
        var store = DispatchProxy.Create<TStore, Answers>();
        ((Answers)(object)store).Answer = answer;
        return store;
    }

    /// <summary>A store of which one question is asked.</summary>
    public class Answers : DispatchProxy
    {
        internal Func<object?[], object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            Answer([targetMethod!.Name, .. args ?? []]) ?? throw new NotSupportedException(targetMethod.Name);
    }
}
