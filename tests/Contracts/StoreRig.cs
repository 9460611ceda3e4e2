using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>One set of stores, with a clock that stands still; what leaves with appends is written down.</summary>
public abstract class StoreRig : IDisposable
{
    public VirtualClock Clock { get; } = new(Make.Start);

    public abstract CountyStores Stores { get; }

    public ICaseStore Cases => Stores.Cases;

    public List<WorkflowMessage> Messages { get; } = [];

    public List<string> Lanes { get; } = [];

    /// <summary>Changes of the rules that were told in their confirmation.</summary>
    public List<RuleChange> Confirmed { get; } = [];

    /// <summary>The channels by which notices leave; none at first.</summary>
    public List<NoticeChannel> Outgoing { get; } = [];

    public DigestRule Digest { get; set; } = DigestRule.Default;

    public Dictionary<string, Person> People { get; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public void Wait(TimeSpan time) => Clock.Set(Clock.GetUtcNow() + time);

    /// <summary>Appends what must be taken, and gives the case as it then is.</summary>
    public async Task<CaseFile> Keep(CaseAppend append)
    {
        Assert.Equal(AppendOutcome.Appended, await Cases.Append(append));
        return append.After;
    }

    public abstract void Dispose();

    protected NoticeRouting Routing() => new([.. Outgoing], Digest, id => People.GetValueOrDefault(id));
}
