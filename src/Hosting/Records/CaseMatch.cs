using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>Whether a case is what a query asks for.</summary>
internal static class CaseMatch
{
    public static bool Matches(CaseFile file, DateTimeOffset? next, long changed, CaseQuery query) =>
        query.Scope.Covers(file)
            && (!query.AliveOnly || file.IsAlive)
            && (query.Stage is not { } stage || file.Stage == stage)
            && (query.Status is not { } status || file.Status == status)
            && (query.Light is not { } light || file.Light == light)
            && (query.Channel is not { } channel || file.Origin.Channel == channel)
            && (query.HolderPersonId is not { } holder || file.HolderPersonId == holder)
            && (query.UnitCode is not { } unit || file.UnitCode == unit)
            && (query.Kind is not { } kind || file.Kind == kind)
            && (query.IsHeld is not { } held || held == file.UnitCode is not null)
            && (query.DueBefore is not { } due || file.Light >= Light.Red || next < due)
            && (string.IsNullOrEmpty(query.GridPrefix) || (file.GridCode is { } grid && grid.StartsWith(query.GridPrefix, StringComparison.Ordinal)))
            && (query.ChangedSince is not { } since || changed > since.UtcTicks)
            && (string.IsNullOrEmpty(query.Text) || MatchesText(file, query.Text));

    public static bool Matches(CaseFile file, Open311Query query) =>
        file.Origin.Channel == Channel.Open311 && file.RegisteredAt >= query.From && file.RegisteredAt <= query.To
            && (query.Open is not { } open || file.IsOpen == open) && query.Categories.Contains(file.Category);

    private static bool MatchesText(CaseFile file, string text) =>
        SearchText.IsCode(text) ? file.Origin.Code == SearchText.Code(text) : file.Category.StartsWith(text, StringComparison.Ordinal);
}
