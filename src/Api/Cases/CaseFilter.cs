using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Cases;

/// <summary>Which cases by when they are due.</summary>
internal enum DueWhen
{
    /// <summary>超期: a clock is past due.</summary>
    Overdue,

    /// <summary>今日到期: a running clock falls due today, in Asia/Shanghai.</summary>
    Today,
}

/// <summary>The filters of the case list and its export.</summary>
/// <param name="Grid">A grid, or the leading digits of one: village, town.</param>
/// <param name="Q">A case code, or the beginning of a category.</param>
/// <param name="ChangedSince">Changed after this instant; then the oldest change comes first.</param>
/// <param name="Held">true: some unit holds it; false: none does yet.</param>
/// <param name="Alive">true: only cases that have not ended, as the overview counts them.</param>
/// <param name="Due">overdue: not ended, and past due; today: not ended, with a clock that falls due today.</param>
internal sealed record CaseFilter(
    string? Stage, string? State, string? Unit, string? Grid, string? Light, string? Channel, string? Kind, string? Due, string? Held, string? Alive, string? Q, string? ChangedSince, string? After, string? Limit)
{
    private const int LongestCursor = 64;

    public CaseQuery QueryFor(Caller caller) => caller.Sight.Cut(new CaseQuery
    {
        Scope = CaseScope.Everything,
        Stage = Asked.Word<Stage>(Stage, "stage"),
        Status = Asked.Word<CaseStatus>(State, "state"),
        UnitCode = Asked.Text(Unit, "unit", 40),
        GridPrefix = GridOf(Grid),
        Light = Asked.Word<Light>(Light, "light"),
        Channel = Asked.Word<Channel>(Channel, "channel"),
        Kind = Asked.Word<CaseKind>(Kind, "kind"),
        IsHeld = string.IsNullOrEmpty(Held) ? null : Asked.Flag(Held, "held"),
        Text = Asked.Text(Q, "q", 80)?.Trim(),
        ChangedSince = Asked.Instant(ChangedSince, "changedSince"),
        After = After is { Length: > LongestCursor } ? throw BadCursor() : After,
        Limit = Asked.Limit(Limit),
        AliveOnly = DueWhen is not null || Asked.Flag(Alive, "alive"),
    });

    public DueWhen? DueWhen => Asked.Word<DueWhen>(Due, "due");

    /// <summary>One page; a cursor that is none of the list's is the caller's mistake.</summary>
    public static async Task<CasePage> Page(ICaseStore cases, CaseQuery query, CancellationToken cancellation)
    {
        try
        {
            return await cases.List(query, cancellation);
        }
        catch (ArgumentException) when (query.After is not null)
        {
            throw BadCursor();
        }
    }

    public static ProblemException BadCursor() => ProblemException.Malformed("bad-cursor", "after is to be what the page before gave as next.", "after");

    internal static string? GridOf(string? grid)
    {
        var digits = Asked.Text(grid, "grid", 15);
        return digits is null || digits.All(char.IsAsciiDigit) ? digits : throw ProblemException.Malformed("invalid-value", "grid is up to 15 digits.", "grid");
    }
}
