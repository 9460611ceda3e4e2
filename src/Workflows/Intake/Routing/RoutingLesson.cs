using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake.Routing;

/// <summary>What one case teaches of one unit.</summary>
/// <param name="Village">The 12 digits of its village; empty where the place is not known.</param>
/// <param name="Year">In which the case was registered, Asia/Shanghai.</param>
public sealed record RoutingLesson(string Category, string Village, string Unit, int Year, RoutingCount Count)
{
    /// <summary>
    /// The lessons of a case as it stands: the unit that resolved it, units whose objection was upheld, and the unit that arbitration named. What a grid worker
    /// disposed of on the spot, or a child took over from its parent, was never dispatched and teaches nothing.
    /// </summary>
    public static ImmutableArray<RoutingLesson> Of(CaseFile file)
    {
        if (file.Category == IntakeRules.Unclassified) return [];
        var lessons = ImmutableArray<RoutingLesson>.Empty;
        if (IsResolved(file)) lessons = lessons.Add(Lesson(file.UnitCode!, new(1, 0, 0)));
        foreach (var unit in file.ReturnedBy) lessons = lessons.Add(Lesson(unit, new(0, 1, 0)));
        return file.ArbitratedTo is { } named ? lessons.Add(Lesson(named, new(0, 0, 1))) : lessons;

        RoutingLesson Lesson(string unit, RoutingCount count) => new(file.Category, RoutingMatter.VillageOf(file.GridCode) ?? "", unit, file.RegisteredAt.Year, count);
    }

    private static bool IsResolved(CaseFile file) =>
        file is { UnitCode: not null, Resolution: not null, ResolvedOnSite: false, ParentId: null }
        && file.Stage is Stage.Verification or Stage.Visit or Stage.LookBack or Stage.Ended && (file.IsOpen || file.Status == CaseStatus.Closed);
}

/// <summary>How often.</summary>
/// <param name="Resolved">Cases that the unit resolved.</param>
/// <param name="Returned">Cases that it returned, its objection upheld (退单成立).</param>
/// <param name="Precedents">Cases that arbitration gave it (仲裁); domain.md §3.4.</param>
public readonly record struct RoutingCount(int Resolved, int Returned, int Precedents)
{
    public bool IsZero => this == default;

    public static RoutingCount operator +(RoutingCount one, RoutingCount other) => new(one.Resolved + other.Resolved, one.Returned + other.Returned, one.Precedents + other.Precedents);

    public static RoutingCount operator -(RoutingCount count) => new(-count.Resolved, -count.Returned, -count.Precedents);
}
