using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Phone;

/// <summary>
/// How far a phone has heard: to which change of a case, for which scope, and which state of each part that is sent whole. It is text that only the server reads, so it
/// outlives restarts and is worth the same on every machine of the county.
/// </summary>
/// <param name="Place">The last change of a case that was told.</param>
/// <param name="Scope">Stands for roles, unit and grids at that time; null in a cursor that is no more than an instant.</param>
/// <param name="Issued">When it was given out.</param>
/// <param name="Tags">What stands for each part as it was told last; missing for one that never was.</param>
internal sealed record SyncCursor(DateTimeOffset Place, string? Scope, DateTimeOffset Issued, IReadOnlyDictionary<string, string> Tags)
{
    private const char Mark = 's';
    private const int Longest = 400;
    private const int MostParts = 20;

    public static SyncCursor Beginning { get; } = new(DateTimeOffset.UnixEpoch, null, DateTimeOffset.UnixEpoch, new Dictionary<string, string>());

    /// <exception cref="ProblemException">400 for what is neither a cursor nor an instant.</exception>
    public static SyncCursor Read(string? since)
    {
        if (string.IsNullOrEmpty(since)) return Beginning;
        if (since[0] == Mark && since.Length <= Longest && Parse(since[1..].Split('.')) is { } cursor) return cursor;
        if (ReadPlace(since) is { } place) return Beginning with { Place = place };
        return InstantConverter.TryParse(since.Replace(' ', '+'), out var instant) ? Beginning with { Place = instant } : throw Bad();
    }

    /// <summary>The place of a stream of events: a cursor that says nothing else.</summary>
    public static DateTimeOffset PlaceOf(string text) => Read(text).Place;

    public static string OfPlace(DateTimeOffset place) => "t" + Hex(place);

    /// <summary>What stands for the scope of a caller; another means that what the phone holds is no longer what the person sees.</summary>
    public static string ScopeOf(Caller caller)
    {
        var (person, scope) = (caller.Person, caller.Sight.Scope);
        return TagOf(string.Join(
            '\n',
            [person.Id, string.Join(' ', person.Roles.Select(KebabCase.Of).Order(StringComparer.Ordinal)), scope.DivisionPrefix, $"{scope.WholeCounty} {caller.Sight.SeesHotline}", scope.UnitCode, .. scope.Grids.Order(StringComparer.Ordinal)]));
    }

    public static string TagOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));

    public override string ToString() => $"{Mark}{Hex(Place)}.{Scope}.{Hex(Issued)}{string.Concat(Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $".{tag.Key}-{tag.Value}"))}";

    private static SyncCursor? Parse(string[] pieces)
    {
        if (pieces.Length is < 3 or > MostParts + 3 || Instant(pieces[0]) is not { } place || !IsTag(pieces[1]) || Instant(pieces[2]) is not { } issued) return null;
        var tags = new Dictionary<string, string>();
        foreach (var piece in pieces.AsSpan(3))
        {
            var cut = piece.IndexOf('-', StringComparison.Ordinal);
            if (cut < 1 || !IsTag(piece[(cut + 1)..]) || !tags.TryAdd(piece[..cut], piece[(cut + 1)..])) return null;
        }

        return new(place, pieces[1], issued, tags);
    }

    private static DateTimeOffset? ReadPlace(string since) => since[0] == 't' ? Instant(since[1..]) : null;

    private static DateTimeOffset? Instant(string hex) =>
        hex.Length is > 0 and <= 16 && long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new(ticks, TimeSpan.Zero)
            : null;

    private static bool IsTag(string text) => text.Length == 12 && text.All(char.IsAsciiHexDigitLower);

    private static string Hex(DateTimeOffset instant) => instant.UtcTicks.ToString("x", CultureInfo.InvariantCulture);

    private static ProblemException Bad() => ProblemException.Malformed("bad-cursor", "since is to be the cursor of the answer before, or an instant.", "since");
}
