using Azure.Data.Tables;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// The line in which registrations stand from before their commit until they are in the index: one partition for the county, so that whoever is announced later
/// sees whoever was before, and a look at it is one instant. One counter gives places in the line and the running numbers of what has come.
/// </summary>
/// <remarks>Four writes and two queries a registration: some fifty registrations a second before writers of the counter hold each other up.</remarks>
internal sealed class LikenessLine(Shelf shelf, TimeProvider time)
{
    /// <summary>Who is announced longer than this ago may not commit on it: others may soon stop waiting.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Who was announced longer than this ago and has not come is not waited for. The time between is for a commit on its way and for clocks that differ.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What is left over this long after is cleared away.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private const string Partition = "announced";
    private const string LastKey = "last";

    /// <summary>The line as it stands at one instant.</summary>
    public async Task<LineUp> Look(CancellationToken cancellation)
    {
        var rows = await shelf.List<AnnouncedRow>(Stretch.Of(Partition), null, cancellation).ConfigureAwait(false);
        return new(rows.Find(row => row.RowKey == LastKey), [.. rows.Where(row => row.RowKey != LastKey)]);
    }

    public Task<AnnouncedRow?> Find(string caseId, CancellationToken cancellation) => shelf.Find<AnnouncedRow>(Partition, KeyOf(caseId), cancellation);

    /// <summary>Takes a place in the line. Who is announced again in time keeps the place; who was too long ago goes to the end, since others may have passed by.</summary>
    public async Task Announce(CaseFile file, IEnumerable<LikenessPlace> places, CancellationToken cancellation)
    {
        while (true)
        {
            var last = await shelf.Find<AnnouncedRow>(Partition, LastKey, cancellation).ConfigureAwait(false);
            var mine = await Find(file.Id, cancellation).ConfigureAwait(false);
            if (mine is not null && (mine.Number is not null || IsYoung(mine))) return;
            var keeps = mine is not null && IsFresh(mine);
            mine ??= new() { PartitionKey = Partition, RowKey = KeyOf(file.Id), Places = string.Join(' ', places) };
            mine.At = time.GetUtcNow().UtcTicks;
            if (keeps ? await shelf.Replace(mine, cancellation).ConfigureAwait(false) : await Take(last, mine, number => mine.Ticket = number, cancellation).ConfigureAwait(false)) return;
        }
    }

    /// <summary>The running number of a case whose facts stand: given now, unless it was before.</summary>
    public async Task<long> Number(string caseId, CancellationToken cancellation)
    {
        while (true)
        {
            var last = await shelf.Find<AnnouncedRow>(Partition, LastKey, cancellation).ConfigureAwait(false);
            var row = await Find(caseId, cancellation).ConfigureAwait(false);
            if (row?.Number is { } known) return known;
            var given = 0L;
            if (await Take(last, row, Give, cancellation).ConfigureAwait(false)) return given;

            void Give(long number)
            {
                given = number;
                if (row is not null) row.Number = number;
            }
        }
    }

    /// <summary>Leaves the line: it is in the index.</summary>
    public Task Leave(string caseId, CancellationToken cancellation) => shelf.Remove(Partition, KeyOf(caseId), cancellation);

    /// <summary>Takes away one that never came; not if it is announced again meanwhile.</summary>
    public Task Forget(AnnouncedRow row, CancellationToken cancellation) => shelf.Remove(row, cancellation);

    public bool IsFresh(AnnouncedRow row) => AgeOf(row) < Fresh;

    public bool IsWaitedFor(AnnouncedRow row) => AgeOf(row) < Patience;

    public bool IsLeftOver(AnnouncedRow row) => AgeOf(row) > Life;

    private static string KeyOf(string caseId) => "case|" + caseId;

    private bool IsYoung(AnnouncedRow row) => AgeOf(row) < Fresh / 2;

    private TimeSpan AgeOf(AnnouncedRow row) => TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - row.At);

    /// <summary>Takes the next number for a row, in one step; false when another took one meanwhile.</summary>
    private Task<bool> Take(AnnouncedRow? last, AnnouncedRow? row, Action<long> give, CancellationToken cancellation)
    {
        last ??= new() { PartitionKey = Partition, RowKey = LastKey };
        last.Number = (last.Number ?? 0) + 1;
        give(last.Number.Value);
        var batch = new Batch();
        foreach (var one in new[] { last, row }.OfType<ITableEntity>())
        {
            if (one.ETag == default) batch.Add(one);
            else batch.Replace(one);
        }

        return shelf.Commit(batch, cancellation);
    }
}

/// <summary>The line at one instant.</summary>
internal sealed record LineUp(AnnouncedRow? Counter, IReadOnlyList<AnnouncedRow> Rows)
{
    /// <summary>The last number given; 0 before the first.</summary>
    public long Last => Counter?.Number ?? 0;

    public IEnumerable<AnnouncedRow> Within(IReadOnlyList<LikenessReach> reaches) => Rows.Where(row => reaches.Any(row.IsWithin));
}
