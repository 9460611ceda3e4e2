using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Supervision;

/// <summary>The state of a scope at a glance. Counts are of cases that have not ended.</summary>
/// <param name="Stages">The same by stage and light, in the order of the stages.</param>
/// <param name="Overdue">Cases with a clock past due.</param>
public sealed record Overview(
    DateTimeOffset Now,
    int Total,
    IReadOnlyDictionary<string, int> ByStage,
    IReadOnlyDictionary<string, int> ByLight,
    IReadOnlyList<StageLine> Stages,
    IReadOnlyList<CountLine> ByUnit,
    IReadOnlyList<GridCount> ByGrid,
    int Overdue,
    DueToday DueToday,
    Coverage Coverage);

public sealed record CountLine(string Code, string? Name, int Count);

/// <summary>How many cases stand in a stage, by light.</summary>
public sealed record StageLine(Stage Stage, int Count, int None, int Green, int Yellow, int Red, int Purple);

/// <summary>How many cases a grid has, and of them those with a light that asks for somebody.</summary>
public sealed record GridCount(string Code, string? Name, int Count, int Yellow, int Red, int Purple);

/// <summary>Who is there: grids in scope with a worker, and with open cases.</summary>
public sealed record Coverage(int Grids, int GridsWithWorker, int GridsWithOpenCases);

/// <summary>Counts for the first page of the console.</summary>
internal static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/overview", Get).Everyone()
        .Summary("Overview", "Counts by stage, light, unit and grid within scope; overdue; due today; coverage. grid: only this grid, or the part of the county whose grids begin with these digits.")
        .Gives<Overview>().Refuses(400, "invalid-value", "out-of-bounds");

    private static async Task<IResult> Get(HttpContext http, ICaseStore cases, DueTodayList dueToday, TimeProvider time, string? grid)
    {
        var caller = http.Caller();
        var prefix = CaseFilter.GridOf(grid);
        var query = caller.Sight.Cut(new CaseQuery { Scope = CaseScope.Everything, AliveOnly = true, GridPrefix = prefix });
        var counts = await cases.Count(query, http.RequestAborted);
        var grids = caller.Directory.Grids.Where(one => caller.Sight.CoversGrid(one.Code, caller.Directory) && (prefix is null || one.Code.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        int With(string code, Light light) => counts.ByGridAndLight.GetValueOrDefault((code, light));
        int At(Stage stage, Light light) => counts.ByStageAndLight.GetValueOrDefault((stage, light));
        return Answer.Ok(new Overview(
            time.GetUtcNow(),
            counts.Total,
            Enum.GetValues<Stage>().ToDictionary(KebabCase.Of, stage => counts.ByStage.GetValueOrDefault(stage)),
            Enum.GetValues<Light>().ToDictionary(KebabCase.Of, light => counts.ByLight.GetValueOrDefault(light)),
            [.. Enum.GetValues<Stage>().Select(stage => new StageLine(stage, counts.ByStage.GetValueOrDefault(stage), At(stage, Light.None), At(stage, Light.Green), At(stage, Light.Yellow), At(stage, Light.Red), At(stage, Light.Purple)))],
            [.. InOrder(counts.ByUnit).Select(pair => new CountLine(pair.Key, CaseViews.UnitName(pair.Key, caller.Directory), pair.Value))],
            [.. InOrder(counts.ByGrid).Select(pair => new GridCount(pair.Key, caller.Directory.Grid(pair.Key)?.Name, pair.Value, With(pair.Key, Light.Yellow), With(pair.Key, Light.Red), With(pair.Key, Light.Purple)))],
            counts.ByLight.GetValueOrDefault(Light.Red) + counts.ByLight.GetValueOrDefault(Light.Purple),
            await dueToday.Of(query, caller.Directory, http.RequestAborted),
            new(grids.Count, grids.Count(one => one.WorkerId is not null), grids.Count(one => counts.ByGrid.ContainsKey(one.Code)))));
    }

    /// <summary>The largest first.</summary>
    private static IEnumerable<KeyValuePair<string, int>> InOrder(IReadOnlyDictionary<string, int> counts) =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
}
