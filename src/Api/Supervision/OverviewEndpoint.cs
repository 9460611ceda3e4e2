using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Supervision;

/// <summary>The state of a scope at a glance. Counts are of cases that have not ended.</summary>
/// <param name="Overdue">Cases with a clock past due.</param>
public sealed record Overview(
    DateTimeOffset Now,
    int Total,
    IReadOnlyDictionary<string, int> ByStage,
    IReadOnlyDictionary<string, int> ByLight,
    IReadOnlyList<CountLine> ByUnit,
    IReadOnlyList<CountLine> ByGrid,
    int Overdue,
    DueToday DueToday,
    Coverage Coverage);

public sealed record CountLine(string Code, string? Name, int Count);

/// <summary>Cases with a running clock that is due today, in Asia/Shanghai.</summary>
/// <param name="Complete">False when there are more cases than were looked at.</param>
public sealed record DueToday(int Count, bool Complete);

/// <summary>Who is there: grids in scope with a worker, and with open cases.</summary>
public sealed record Coverage(int Grids, int GridsWithWorker, int GridsWithOpenCases);

/// <summary>Counts for the first page of the console.</summary>
internal static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/overview", Get).Everyone()
        .Summary("Overview", "Counts by stage, light, unit and grid within scope; overdue; due today; coverage.").Gives<Overview>();

    private static async Task<IResult> Get(HttpContext http, ICaseStore cases, DueTodayCount dueToday, TimeProvider time)
    {
        var caller = http.Caller();
        var query = caller.Sight.Cut(new CaseQuery { Scope = CaseScope.Everything, AliveOnly = true });
        var counts = await cases.Count(query, http.RequestAborted);
        var grids = caller.Directory.Grids.Where(grid => caller.Sight.CoversGrid(grid.Code, caller.Directory)).ToList();
        return Answer.Ok(new Overview(
            time.GetUtcNow(),
            counts.Total,
            Enum.GetValues<Stage>().ToDictionary(KebabCase.Of, stage => counts.ByStage.GetValueOrDefault(stage)),
            Enum.GetValues<Light>().ToDictionary(KebabCase.Of, light => counts.ByLight.GetValueOrDefault(light)),
            [.. counts.ByUnit.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new CountLine(pair.Key, CaseViews.UnitName(pair.Key, caller.Directory), pair.Value))],
            [.. counts.ByGrid.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new CountLine(pair.Key, caller.Directory.Grid(pair.Key)?.Name, pair.Value))],
            counts.ByLight.GetValueOrDefault(Light.Red) + counts.ByLight.GetValueOrDefault(Light.Purple),
            await dueToday.Of(query, http.RequestAborted),
            new(grids.Count, grids.Count(grid => grid.WorkerId is not null), grids.Count(grid => counts.ByGrid.ContainsKey(grid.Code)))));
    }
}
