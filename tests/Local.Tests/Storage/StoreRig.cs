using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Tests.Storage;

/// <summary>One set of stores over one journal, with a clock that stands still; what leaves with appends is written down.</summary>
public abstract class StoreRig : IDisposable
{
    protected StoreRig() => Departures = new(Tell, (_, lane) => Lanes.Add(lane), () => new([.. Outgoing], Digest, id => People.GetValueOrDefault(id)), ChangeConfirmed: (_, change) => Confirmed.Add(RefusesMessages ? throw new InvalidOperationException("Nobody takes changes.") : change));

    public VirtualClock Clock { get; } = new(Make.Start);

    public CountyStores Stores { get; protected set; } = null!;

    public Journal Journal => Stores.Journal;

    public ICaseStore Cases => Stores.Cases;

    public List<WorkflowMessage> Messages { get; } = [];

    public List<string> Lanes { get; } = [];

    /// <summary>Changes of the rules that were told in their confirmation.</summary>
    public List<RuleChange> Confirmed { get; } = [];

    /// <summary>The channels by which notices leave; none at first.</summary>
    public List<NoticeChannel> Outgoing { get; } = [];

    public DigestRule Digest { get; set; } = DigestRule.Default;

    public Dictionary<string, Person> People { get; } = [];

    /// <summary>Makes the handing over of messages fail, last of all that an append does.</summary>
    public bool RefusesMessages { get; set; }

    protected Departures Departures { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public void Wait(TimeSpan time) => Clock.Set(Clock.GetUtcNow() + time);

    /// <summary>Appends what must be taken, and gives the case as it then is.</summary>
    public async Task<CaseFile> Keep(CaseAppend append)
    {
        Assert.Equal(AppendOutcome.Appended, await Cases.Append(append));
        return append.After;
    }

    public abstract void Dispose();

    private void Tell(JournalSession session, WorkflowMessage message)
    {
        if (RefusesMessages) throw new InvalidOperationException("Nobody takes messages.");
        Messages.Add(message);
    }
}
