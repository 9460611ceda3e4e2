using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Where a case lies so that those like it find it: under its caller, its address and its square. Made of hashes and squares: nobody's number or address.</summary>
/// <param name="Prefix">How its row's key begins in the partition.</param>
/// <param name="IsSpot">True for address and square, where only open cases lie; a caller's cases lie there for ever.</param>
internal readonly record struct LikenessPlace(string Partition, string Prefix, bool IsSpot)
{
    /// <summary>The places of a case; they follow from what was registered and never change. None without a citizen.</summary>
    public static IReadOnlyList<LikenessPlace> Of(CaseFile file)
    {
        var places = new List<LikenessPlace>(3);
        if (!file.Origin.HasCitizen) return places;
        if (file.Origin.CallerKey is { } caller) places.Add(new(OfCaller(caller), "", false));
        if (file.Origin.AddressKey is { } address) places.Add(new(OfAddress(address), "", true));
        if (file.Origin is { Latitude: { } latitude, Longitude: { } longitude })
            places.Add(new(OfSquares(Squares.Row(latitude)), ColumnOf(Squares.Column(longitude)), true));
        return places;
    }

    /// <summary>The newest registration comes first.</summary>
    public string KeyOf(CaseFile file) => $"{Prefix}{TableKeys.Descending(file.RegisteredAt.UtcTicks)}|{file.Id}";

    public override string ToString() => $"{Partition}:{Prefix}";

    public static string OfCaller(string key) => "caller|" + Hash("caller\n" + key);

    public static string OfAddress(string key) => "address|" + Hash("address\n" + key);

    public static string OfSquares(long row) => "squares|" + TableKeys.Ascending(row, 5);

    public static string ColumnOf(long column) => TableKeys.Ascending(column, 5) + "|";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>Where a query looks: the keys of a partition from one until just before another.</summary>
internal readonly record struct LikenessReach(string Partition, string From, string Until, bool IsSpot)
{
    public static IReadOnlyList<LikenessReach> Of(LikenessQuery query)
    {
        var reaches = new List<LikenessReach>();
        if (query.CallerKey is { } caller) reaches.Add(new(LikenessPlace.OfCaller(caller), "", Since(query.CallerSince), false));
        if (query.AddressKey is { } address) reaches.Add(new(LikenessPlace.OfAddress(address), "", Since(query.SpotSince), true));
        foreach (var (row, west, east) in Squares.Around(query))
            reaches.Add(new(LikenessPlace.OfSquares(row), LikenessPlace.ColumnOf(west), LikenessPlace.ColumnOf(east) + TableKeys.Last, true));
        return reaches;
    }

    public Stretch Stretch => Stretch.Of(Partition).From(From).Until(Until);

    /// <summary>Whether a place, as <see cref="LikenessPlace.ToString"/> writes it, is within.</summary>
    public bool Holds(string place)
    {
        var cut = place.IndexOf(':', StringComparison.Ordinal);
        var prefix = place[(cut + 1)..];
        return place[..cut] == Partition && string.CompareOrdinal(prefix, From) >= 0 && string.CompareOrdinal(prefix, Until) < 0;
    }

    private static string Since(DateTimeOffset since) => TableKeys.Descending(since.UtcTicks) + TableKeys.Last;
}
