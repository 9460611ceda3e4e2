namespace GridCase.Workflows.Directory;

/// <summary>What sort of body a unit is (单位类别).</summary>
public enum UnitKind
{
    /// <summary>综治中心: the root of the county's tree. There is exactly one.</summary>
    Centre,

    /// <summary>职能部门.</summary>
    Department,

    /// <summary>镇街.</summary>
    Town,

    /// <summary>片区: a part of a town whose villages are supervised together. It has posts and no division code, and never holds a case.</summary>
    Area,

    /// <summary>村(社区).</summary>
    Village,
}

/// <summary>A body of the county (单位); all but areas can hold a case.</summary>
/// <param name="Code">Unique, small letters, digits and hyphens, at most 40: <c>440804-cgj</c>. A town or village has its 12-digit division code; an area any code: <c>440804100-pq1</c>.</param>
/// <param name="Name">As people write it: 城市管理和综合执法局.</param>
/// <param name="Kind">What sort of body it is.</param>
/// <param name="Tier">On which floor it stands.</param>
/// <param name="ParentCode">The unit above: a village's town or an area of it, an area's town, a town's or a department's centre; none for the centre.</param>
/// <param name="AreaCode">The 12-digit statistical division code (统计用区划代码) it answers for: towns and villages, nobody else. domain.md §2.7.</param>
public sealed record Unit(string Code, string Name, UnitKind Kind, UnitTier Tier, string? ParentCode, string? AreaCode)
{
    /// <summary>The leading digits of the area that every grid below begins with: 9 for a town, 12 for a village, none otherwise.</summary>
    public string? AreaPrefix => AreaCode is null ? null : Kind == UnitKind.Town ? AreaCode[..9] : AreaCode;
}
