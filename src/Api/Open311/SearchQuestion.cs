using System.Globalization;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>
/// What a search asks for. Ids override everything else. Otherwise: services, status, and a stretch of at most 90 days by the time of the request; without one
/// the last 90 days. At most 1,000 requests at once, 100 with their steps; <c>page</c> and <c>page_size</c> reach further.
/// </summary>
/// <param name="Ids">Null for a search by anything else.</param>
internal sealed record SearchQuestion(IReadOnlyList<string>? Ids, Open311Query Query, bool Extensions)
{
    public const int MostIds = 200;
    private const int Most = 1_000;
    private const int MostWithNotes = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <exception cref="Problems.ProblemException">400, every fault named.</exception>
    public static SearchQuestion Read(IQueryCollection query, PublicMatters matters, DateTimeOffset now)
    {
        var faults = new List<string>();
        var extensions = ExtensionsOf(query, faults);
        if (ListOf(query, "service_request_id") is { Count: > 0 } ids)
        {
            if (ids.Count > MostIds) faults.Add($"At most {MostIds} ids are asked for at once.");
            return faults.Count == 0 ? new(ids, new([], now, now), extensions) : throw ErrorAnswer.Of(faults);
        }

        var (from, to) = Stretch(query, now, faults);
        var size = Number(query, "page_size", extensions ? MostWithNotes : Most, faults) ?? (extensions ? MostWithNotes : Most);
        var page = Number(query, "page", Open311Query.Deepest, faults) ?? 1;
        if ((long)page * size > Open311Query.Deepest) faults.Add($"Pages reach {Open311Query.Deepest} requests deep; ask for a shorter stretch of time.");
        var open = StatusOf(query, faults);
        if (faults.Count > 0) throw ErrorAnswer.Of(faults);
        return new(null, new(matters.CategoriesOf(ListOf(query, "service_code")), from, to) { Open = open, Skip = (page - 1) * size, Limit = size }, extensions);
    }

    public static bool ExtensionsOf(IQueryCollection query, List<string> faults) => One(query, "extensions", faults) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Fault(faults, "extensions is true or false.", false),
    };

    private static (DateTimeOffset From, DateTimeOffset To) Stretch(IQueryCollection query, DateTimeOffset now, List<string> faults)
    {
        var (start, end) = (DateOf(query, "start_date", faults), DateOf(query, "end_date", faults));
        if (end < start) faults.Add("end_date lies before start_date.");
        if (end - start > Longest) faults.Add("start_date and end_date lie at most 90 days apart.");
        return (start, end) switch
        {
            ({ } from, { } to) => (from, to),
            ({ } from, null) => (from, from + Longest),
            (null, { } to) => (to - Longest, to),
            _ => (now - Longest, now),
        };
    }

    private static DateTimeOffset? DateOf(IQueryCollection query, string name, List<string> faults) => One(query, name, faults) is not { } text ? null
        : W3CDate.Read(text) ?? Fault<DateTimeOffset?>(faults, $"{name} is a date and time with its offset, such as 2026-02-13T00:00:00+08:00.", null);

    private static bool? StatusOf(IQueryCollection query, List<string> faults)
    {
        var words = ListOf(query, "status");
        if (words.Any(word => word is not ("open" or "closed"))) faults.Add("status is open, closed or both.");
        return words.Count == 1 ? words[0] == "open" : null;
    }

    private static int? Number(IQueryCollection query, string name, int most, List<string> faults) => One(query, name, faults) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : Fault<int?>(faults, $"{name} is a number from 1 to {most}.", null);

    private static string? One(IQueryCollection query, string name, List<string> faults)
    {
        var given = query[name].Where(value => !string.IsNullOrWhiteSpace(value)).ToList();
        if (given.Count > 1) faults.Add($"{name} was given more than once.");
        return given.Count == 1 ? given[0]!.Trim() : null;
    }

    /// <summary>A list may be written with commas, or by giving its name more than once.</summary>
    private static List<string> ListOf(IQueryCollection query, string name) =>
        [.. query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    private static T Fault<T>(List<string> faults, string fault, T otherwise)
    {
        faults.Add(fault);
        return otherwise;
    }
}
