using System.Collections.Immutable;

namespace GridCase.Workflows.Directory;

/// <summary>Someone who works with cases. Only what the work needs: no phone number, no identity number; contacts are those of the work.</summary>
/// <param name="Id">Stable and meaningless, so that facts may hold it.</param>
/// <param name="DisplayName">The name colleagues see.</param>
/// <param name="UnitCode">The unit the person belongs to.</param>
/// <param name="Roles">In which capacities the person may act; at least one.</param>
/// <param name="Grids">The grids the person works in (15 digits each).</param>
/// <param name="Scope">
/// What of the county is seen: the leading digits of a division code (6 the county, 9 a town, 12 a village, 15 a grid), or the code of a department, whose
/// own cases alone are seen.
/// </param>
public sealed record Person(string Id, string DisplayName, string? UnitCode, ImmutableArray<Role> Roles, ImmutableArray<string> Grids, string Scope)
{
    public ImmutableArray<Role> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    public ImmutableArray<string> Grids { get; init; } = Grids.IsDefault ? [] : Grids;

    /// <summary>Where notices go by e-mail: a work address, at most 254 characters. Shown to administrators and to the person only.</summary>
    public string? Email { get; init; }

    /// <summary>The person's id in the county's WeCom (企业微信), at most 64 characters. Shown to administrators and to the person only.</summary>
    public string? WeComId { get; init; }

    /// <summary>The person without the contacts, as others see the entry.</summary>
    public Person WithoutContacts() => this with { Email = null, WeComId = null };
}

/// <summary>A stretch of time in which someone is not there (请假): from <paramref name="From"/> until just before <paramref name="To"/>.</summary>
public sealed record Absence(string PersonId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether the person is away at this moment.</summary>
    public bool Covers(DateTimeOffset at) => From <= at && at < To;
}
