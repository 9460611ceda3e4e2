using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>Bounds of what may be asked for at once.</summary>
internal static class Limits
{
    /// <summary>A page of a list, and one more to see whether there is another.</summary>
    public const int PageAndOne = 201;

    public static void Check(int limit, int most)
    {
        if (limit < 1 || limit > most) throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A limit lies between 1 and {most}.");
    }

    public static void Check(Open311Query query)
    {
        Check(query.Limit, 1_000);
        if (query.Skip < 0 || query.Skip + query.Limit > Open311Query.Deepest)
            throw new ArgumentOutOfRangeException(nameof(query), query.Skip, $"At most {Open311Query.Deepest} cases are passed over and given together.");
    }

    public static void Check(LikenessQuery query)
    {
        if (query.Metres is < 1 or > 10_000) throw new ArgumentOutOfRangeException(nameof(query), query.Metres, "A distance lies between 1 and 10,000 metres.");
    }

    public static void Check(CaseSlice slice)
    {
        if (slice.After < 0 || slice.UpTo - slice.After is < 0 or > 10_000) throw new ArgumentOutOfRangeException(nameof(slice), slice, "A slice spans at most 10,000 running numbers.");
        if (slice.ChangedSince > slice.At) throw new ArgumentOutOfRangeException(nameof(slice), slice, "What changed after the instant itself cannot be told apart.");
    }
}
