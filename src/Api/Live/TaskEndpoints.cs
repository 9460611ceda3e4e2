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
public sealed record TaskLine(
    string CaseId, string Code, string Task, string? Clock, DateTimeOffset? Due, bool Overdue, Light Light, Grade Grade, Stage Stage, string Category, string? CategoryName, string? Unit, string? GridCode, string? NoticeId);

/// <summary>Tasks, soonest first.</summary>
/// <param name="Complete">False when there are more cases than were looked at: work on these first.</param>
public sealed record TaskPage(IReadOnlyList<TaskLine> Items, string? Next, int Total, bool Complete);

/// <summary>What waits for me.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", GetTasks).Everyone().Paged().Summary("What waits for me", "The moves that I am expected to make and the notices that I am to acknowledge, soonest due first.").Gives<TaskPage>().Refuses(400, "bad-cursor");
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
