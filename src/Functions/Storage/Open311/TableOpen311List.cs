using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Cases that came in by Open311, by the time of registration: a partition a month, the newest first. Cases of other channels cost nothing.</summary>
internal sealed class TableOpen311List(Shelf shelf)
{
    /// <summary>What its partitions begin with.</summary>
    public const string Beginning = "open311|";

    private const int MonthsPerYear = 12;

    /// <summary>Ids of the cases asked for, the newest registration first. Reads each month that the stretch of time touches, until there are enough.</summary>
    public async Task<IReadOnlyList<string>> List(Open311Query query, CancellationToken cancellation)
    {
        Limits.Check(query);
        var ids = new List<string>();
        if (query.Categories.IsEmpty || query.From > query.To) return ids;
        // A filter has at most 15 comparisons, so the categories are looked at here.
        var categories = query.Categories.ToHashSet(StringComparer.Ordinal);
        var matching = 0;
        await foreach (var row in shelf.Rows<Open311Row>(StretchOf(query), null, cancellation).ConfigureAwait(false))
        {
            if (!categories.Contains(row.Category) || ++matching <= query.Skip) continue;
            ids.Add(row.CaseId);
            if (ids.Count == query.Limit) break;
        }

        return ids;
    }

    /// <summary>Brings the list to what a case says. A file older than what the list was written from changes nothing.</summary>
    /// <param name="no">The running number of the case: the order of those of one instant.</param>
    public async Task Write(CaseFile file, long no, CancellationToken cancellation)
    {
        if (file.Origin.Channel != Channel.Open311) return;
        var (partition, key) = (MonthOf(file.RegisteredAt), $"{TableKeys.Descending(file.RegisteredAt.UtcTicks)}|{TableKeys.Descending(no)}|{file.Id}");
        while (true)
        {
            var known = await shelf.Find<Open311Row>(partition, key, cancellation).ConfigureAwait(false);
            if (known?.Version >= file.Version) return;
            var row = known ?? new() { PartitionKey = partition, RowKey = key, Registered = file.RegisteredAt.UtcTicks };
            (row.Category, row.Open, row.Version) = (file.Category, file.IsOpen, file.Version);
            if (await (known is null ? shelf.Add(row, cancellation) : shelf.Replace(row, cancellation)).ConfigureAwait(false)) return;
        }
    }

    private static Stretch StretchOf(Open311Query query)
    {
        var stretch = Stretch.Across(MonthOf(query.To), MonthOf(query.From) + TableKeys.Last)
            .And($"Registered ge {Stretch.Long(query.From.UtcTicks)} and Registered le {Stretch.Long(query.To.UtcTicks)}");
        return query.Open is { } open ? stretch.And($"Open eq {(open ? "true" : "false")}") : stretch;
    }

    /// <summary>Months in UTC, the newest first.</summary>
    private static string MonthOf(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return Beginning + TableKeys.Descending((utc.Year * MonthsPerYear) + utc.Month);
    }
}
