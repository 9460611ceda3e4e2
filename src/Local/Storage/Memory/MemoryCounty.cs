using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Storage.Memory;

/// <summary>What the stores in memory keep together, as the tables of one database would. Touched only inside the journal's work.</summary>
public sealed class MemoryCounty(MemoryJournal journal)
{
    private readonly Dictionary<string, Receipt> receipts = [];

    internal Journal Journal { get; } = journal;

    internal Dictionary<string, MemoryCase> Cases { get; } = [];

    /// <summary>Cases in the order of registration; number 1 stands first.</summary>
    internal List<MemoryCase> InOrder { get; } = [];

    /// <summary>Which units and grids cases have left, in order.</summary>
    internal List<MemoryParting> Partings { get; } = [];

    /// <summary>What the cases teach of units.</summary>
    internal RoutingTables Learned { get; } = new();

    internal List<Look> Looks { get; } = [];

    internal List<MemoryNotice> Notices { get; } = [];

    internal HashSet<string> NoticeKeys { get; } = [];

    internal Dictionary<string, MemoryParcel> Parcels { get; } = [];

    /// <summary>Parcels that have not left their lanes, in order.</summary>
    internal SortedDictionary<string, List<MemoryParcel>> Lanes { get; } = new(StringComparer.Ordinal);

    /// <summary>How many notices left one by one, by channel, person and start of the window; and whether its digest is closed.</summary>
    internal Dictionary<(string Channel, string Person, DateTimeOffset From), MemoryWindow> Windows { get; } = [];

    internal long LastChanged { get; set; }

    /// <summary>A receipt within its life, or null.</summary>
    internal Receipt? ReceiptOf(JournalSession session, string key) =>
        receipts.TryGetValue(key, out var kept) && kept.At > session.Now - ReceiptShelf.Life ? kept : null;

    internal void Put(JournalSession session, Receipt receipt)
    {
        var before = receipts.GetValueOrDefault(receipt.Key);
        Change(session, () => receipts[receipt.Key] = receipt, PutBack);

        void PutBack()
        {
            if (before is null) receipts.Remove(receipt.Key);
            else receipts[receipt.Key] = before;
        }
    }

    /// <summary>Changes something so that it is put back when the piece of work is undone.</summary>
    internal static void Change(JournalSession session, Action change, Action putBack)
    {
        session.OnRolledBack(putBack);
        change();
    }
}

/// <summary>One case in memory.</summary>
internal sealed class MemoryCase(long no)
{
    public long No { get; } = no;

    public required CaseFile File { get; set; }

    public DateTimeOffset? NextAt { get; set; }

    public long Changed { get; set; }

    public List<RecordedFact> Facts { get; } = [];

    public List<PrivateText> Texts { get; } = [];

    public CaseRow Row => CaseRecords.RowOf(File, Instants.Of(Changed), NextAt);
}

/// <summary>That a case left a unit or a grid.</summary>
internal sealed record MemoryParting(MemoryCase Case, long Changed, string? Unit, string? Grid);

/// <summary>One notice in memory.</summary>
internal sealed record MemoryNotice(long No, Notice Notice)
{
    /// <summary>In order of the channels' ids.</summary>
    public ImmutableArray<ChannelDelivery> Deliveries { get; set; } = ImmutableArray<ChannelDelivery>.Empty;

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }
}

/// <summary>One window of one person and channel in memory.</summary>
internal readonly record struct MemoryWindow(int Singles, bool IsSealed);

/// <summary>One parcel in memory.</summary>
internal sealed class MemoryParcel(Parcel parcel)
{
    public Parcel Parcel { get; set; } = parcel;

    /// <summary>The notices it carries: one, or those of a digest; none for the hotline.</summary>
    public List<MemoryNotice> Notices { get; } = [];
}
