using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage.Memory;

/// <summary>What the stores in memory keep together, as the tables of one database would. Touched only inside the journal's work.</summary>
public sealed class MemoryCounty(MemoryJournal journal)
{
    private readonly Dictionary<string, Receipt> receipts = [];

    internal Journal Journal { get; } = journal;

    internal Dictionary<string, MemoryCase> Cases { get; } = [];

    /// <summary>Cases in the order of registration; number 1 stands first.</summary>
    internal List<MemoryCase> InOrder { get; } = [];

    internal List<Look> Looks { get; } = [];

    internal List<MemoryNotice> Notices { get; } = [];

    internal HashSet<string> NoticeKeys { get; } = [];

    internal Dictionary<string, MemoryParcel> Parcels { get; } = [];

    /// <summary>Parcels that have not left their lanes, in order.</summary>
    internal SortedDictionary<string, List<MemoryParcel>> Lanes { get; } = new(StringComparer.Ordinal);

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

/// <summary>One notice in memory.</summary>
internal sealed record MemoryNotice(long No, Notice Notice)
{
    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    public string? Fault { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }
}

/// <summary>One parcel in memory.</summary>
internal sealed class MemoryParcel(Parcel parcel, MemoryNotice? notice)
{
    public Parcel Parcel { get; set; } = parcel;

    /// <summary>The notice of which this is a copy.</summary>
    public MemoryNotice? Notice { get; } = notice;
}
