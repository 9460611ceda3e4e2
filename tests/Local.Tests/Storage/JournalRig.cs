using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Tests.Storage;

/// <summary>One set of stores over one journal.</summary>
public abstract class JournalRig : StoreRig
{
    protected JournalRig() => Departures = new(Tell, (_, lane) => Lanes.Add(lane), Routing, ChangeConfirmed: (_, change) => Confirmed.Add(RefusesMessages ? throw new InvalidOperationException("Nobody takes changes.") : change));

    public override CountyStores Stores => Kept;

    public Journal Journal => Kept.Journal;

    /// <summary>Makes the handing over of messages fail, last of all that an append does.</summary>
    public bool RefusesMessages { get; set; }

    protected JournalStores Kept { get; set; } = null!;

    protected Departures Departures { get; }

    private void Tell(JournalSession session, WorkflowMessage message)
    {
        if (RefusesMessages) throw new InvalidOperationException("Nobody takes messages.");
        Messages.Add(message);
    }
}
