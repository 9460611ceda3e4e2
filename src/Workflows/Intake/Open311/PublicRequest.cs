using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>
/// A case as anybody may see it. It says nothing in the citizen's words: description, address, picture and answers may name people, and nobody has read
/// them over before they would be out. What the service is stands for the description, and the grid's own name for the address.
/// </summary>
/// <param name="Id">一案一码. It can be quoted to 12345, has a check character, and 35 bits that follow no counter, so that neighbours are not found by counting.</param>
/// <param name="IsOpen">False only once the return visit is over, or the request was withdrawn, refused or merged.</param>
/// <param name="Unit">The name of the unit that holds it.</param>
/// <param name="UpdatedAt">Of a closed request when it was closed, else when anything last happened.</param>
/// <param name="ExpectedAt">When the citizen is to be answered; null while that clock stands still.</param>
/// <param name="IsGrave">Danger to life: call 110/119/120.</param>
public sealed record PublicRequest(
    string Id, PublicService Service, bool IsOpen, string StatusNotes, string? Unit, DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ExpectedAt,
    PublicPlace Place, bool IsGrave, Stage Stage, CaseStatus Status)
{
    /// <param name="related">The code of the case that this one was merged into or is handled with, if that is public too.</param>
    public static PublicRequest Of(CaseFile file, PublicService service, CountyDirectory directory, PolicyBook policies, string? related) => new(
        file.Origin.Code,
        service,
        file.IsOpen,
        StatusWords.Of(file, directory, related),
        StatusWords.UnitOf(file.UnitCode, directory),
        file.RegisteredAt,
        file.IsOpen ? file.LastAt : EndOf(file),
        ClockBoard.DueOf(file, ClockKind.CitizenFinish, policies),
        PublicPlace.Of(file, service, directory),
        file is { Grade: Grade.L1, IsOpen: true },
        file.Stage,
        file.Status);

    /// <summary>What ended otherwise than by closing stopped its last clocks then; a remark that is added later moves nothing.</summary>
    private static DateTimeOffset EndOf(CaseFile file) => file.ClosedAt ?? file.Clocks.Max(clock => clock.StoppedAt) ?? file.LastAt;
}

/// <summary>Where a case is, as far as anybody may know: positions to about 10 m, which is a building, and to about 1 km where the service says so.</summary>
/// <param name="Address">From the small to the large: grid, town, county; without the grid where the service is coarse.</param>
/// <param name="AddressId">The grid's code.</param>
public sealed record PublicPlace(string? Address, string? AddressId, double? Latitude, double? Longitude)
{
    private const int Building = 4;
    private const int Quarter = 2;

    internal static PublicPlace Of(CaseFile file, PublicService service, CountyDirectory directory)
    {
        var places = service.CoarsePlace ? Quarter : Building;
        var grid = file.GridCode is { } code ? directory.GridNow(code) : null;
        string?[] names = grid is null ? [] : [service.CoarsePlace ? directory.VillageOf(grid.Code)?.Name : grid.Name, directory.TownOf(grid.Code)?.Name, directory.Name];
        return new(
            names.Length == 0 ? null : string.Join("，", names.Where(name => name is not null)), service.CoarsePlace ? null : grid?.Code, Rounded(file.Origin.Latitude), Rounded(file.Origin.Longitude));

        double? Rounded(double? degrees) => degrees is { } known ? Math.Round(known, places, MidpointRounding.AwayFromZero) : null;
    }
}
