namespace GridCase.Api.Tests.Abuse;

/// <summary>
/// What stands in the addresses, and what of it lies in a town. A new kind of thing is told here once; every door that names a thing told here is probed without
/// more ado.
/// </summary>
internal static class ForeignNames
{
    /// <summary>What belongs to the county as a whole: by the piece of the address before it. Whoever has the role sees all of it.</summary>
    private static readonly HashSet<string> OfTheCounty =
    [
        "inspection-plans", "checklists", "rollouts", "previews", "calendars", "deadlines", "channels", "accounts", "keys", "moves", "parked", "dead-letters",
        "units", "grids", "posts", "directory/people", "categories", "services", "tokens",
    ];

    /// <summary>Filters that say what sort of thing is asked for, not which.</summary>
    private static readonly HashSet<string> Sorts =
    [
        "active", "after", "alive", "changedSince", "channel", "colour", "county", "draftRevision", "dryRun", "due", "dueBefore", "expectedVersion", "from", "held", "keep", "kind", "level", "light", "limit", "mine", "open", "plan", "reason",
        "since", "stage", "state", "tier", "to", "version", "what",
    ];

    /// <summary>The thing that a place in an address names; null where it belongs to the whole county.</summary>
    public static string? InPath(string path, string name)
    {
        var pieces = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(pieces, piece => piece.Contains("{" + name + "}", StringComparison.Ordinal));
        var (before, two) = (pieces[at - 1], $"{pieces[at - 2]}/{pieces[at - 1]}");
        if (OfTheCounty.Contains(before) || OfTheCounty.Contains(two) || name is "format" or "channel" || before.StartsWith('{')) return name == "orderNo" ? "order" : null;
        return two switch
        {
            "api/cases" => "case",
            "cases/by-key" => "report",
            "api/attachments" => "file",
            "api/care" => "care",
            "api/places" => "place",
            "api/inspections" => "inspection",
            "api/sweeps" => "sweep",
            "api/escalations" => "notice",
            "api/people" => "person",
            "hotline/orders" => "order",
            "directory/absences" => "absence",
            "v2/requests" => "request",
            _ => throw new Xunit.Sdk.XunitException(
                $"{path}: nobody has told what {{{name}}} names. Say in {nameof(ForeignNames)}.{nameof(InPath)} which thing it is, and make one in {nameof(ForeignTown)}; or, if it belongs to the whole county, add \"{before}\" to {nameof(OfTheCounty)}."),
        };
    }

    /// <summary>The thing that a filter of a list names; null where it names none.</summary>
    public static string? InQuery(string path, string name) => name switch
    {
        "caseId" or "q" => "case",
        "within" => "village",
        "sweep" or "place" or "grid" or "unit" or "post" => name,
        _ when Sorts.Contains(name) => null,
        _ => throw new Xunit.Sdk.XunitException($"{path}: nobody has told what the filter {name} names. Say in {nameof(ForeignNames)}.{nameof(InQuery)} which thing it is, or add it to {nameof(Sorts)}."),
    };
}
