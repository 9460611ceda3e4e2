using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.SignIn;

/// <summary>
/// What one person sees (design §9). Dispatchers, supervisors, leaders, administrators, auditors and readers see the part of the county that the
/// directory names for them (an area 片区 among them), and what their unit holds or helps with. A unit's clerk sees what the unit holds or helps with, and in a town or
/// village its area. A grid worker sees the own grids and what the unit holds or helps with. The hotline sees its own orders, wherever they are.
/// </summary>
internal sealed record Sight(CaseScope Scope, bool SeesHotline, bool ReadsTexts, bool IsHotline)
{
    private const int TownDigits = 9;
    private const int GridDigits = 15;

    /// <summary>Roles that read what was said: those that handle cases. Administrators, auditors and readers see what happens, not what was said.</summary>
    private static readonly ImmutableArray<Role> Handling = [Role.Hotline, Role.GridWorker, Role.UnitClerk, Role.Dispatcher, Role.Supervisor, Role.Leader];

    private static readonly ImmutableArray<Role> Overseeing = [Role.Dispatcher, Role.Supervisor, Role.Leader, Role.Administrator, Role.Auditor, Role.ReadOnly];

    public static Sight Of(Person person, CountyDirectory directory)
    {
        var oversees = person.Roles.Any(Overseeing.Contains);
        var whole = oversees && person.Scope == directory.Code;
        var worksForUnit = oversees || person.Roles.Contains(Role.UnitClerk) || person.Roles.Contains(Role.GridWorker);
        var least = oversees || person.Roles.Contains(Role.UnitClerk) ? TownDigits : GridDigits;
        var prefix = worksForUnit && person.Scope.Length >= least && person.Scope.All(char.IsAsciiDigit) ? person.Scope : null;
        var grids = person.Roles.Contains(Role.GridWorker) ? person.Grids : [];
        // An area has no digits of its own: whoever oversees one sees the grids of its villages.
        if (oversees) grids = [.. grids, .. directory.GridsOfArea(person.Scope)];
        var hotline = person.Roles.Contains(Role.Hotline);
        return new(new(prefix, whole, worksForUnit ? person.UnitCode : null, grids), hotline, person.Roles.Any(Handling.Contains), hotline);
    }

    /// <summary>True for whom nothing but the hotline's orders is to be shown.</summary>
    public bool HotlineOnly => SeesHotline && Scope is { WholeCounty: false, DivisionPrefix: null, UnitCode: null, Grids.IsEmpty: true };

    public bool Covers(CaseFile file) => Scope.Covers(file) || (SeesHotline && file.Origin.Channel == Channel.Hotline);

    /// <summary>A query cut to what is seen. The hotline alone is shown its own channel of the whole county.</summary>
    public CaseQuery Cut(CaseQuery query) => HotlineOnly
        ? query with { Scope = query.Channel is null or Channel.Hotline ? CaseScope.Everything : Nothing, Channel = Channel.Hotline }
        : query with { Scope = Scope };

    /// <summary>Whether a grid lies in what is seen, for reports and the directory.</summary>
    public bool CoversGrid(string gridCode, CountyDirectory directory) =>
        Scope.WholeCounty || Scope.Grids.Contains(gridCode)
        || (Scope.DivisionPrefix is { } prefix && gridCode.StartsWith(prefix, StringComparison.Ordinal))
        || (Scope.UnitCode is { } unit && directory.Unit(unit)?.AreaPrefix is { } area && gridCode.StartsWith(area, StringComparison.Ordinal));

    private static CaseScope Nothing { get; } = new(null, false, null, []);
}
