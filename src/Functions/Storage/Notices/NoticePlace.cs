using System.Globalization;

namespace GridCase.Functions.Storage;

/// <summary>Where a page of notices ended; 32 characters that say nothing to whoever holds them.</summary>
internal readonly record struct NoticePlace(long Order, string Hash) : IComparable<NoticePlace>
{
    private const int OrderLength = 16;
    private const int Length = 32;

    public static NoticePlace Of(NoticeRow row) => new(row.Order, row.Hash);

    /// <exception cref="ArgumentException">The text is no place of a list of notices.</exception>
    public static NoticePlace Read(string place) =>
        place.Length == Length && long.TryParse(place.AsSpan(0, OrderLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var order) && order >= 0
        && NoticeKeys.TryRead(place[OrderLength..] + "x") is not null
            ? new(order, place[OrderLength..])
            : throw new ArgumentException("This is no place of this list; begin again without it.", nameof(place));

    public int CompareTo(NoticePlace other) => Order == other.Order ? string.CompareOrdinal(Hash, other.Hash) : Order.CompareTo(other.Order);

    public override string ToString() => Order.ToString("x16", CultureInfo.InvariantCulture) + Hash;
}
