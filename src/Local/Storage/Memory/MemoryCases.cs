using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>Whether a case in memory is what a query asks for.</summary>
internal static class MemoryCases
{
    public static bool Matches(MemoryCase kept, CaseQuery query)
    {
        var file = kept.File;
        return query.Scope.Covers(file)
            && (!query.AliveOnly || file.IsAlive)
            && (query.Stage is not { } stage || file.Stage == stage)
            && (query.Status is not { } status || file.Status == status)
            && (query.Light is not { } light || file.Light == light)
            && (query.Channel is not { } channel || file.Origin.Channel == channel)
            && (query.HolderPersonId is not { } holder || file.HolderPersonId == holder)
            && (query.UnitCode is not { } unit || file.UnitCode == unit)
            && (string.IsNullOrEmpty(query.GridPrefix) || (file.GridCode is { } grid && grid.StartsWith(query.GridPrefix, StringComparison.Ordinal)))
            && (query.ChangedSince is not { } since || kept.Changed > since.UtcTicks)
            && (string.IsNullOrEmpty(query.Text) || MatchesText(file, query.Text));
    }

    public static bool Matches(MemoryCase kept, Open311Query query)
    {
        var file = kept.File;
        return file.Origin.Channel == Channel.Open311 && file.RegisteredAt >= query.From && file.RegisteredAt <= query.To
            && (query.Open is not { } open || file.IsOpen == open) && query.Categories.Contains(file.Category);
    }

    /// <summary>Whether a case lay inside a scope by what it has left.</summary>
    public static bool WasIn(CaseScope scope, MemoryParting from) =>
        (from.Unit is not null && from.Unit == scope.UnitCode)
        || (from.Grid is { } grid && (scope.Grids.Contains(grid) || (scope.DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal))));

    private static bool MatchesText(CaseFile file, string text) =>
        SearchText.IsCode(text) ? file.Origin.Code == SearchText.Code(text) : file.Category.StartsWith(text, StringComparison.Ordinal);
}
