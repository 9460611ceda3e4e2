using System.Collections.Immutable;

namespace GridCase.Workflows.Inspections;

/// <summary>What somebody hands in for an inspection: their part of it, all items at once.</summary>
/// <param name="DoneAt">When it was done, as the phone claims; not in the future.</param>
public sealed record InspectionReport(ImmutableArray<ReportedItem> Items, DateTimeOffset DoneAt)
{
    public ImmutableArray<ReportedItem> Items { get; init; } = Items.IsDefault ? [] : Items;

    /// <summary>A remark on the whole, in free text; a private text of the inspection.</summary>
    public string? Remark { get; init; }

    /// <summary>For households: how many were visited; null for all.</summary>
    public int? HouseholdsDone { get; init; }

    /// <summary>For households: how many there are; null for what is known.</summary>
    public int? HouseholdsTotal { get; init; }
}

/// <summary>One item as somebody reports it.</summary>
/// <param name="Remark">Free text, at most 2,000 characters; a private text.</param>
public sealed record ReportedItem(string ItemId, bool Ok, string? Remark = null, ImmutableArray<string> Attachments = default, bool FixedOnSite = false)
{
    public ImmutableArray<string> Attachments { get; init; } = Attachments.IsDefault ? [] : Attachments;
}
