using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>The index of likenesses: a row for each place of a case, a partition for each caller, each address and each row of squares.</summary>
internal sealed class LikenessIndexRows(Shelf shelf)
{
    /// <summary>What lies in these reaches; of a caller's cases the newest only.</summary>
    public async Task<(List<Kin> OfCaller, List<Kin> AtSpot)> Find(LikenessQuery query, IReadOnlyList<LikenessReach> reaches, CancellationToken cancellation)
    {
        var caller = $"Status {(query.EndedToo ? $"ne {(int)CaseStatus.Merged}" : $"le {(int)CaseStatus.Ledger}")}";
        var spot = $"Status le {(int)CaseStatus.Ledger} and Registered ge {Stretch.Long(query.SpotSince.UtcTicks)}{Under(query.CategoryRoot)}";
        var found = await Task.WhenAll(reaches.Select(async reach =>
            (reach.IsSpot, Kin: await Read(reach.Stretch.And(reach.IsSpot ? spot : caller), reach.IsSpot, cancellation).ConfigureAwait(false)))).ConfigureAwait(false);
        return ([.. found.Where(one => !one.IsSpot).SelectMany(one => one.Kin)], [.. found.Where(one => one.IsSpot).SelectMany(one => one.Kin)]);
    }

    /// <summary>Whether something in these reaches came to be seen after a running number.</summary>
    public async Task<bool> HasNewer(IReadOnlyList<LikenessReach> reaches, long number, CancellationToken cancellation)
    {
        var newer = await Task.WhenAll(reaches.Select(reach => shelf.List<KinRow>(reach.Stretch.And($"Number gt {Stretch.Long(number)}"), 1, cancellation))).ConfigureAwait(false);
        return newer.Any(rows => rows.Count > 0);
    }

    /// <summary>The rows of a case at its places, null where it has none.</summary>
    public Task<KinRow?[]> Rows(CaseFile file, IReadOnlyList<LikenessPlace> places, CancellationToken cancellation) =>
        Task.WhenAll(places.Select(place => shelf.Find<KinRow>(place.Partition, place.KeyOf(file), cancellation)));

    /// <summary>Whether a row says what the file says, or was written from a newer one.</summary>
    public static bool IsSettled(LikenessPlace place, KinRow? row, CaseFile file) =>
        row is null ? !LiesThere(place, file) : row.Version > file.Version || (LiesThere(place, file) && row.Says(file));

    /// <summary>Brings the row at a place to what the file says.</summary>
    public async Task Write(LikenessPlace place, CaseFile file, long number, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await shelf.Find<KinRow>(place.Partition, place.KeyOf(file), cancellation).ConfigureAwait(false);
            if (IsSettled(place, row, file)) return;
            var done = row is null ? shelf.Add(KinRow.Of(place, file, number), cancellation)
                : LiesThere(place, file) ? shelf.Replace(row.As(file), cancellation)
                : shelf.Remove(row, cancellation);
            if (await done.ConfigureAwait(false)) return;
        }
    }

    private static bool LiesThere(LikenessPlace place, CaseFile file) => !place.IsSpot || file.IsOpen;

    private static string Under(string? root) => root is null ? ""
        : $" and (Category eq {Stretch.Text(root)} or (Category ge {Stretch.Text(root + ".")} and Category lt {Stretch.Text(root + "/")}))";

    /// <summary>A caller's rows come newest first and are read until there are enough, and all of the last one's instant; at a spot they lie by columns.</summary>
    private async Task<List<Kin>> Read(Stretch stretch, bool all, CancellationToken cancellation)
    {
        var kin = new List<Kin>();
        await foreach (var row in shelf.Rows<KinRow>(stretch, all ? null : LikenessQuery.Most + 1, cancellation).ConfigureAwait(false))
        {
            if (!all && kin.Count >= LikenessQuery.Most && row.Registered < kin[^1].Registered) break;
            kin.Add(new(row.Registered, row.Number, row.CaseId));
        }

        return kin;
    }
}

/// <summary>One that was found, in the order of registration.</summary>
/// <param name="Number">The running number under which it came to be seen: the order of those of one instant.</param>
internal readonly record struct Kin(long Registered, long Number, string CaseId) : IComparable<Kin>
{
    public int CompareTo(Kin other) => (Registered, Number).CompareTo((other.Registered, other.Number));
}
