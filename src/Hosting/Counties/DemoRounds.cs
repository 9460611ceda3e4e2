using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridCase.Workflows.Care;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;

namespace GridCase.Hosting.Counties;

/// <summary>
/// Inspections and care visits of the demo county, so that whoever signs in first finds something to do: three checklists, two plans, 36 places in six grids, and
/// twelve people who do not exist. Written again it changes nothing.
/// </summary>
internal sealed class DemoRounds(PlanDesk plans, PlaceDesk places, CareDesk care, IInspectionStore inspections, IDirectorySource directory)
{
    private const string Police = "440804-gaj";
    private const int GridsWithPlaces = 6;

    /// <summary>Numbers of invented names far from those of the staff.</summary>
    private const int FirstName = 9_000;

    private static readonly (string Name, string Kind, RiskColour Colour)[] Sketch =
    [
        ("便民小超市", "small-place", RiskColour.Green), ("阿强餐馆", "small-place", RiskColour.Green), ("育苗托管中心", "small-place", RiskColour.Green),
        ("海滨出租屋", "rental", RiskColour.Green), ("公交站及周边", "public-facility", RiskColour.Green), ("村口水塘", "water", RiskColour.Yellow),
    ];

    public async Task Write(DateTimeOffset now)
    {
        foreach (var checklist in Checklists()) await Taken(plans.Save(checklist, null));
        var grids = GridsOf(directory.Current);
        foreach (var (grid, number) in grids.Select((grid, index) => (grid, index + 1)))
        {
            foreach (var place in PlacesOf(grid, number))
                if (await inspections.FindPlace(place.Id) is null) await Taken(places.Save(place, 0));
            for (var person = 0; person < 2; person++) await Enter(grid, (number * 2) + person, now);
        }

        foreach (var plan in Plans)
            if (await inspections.FindPlan(plan.Id) is null) await Taken(plans.Save(plan, 0, now));
    }

    private static IEnumerable<Checklist> Checklists()
    {
        using var stream = typeof(DemoRounds).Assembly.GetManifestResourceStream("Counties/checklists.json") ?? throw new InvalidOperationException("checklists.json is not built into the program.");
        return JsonSerializer.Deserialize<Checklist[]>(stream, JsonSerializerOptions.Web)!;
    }

    private static ImmutableArray<InspectionPlan> Plans { get; } =
    [
        new("jiuxiao", 0, "九小场所消防巡查 Small premises", new(TargetKind.Places, ["small-place"], [], []), new(), "4wd", "jiuxiao-xiaofang", "field", [], true),
        new("chuzuwu", 0, "出租屋联合巡查 Rental housing with the police", new(TargetKind.Places, ["rental"], [], []), new(), "10wd", "chuzuwu", "field", [Police], true),
    ];

    /// <summary>The first two grids of the first villages: those whose workers have an account.</summary>
    private static List<Grid> GridsOf(CountyDirectory directory) =>
    [
        .. directory.Units.Where(unit => unit.Kind == UnitKind.Town).Take(GridsWithPlaces / 2).SelectMany(town => directory.Grids.Where(grid => directory.TownOf(grid.Code)?.Code == town.Code).Take(2)),
    ];

    private static IEnumerable<Place> PlacesOf(Grid grid, int number) => Sketch.Select((sketch, index) => new Place(
        $"cs-{grid.Code}-{index + 1}", $"{grid.Name}{sketch.Name}", sketch.Kind, grid.Code, (number, index) switch { (1, 0) => RiskColour.Red, (2, 0) => RiskColour.Yellow, _ => sketch.Colour }, null, null, true, 0));

    private async Task Enter(Grid grid, int number, DateTimeOffset now)
    {
        var tier = (CareTier)(number % 3);
        var identity = new CareIdentity(Pseudonyms.Name(FirstName + number), $"{grid.Name}{number}巷{number + 3}号", $"1380000{number:0000}");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demo-care/{number}")));
        var answer = await care.Add(new(grid.Code, tier, identity, DateOnly.FromDateTime(now.DateTime).AddDays(2 + number)), new("demo", key, "demo"), now);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail);
    }

    private static async Task Taken<T>(Task<InspectionAnswer<T>> saved)
        where T : class
    {
        if ((await saved).Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail);
    }
}
