using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
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

/// <summary>What changed within scope.</summary>
/// <param name="Cursor">What to give as <c>since</c> next time.</param>
/// <param name="More">True when there is more already: ask again at once.</param>
public sealed record SyncPage(IReadOnlyList<CaseLine> Items, string Cursor, bool More);

/// <summary>What waits for me; what changed for me.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", GetTasks).Everyone().Paged().Summary("What waits for me", "The moves that I am expected to make and the notices that I am to acknowledge, soonest due first.").Gives<TaskPage>().Refuses(400, "bad-cursor");
        routes.MapGet("/api/sync", GetSync).Everyone().Paged().Summary("What changed for me", "Cases within scope that changed since a cursor, oldest change first; without one, from the beginning.").Gives<SyncPage>().Refuses(400, "bad-cursor");
    }

    private static async Task<IResult> GetTasks(HttpContext http, TaskList tasks, string? after, string? limit)
    {
        var from = after is null ? 0 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw CaseFilter.BadCursor();
        var most = Asked.Limit(limit);
        var (all, complete) = await tasks.For(http.Caller(), http.RequestAborted);
        var next = from + most < all.Count ? (from + most).ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(new TaskPage([.. all.Skip(from).Take(most)], next, all.Count, complete));
    }

    private static async Task<IResult> GetSync(HttpContext http, ICaseStore cases, string? since, string? limit)
    {
        var caller = http.Caller();
        var from = ReadCursor(since);
        var page = await cases.List(caller.Sight.Cut(new CaseQuery { Scope = CaseScope.Everything, ChangedSince = from, Limit = Asked.Limit(limit) }), http.RequestAborted);
        var cursor = page.Rows.Count == 0 ? from : page.Rows[^1].ChangedAt;
        return Answer.Ok(new SyncPage([.. page.Rows.Select(row => CaseLine.Of(row, caller.Directory))], WriteCursor(cursor), page.Next is not null));
    }

    internal static string WriteCursor(DateTimeOffset cursor) => "t" + cursor.UtcTicks.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>A cursor, or an instant for those who have none yet.</summary>
    internal static DateTimeOffset ReadCursor(string? since)
    {
        if (string.IsNullOrEmpty(since)) return DateTimeOffset.UnixEpoch;
        if (since[0] == 't' && since.Length <= 17 && long.TryParse(since.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
            return new(ticks, TimeSpan.Zero);
        return InstantConverter.TryParse(since.Replace(' ', '+'), out var instant) ? instant : throw ProblemException.Malformed("bad-cursor", "since is to be the cursor of the answer before, or an instant.", "since");
    }
}
