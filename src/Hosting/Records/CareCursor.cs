using System.Globalization;
using GridCase.Workflows.Care;

namespace GridCase.Hosting.Records;

/// <summary>Where a page of care entries ended.</summary>
internal static class CareCursor
{
    public static string Of(CareRow row, CareQuery query) =>
        string.Create(CultureInfo.InvariantCulture, $"{(query.ChangedSince is null ? row.Person.Due : row.ChangedAt).UtcTicks:x}-{row.Person.Id}");

    /// <exception cref="ArgumentException">It is none.</exception>
    public static (long Place, string Id) Read(string cursor) =>
        cursor.Split('-') is [var place, { Length: 32 } id] && long.TryParse(place, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
            ? (ticks, id)
            : throw new ArgumentException("This is no place in this list.", nameof(cursor));
}
