using System.Collections.Concurrent;
using System.Text.Json;
using GridCase.Api.Hosting;
using GridCase.Api.Phone;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using Microsoft.Extensions.Options;

namespace GridCase.Api.Live;

/// <summary>That a case changed.</summary>
public sealed record CaseChanged(string CaseId, string Code, int Version, Stage Stage, CaseStatus State, Light Light, Grade Grade, string? Unit, string? GridCode);

/// <summary>
/// Server-sent events: changes within the caller's scope as they happen. A hint, not a record: after a gap the client asks <c>/api/sync</c>. A stream
/// that names the last event it saw is first told what changed since.
/// </summary>
internal sealed class EventStream(ChangeFeed feed, ICaseStore cases, TimeProvider time, IOptions<ApiOptions> options, IHostApplicationLifetime lifetime)
{
    private const int MostMissed = 200;
    private readonly ConcurrentDictionary<string, int> open = new();

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/events", (HttpContext http, EventStream events) => events.Run(http)).Everyone("text/event-stream")
        .Summary("Watch changes", "Server-sent events `case-changed` within scope; a comment every 15 s says that the stream lives. Takes Last-Event-ID.")
        .Gives(200, "text/event-stream").Refuses(429, "too-many-streams").Refuses(400, "bad-cursor");

    private async Task Run(HttpContext http)
    {
        var caller = http.Caller();
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        var since = last.Length > 0 ? SyncCursor.PlaceOf(last) : (DateTimeOffset?)null;
        if (open.AddOrUpdate(caller.Id, 1, (_, count) => count + 1) > options.Value.StreamsPerPerson)
        {
            Leave(caller.Id);
            throw new ProblemException(StatusCodes.Status429TooManyRequests, "too-many-streams", $"One person holds at most {options.Value.StreamsPerPerson} streams.");
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var changes = feed.Open();
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await http.Response.WriteAsync("retry: 3000\n: here\n\n", ended.Token);
            if (since is { } missedSince) await WriteMissed(http, caller, missedSince, ended.Token);
            await http.Response.Body.FlushAsync(ended.Token);
            await Follow(http, changes, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The caller has gone, or the host stops: the stream is over.
        }
        finally
        {
            await ended.CancelAsync();
            Leave(caller.Id);
        }
    }

    private async Task Follow(HttpContext http, ChangeFeed.Subscription watch, CancellationToken cancellation)
    {
        Task<bool>? change = null;
        Task? beat = null;
        while (true)
        {
            change ??= watch.Changes.WaitToReadAsync(cancellation).AsTask();
            // Kept while changes come: a stream that is told of none of them beats all the same.
            beat ??= Task.Delay(options.Value.Heartbeat, time, cancellation);
            if (await Task.WhenAny(beat, change) == change)
            {
                if (!await change) return;
                change = null;
                var seen = NewIn(watch).Where(file => MaySee(http, file)).ToList();
                if (seen.Count > 0 && !await IsSignedIn(http)) return;
                foreach (var file in seen) await Write(http, file.LastAt, Changed(file), cancellation);
            }
            else
            {
                cancellation.ThrowIfCancellationRequested();
                beat = null;
                if (!await IsSignedIn(http)) return;
                await http.Response.WriteAsync(": alive\n\n", cancellation);
            }

            await http.Response.Body.FlushAsync(cancellation);
        }
    }

    private static IEnumerable<CaseFile> NewIn(ChangeFeed.Subscription watch)
    {
        while (watch.Changes.TryRead(out var file)) yield return file;
    }

    /// <summary>By the directory of this moment: whoever lost a scope loses its changes at once.</summary>
    private static bool MaySee(HttpContext http, CaseFile file)
    {
        var directory = http.RequestServices.GetRequiredService<GridCase.Workflows.Directory.IDirectorySource>().Current;
        return directory.Person(http.Caller().Id) is { } person && new Caller(person, directory, null).Sight.Covers(file);
    }

    /// <summary>False once the session is one that no request is let in by.</summary>
    private static async Task<bool> IsSignedIn(HttpContext http) => http.Caller().Session is not { } session || await session.Who(http) is not null;

    private async Task WriteMissed(HttpContext http, Caller caller, DateTimeOffset since, CancellationToken cancellation)
    {
        var page = await cases.List(caller.Sight.Cut(new CaseQuery { Scope = CaseScope.Everything, ChangedSince = since, Limit = MostMissed }), cancellation);
        foreach (var row in page.Rows)
            await Write(http, row.ChangedAt, new(row.CaseId, row.Code, row.Version, row.Stage, row.Status, row.Light, row.Grade, row.UnitCode, row.GridCode), cancellation);
    }

    private static CaseChanged Changed(CaseFile file) =>
        new(file.Id, file.Origin.Code, file.Version, file.Stage, file.Status, file.Light, file.Grade, file.UnitCode, file.GridCode);

    private static Task Write(HttpContext http, DateTimeOffset at, CaseChanged change, CancellationToken cancellation) =>
        http.Response.WriteAsync($"id: {SyncCursor.OfPlace(at)}\nevent: case-changed\ndata: {JsonSerializer.Serialize(change, ApiJson.Options)}\n\n", cancellation);

    private void Leave(string person) => open.AddOrUpdate(person, 0, (_, count) => Math.Max(0, count - 1));
}
