using System.Text.Json;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>
/// Sums to which each case contributes once. A sum and what each case last contributed to it lie in one partition and change in one step, so that nothing counts
/// twice, whatever is repeated; a contribution of an older version than the one that counts changes nothing.
/// </summary>
internal sealed class CountedOnce(Shelf shelf)
{
    /// <summary>Makes this the contribution of a case, in place of what it contributed before. An empty one is kept too: it bars older ones.</summary>
    public async Task Count(SumPlace place, string caseId, int version, Sums contribution, CancellationToken cancellation)
    {
        while (true)
        {
            var seenKey = $"seen|{TableKeys.Safe(place.Key)}|{caseId}";
            var sumRow = await shelf.Find<Row>(place.Partition, SumKey(place.Key), cancellation).ConfigureAwait(false);
            var seenRow = await shelf.Find<Row>(place.Partition, seenKey, cancellation).ConfigureAwait(false);
            var before = seenRow is null ? new() : Sums.Read(seenRow.ReadBody());
            if (seenRow is not null && (seenRow.Number > version || (seenRow.Number == version && before.Says(contribution)))) return;

            var sum = sumRow is null ? new() : Sums.Read(sumRow.ReadBody());
            sum.Add(before, -1);
            sum.Add(contribution, 1);
            var seen = seenRow ?? Row.Of(place.Partition, seenKey);
            seen.Number = version;
            var batch = new Batch();
            Put(batch, seen.With(contribution.Write()));
            Put(batch, (sumRow ?? Row.Of(place.Partition, SumKey(place.Key))).With(sum.Write()));
            if (await shelf.Commit(batch, cancellation).ConfigureAwait(false)) return;
        }
    }

    /// <summary>A sum as it stands; empty where nothing was contributed.</summary>
    public async Task<Sums> Read(SumPlace place, CancellationToken cancellation) =>
        await shelf.Find<Row>(place.Partition, SumKey(place.Key), cancellation).ConfigureAwait(false) is { } row ? Sums.Read(row.ReadBody()) : new();

    /// <summary>The sums of a partition with keys from one to another, the last included.</summary>
    public async Task<IReadOnlyList<Sums>> List(string partition, string first, string last, CancellationToken cancellation)
    {
        var rows = await shelf.List<Row>(Stretch.Of(partition).From(SumKey(first)).Until(SumKey(last) + TableKeys.Last), null, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => Sums.Read(row.ReadBody()))];
    }

    private static string SumKey(string key) => "sum|" + TableKeys.Safe(key);

    private static void Put(Batch batch, Row row)
    {
        if (row.ETag == default) batch.Add(row);
        else batch.Replace(row);
    }
}

/// <summary>Where a sum lies.</summary>
internal readonly record struct SumPlace(string Partition, string Key);

/// <summary>Numbers by name, a few for each; what is zero is left out.</summary>
internal sealed class Sums : SortedDictionary<string, int[]>
{
    public Sums()
        : base(StringComparer.Ordinal)
    {
    }

    public static Sums Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Sums>(json)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public bool Says(Sums other) => Write().AsSpan().SequenceEqual(other.Write());

    /// <summary>Adds each number so many times.</summary>
    public void Add(Sums more, int times)
    {
        foreach (var (name, numbers) in more) Add(name, numbers, times);
    }

    public void Add(string name, int[] numbers, int times = 1)
    {
        var sum = TryGetValue(name, out var known) ? known : new int[numbers.Length];
        sum = [.. sum.Zip(numbers, (one, other) => one + (times * other))];
        if (Array.TrueForAll(sum, number => number == 0)) Remove(name);
        else this[name] = sum;
    }
}
