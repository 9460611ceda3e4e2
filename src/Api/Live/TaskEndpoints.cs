using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Live;

/// <summary>Something that waits for the caller.</summary>
/// <param name="Task">The command to give, or <c>acknowledge</c> for a notice that asks for an answer.</param>
/// <param name="Due">When; null where no clock measures it, or while it stands still.</param>
/// <param name="NoticeId">The notice to acknowledge.</param>
/// <param name="CaseId">Null where it is about no case; then neither grade, stage nor category is.</param>
public sealed record TaskLine(
    string? CaseId, string? Code, string Task, string? Clock, DateTimeOffset? Due, bool Overdue, Light Light, Grade? Grade, Stage? Stage, string? Category, string? CategoryName, string? Unit, string? GridCode,
    string? NoticeId)
{
    public TaskKind Kind { get; init; } = TaskKind.Case;

    /// <summary>The inspection or care entry; null for a case.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The place, grid or masked name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is shown.</summary>
    public string? Link { get; init; }

    /// <summary>A task of inspections or care visits.</summary>
    /// <param name="caseId">Of a re-inspection its case.</param>
    internal static TaskLine OfRound(TaskKind kind, string id, string name, string task, DateTimeOffset due, DateTimeOffset now, Light light, string gridCode, string link, string? caseId) =>
        new(caseId, null, task, null, due, due <= now, light, null, null, null, null, null, gridCode, null) { Kind = kind, SubjectId = id, Name = name, Link = link };
}

/// <summary>What a task is about.</summary>
public enum TaskKind
{
    Case,

    /// <summary>巡查.</summary>
    Inspection,

    /// <summary>复查: whether it was put right.</summary>
    Reinspection,

    /// <summary>联合巡查: my unit has still to look at its items and sign.</summary>
    Signature,

    /// <summary>关爱走访.</summary>
    CareVisit,

    /// <summary>抽查: whether what somebody else found agrees.</summary>
    SpotCheck,
}

/// <summary>Tasks, soonest first.</summary>
/// <param name="Complete">False when there are more cases than were looked at: work on these first.</param>
public sealed record TaskPage(IReadOnlyList<TaskLine> Items, string? Next, int Total, bool Complete);

/// <summary>What waits for me.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", GetTasks).Everyone().Paged().Summary("What waits for me", "The moves that I am expected to make, inspections, re-inspections, signatures and care visits, and the notices that I am to acknowledge, soonest due first. kind says which.").Gives<TaskPage>().Refuses(400, "bad-cursor");
    }

    private static async Task<IResult> GetTasks(HttpContext http, TaskList tasks, string? after, string? limit)
    {
        var from = after is null ? 0 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw CaseFilter.BadCursor();
        var most = Asked.Limit(limit);
        var (all, complete) = await tasks.For(http.Caller(), http.RequestAborted);
        var next = from + most < all.Count ? (from + most).ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(new TaskPage([.. all.Skip(from).Take(most)], next, all.Count, complete));
    }
}
