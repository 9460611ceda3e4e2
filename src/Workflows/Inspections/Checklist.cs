using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Inspections;

/// <summary>What is looked at (检查表). Each change is a new version; an inspection keeps the version that it was made with.</summary>
/// <param name="Code">Letters, digits and hyphens, 1 to 64.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="PlaceKinds">The kinds of place it is for; empty for all, and for grids.</param>
/// <param name="Items">1 to 60, each id once.</param>
/// <param name="Active">False: no new plan or sweep may use it.</param>
public sealed record Checklist(string Code, int Version, string Name, ImmutableArray<string> PlaceKinds, ImmutableArray<ChecklistItem> Items, bool Active = true)
{
    public const int MostItems = 60;

    public ImmutableArray<string> PlaceKinds { get; init; } = PlaceKinds.IsDefault ? [] : PlaceKinds;

    public ImmutableArray<ChecklistItem> Items { get; init; } = Items.IsDefault ? [] : Items;

    public ChecklistItem? Item(string id)
    {
        foreach (var item in Items)
            if (item.Id == id) return item;
        return null;
    }
}

/// <summary>One thing to look at.</summary>
/// <param name="Id">Letters, digits and hyphens, 1 to 32.</param>
/// <param name="Category">The category of the county that a case about it gets.</param>
/// <param name="Grade">The grade of such a case; null for what triage proposes.</param>
/// <param name="Rectify">整改期限: how long the unit has to put it right, such as <c>7cd</c> or <c>PT24H</c>; null for the policy's finish.</param>
/// <param name="Evidence">Why a photo of it is necessary. Null, as is usual: photos are optional (国办函〔2026〕12号; domain.md §5.6).</param>
/// <param name="Department">联合巡查: code of the unit that looks at it and signs; null for the grid worker.</param>
public sealed record ChecklistItem(
    string Id, string Zh, string En, string Category, Grade? Grade = null, string? Rectify = null, string? Evidence = null, string? Department = null);
