using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;

namespace GridCase.Scenarios.Inspections;

/// <summary>The demo county with places, a checklist and plans, running in virtual time.</summary>
internal sealed class InspectedCounty : IAsyncDisposable
{
    public const string Extinguisher = "extinguisher";
    public const string Exit = "exit";
    public const string Manhole = "facility.manhole-cover";

    private InspectedCounty(LivingCounty living) => Living = living;

    public LivingCounty Living { get; }

    public IInspectionStore Store => Living.Runtime.Stores.Inspections;

    public CountyDirectory Directory => Living.Runtime.Directory.Current;

    public static async Task<InspectedCounty> Open(string start, string? folder = null, HostileMode? hostile = null, bool watchdog = true, Func<County, County>? with = null)
    {
        var county = new InspectedCounty(await LivingCounty.Open(start, folder, hostile, watchdog, with: with));
        if (await county.Store.FindChecklist("fire") is null)
            Assert.Null((await county.Living.Runtime.Plans.Save(Fire, 0)).Refusal);
        return county;
    }

    public static Checklist Fire { get; } = new("fire", 0, "消防检查", [],
    [
        new(Extinguisher, "灭火器有效", "fire extinguishers in order", Manhole, Rectify: "3cd"),
        new(Exit, "安全出口畅通", "emergency exits clear", Manhole, Grade.L2),
    ]);

    public static InspectionPlan Weekly(string id = "weekly", string window = "4wd", params RiskColour[] colours) =>
        new(id, 0, "红色场所周查", new(TargetKind.Places, [], [.. colours], []), new(), window, "fire", "field", [], true);

    public static Campaign EveryHousehold { get; } = new("两天入户", new(TargetKind.Households, [], [], []), "2cd", "fire", "field", []);

    public DateTimeOffset Now => Living.Runtime.Time.GetUtcNow();

    public async Task AddPlaces(RiskColour colour, int count, string grid = LivingCounty.Grid)
    {
        for (var number = 1; number <= count; number++)
        {
            var place = new Place($"{colour.ToString().ToLowerInvariant()}-{grid[^4..]}-{number:00}", $"小店{number}", "small-place", grid, colour, 21.2, 110.4, true, 0);
            Assert.Null((await Living.Runtime.Places.Save(place, 0)).Refusal);
        }
    }

    public async Task Plan(InspectionPlan plan)
    {
        var answer = await Living.Runtime.Plans.Save(plan, null, Now);
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        await Living.Runtime.Engine.RunToRest();
    }

    public async Task<Sweep> Start(Campaign campaign, string key = "k-1", string user = "dispatcher")
    {
        var answer = await Living.Runtime.Sweeps.Start(campaign, key, Living.Actor(user), Now);
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        await Living.Runtime.Engine.RunToRest();
        return (await Store.FindSweep(answer.Value!.Id))!;
    }

    public async Task<IReadOnlyList<Sweep>> Sweeps() => (await Store.ListSweeps(new() { Scope = CaseScope.Everything, Limit = 200 })).Sweeps.Reverse().ToList();

    public async Task<IReadOnlyList<Inspection>> Of(Sweep sweep)
    {
        var found = new List<Inspection>();
        for (string? after = null; ;)
        {
            var page = await Store.ListInspections(new() { Scope = CaseScope.Everything, SweepId = sweep.Id, After = after, Limit = 500 });
            found.AddRange(page.Inspections);
            if ((after = page.Next) is null) return found;
        }
    }

    public async Task<Inspection> Find(string id) => (await Store.FindInspection(id))!;

    /// <summary>Hands in an inspection with these items not in order, by whoever it is assigned to.</summary>
    public async Task<Inspection> Report(Inspection inspection, params string[] failed)
    {
        var answer = await TryReport(inspection, inspection.AssigneeId!, Role.GridWorker, failed);
        Assert.True(answer.Refusal is null, answer.Refusal?.Detail);
        await Living.Runtime.Engine.RunToRest();
        return await Find(inspection.Id);
    }

    public Task<InspectionAnswer<Inspection>> TryReport(Inspection inspection, string personId, Role role, params string[] failed)
    {
        var person = Directory.Person(personId)!;
        var items = inspection.Items.IsEmpty ? [.. Fire.Items.Select(item => item.Id)] : inspection.Items;
        var report = new InspectionReport([.. items.Select(id => new ReportedItem(id, !failed.Contains(id), failed.Contains(id) ? "王老板说下周换" : null))], Now)
        {
            HouseholdsTotal = inspection.Kind == InspectionKind.Households ? 300 : null,
        };
        return Living.Runtime.Inspections.Report(inspection.Id, report, new(personId, role, person.UnitCode, person.Grids, person.Scope), Now);
    }

    public async Task<IReadOnlyList<KeptNotice>> Notices(Sweep sweep)
    {
        var found = new List<KeptNotice>();
        for (string? after = null; ;)
        {
            var page = await Living.Runtime.Notices.List(new() { SweepId = sweep.Id, After = after, Limit = 200 });
            found.AddRange(page.Notices);
            if ((after = page.Next) is null) return found;
        }
    }

    /// <summary>Many grids: every village gets more of them until there are so many, each with a worker of its village.</summary>
    public static Func<County, County> WithGrids(int count) => county =>
    {
        var grids = county.Grids.ToList();
        for (var serial = 100; grids.Count < count; serial++)
            foreach (var village in county.Grids.DistinctBy(grid => grid.VillageUnit).Take(count - grids.Count))
                grids.Add(village with { Code = $"{village.Code[..12]}{serial:000}", Name = $"{village.Name}{serial}", Staff = ImmutableArray<GridStaff>.Empty });
        // The worker's own list follows the grid's.
        var byWorker = grids.Where(grid => grid.WorkerId is not null).ToLookup(grid => grid.WorkerId!, grid => grid.Code);
        return county with { Grids = [.. grids], People = [.. county.People.Select(person => byWorker.Contains(person.Id) ? person with { Grids = [.. byWorker[person.Id]] } : person)] };
    };

    public ValueTask DisposeAsync() => Living.DisposeAsync();
}
