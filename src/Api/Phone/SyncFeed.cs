using GridCase.Api.Cases;
using GridCase.Api.Live;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Phone;

/// <summary>
/// Gathers what changed for a person since a cursor. Cases come by their changes, so a page may end anywhere and none is skipped or, for good, told late; all else
/// comes whole when it is no longer what the cursor stands for.
/// </summary>
internal sealed class SyncFeed(ICaseStore cases, IPrivateStore texts, IPolicySource policies, TaskList tasks, SyncParts parts, TimeProvider time)
{
    /// <summary>As long as the store remembers which cases have left a scope.</summary>
    private static readonly TimeSpan CursorLife = TimeSpan.FromDays(90);

    public async Task<SyncPage> Since(SyncCursor since, Caller caller, int limit, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var scope = SyncCursor.ScopeOf(caller);
        var reset = since.Place == DateTimeOffset.UnixEpoch || (since.Scope is { } told && (told != scope || since.Issued < now - CursorLife));
        if (reset && since.Place > DateTimeOffset.UnixEpoch) since = SyncCursor.Beginning;
        var changes = await cases.Changes(caller.Sight.Cut(new CaseQuery { Scope = CaseScope.Everything, ChangedSince = since.Place, Limit = limit }), cancellation);
        var items = new List<SyncCase>(changes.Rows.Count);
        foreach (var row in changes.Rows)
            if (await Show(row, caller, cancellation) is { } item) items.Add(item);
        var tags = new Dictionary<string, string>(since.Tags);
        // What is told as gone in the pages after a beginning, the phone never had.
        var page = new SyncPage(items, [.. changes.Gone.Select(one => new GoneCase(one.CaseId, one.Code, one.At))], "", changes.More, reset);
        if (!changes.More) page = await parts.Add(page, caller, tags, now, cancellation);
        return page with { Cursor = new SyncCursor(changes.Place, scope, now, tags).ToString() };
    }

    /// <summary>Null for a case that has left the scope since its row was read: its going is the next thing to be told.</summary>
    private async Task<SyncCase?> Show(CaseRow row, Caller caller, CancellationToken cancellation)
    {
        var line = CaseLine.Of(row, caller.Directory);
        if (await cases.Find(row.CaseId, cancellation) is not { } file || !caller.Sight.Covers(file)) return null;
        var said = file.IsAlive && caller.Sight.ReadsTexts ? await texts.ReadTexts(file.Id, cancellation) : null;
        return new(line)
        {
            Title = CaseViews.Last(said, "title"),
            Text = said?.FirstOrDefault(text => text is { FactNumber: 1, Field: "text" })?.Value,
            LatestNote = said?.Where(text => text is { FactNumber: > 1, Field: "text" or "reply" }).MaxBy(text => text.FactNumber)?.Value,
            Address = CaseViews.Last(said, "address"),
            Lat = file.Origin.Latitude,
            Lon = file.Origin.Longitude,
            CitizenDueAt = ClockBoard.DueOf(file, ClockKind.CitizenFinish, policies.Current),
            Advice = CaseViews.AdviceOf(file),
            AttachmentIds = [.. file.Files],
            Tasks = tasks.Of(file, caller),
            AllowedCommands = caller.AllowedMoves(file),
        };
    }
}
