using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Running numbers of cases, from one counter. A number is taken before the commit of a registration; one whose registration is not committed stays free.</summary>
/// <remarks>Some fifty registrations a second before they hold each other up.</remarks>
internal sealed class CaseNumbers(Shelf cases)
{
    private const string Partition = "numbers";
    private const string Key = "last";

    /// <summary>The largest number taken; 0 before the first.</summary>
    public async Task<long> Last(CancellationToken cancellation) => (await cases.Find<Row>(Partition, Key, cancellation).ConfigureAwait(false))?.Number ?? 0;

    /// <summary>Takes the next.</summary>
    public async Task<long> Next(CancellationToken cancellation)
    {
        while (true)
        {
            var row = await cases.Find<Row>(Partition, Key, cancellation).ConfigureAwait(false);
            if (await Set(row, (row?.Number ?? 0) + 1, cancellation).ConfigureAwait(false) is { } taken) return taken;
        }
    }

    /// <summary>Numbers up to this one are taken.</summary>
    public async Task Reach(long number, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await cases.Find<Row>(Partition, Key, cancellation).ConfigureAwait(false);
            if (row?.Number >= number || await Set(row, number, cancellation).ConfigureAwait(false) is not null) return;
        }
    }

    private async Task<long?> Set(Row? row, long number, CancellationToken cancellation)
    {
        var next = row ?? Row.Of(Partition, Key);
        next.Number = number;
        return await (row is null ? cases.Add(next, cancellation) : cases.Replace(next, cancellation)).ConfigureAwait(false) ? number : null;
    }
}
