using System.Globalization;
using System.Xml;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;

namespace GridCase.Api.Administration;

/// <summary>How far a manual clock is to be moved: one of the two.</summary>
public sealed record AdvanceDocument
{
    public DateTimeOffset? AdvanceTo { get; init; }

    /// <summary>An ISO 8601 duration such as PT2H or P3D, or hh:mm:ss.</summary>
    public string? AdvanceBy { get; init; }
}

public sealed record DevTime(DateTimeOffset Now);

/// <summary>The manual clock of a trial run. There is no sign-in: a host with a manual clock is a test, never a county.</summary>
internal static class DevClockEndpoints
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(400);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/dev/clock", (IDevClock clock) => Answer.Ok(new DevTime(clock.Now))).Anyone().Summary("Read the manual clock", "Only with --clock manual.").Gives<DevTime>();
        routes.MapPost("/api/dev/clock", Post).Anyone().Takes<AdvanceDocument>()
            .Summary("Move the manual clock", "Forward to an instant or by a duration; returns once everything due by then has run to rest. Only with --clock manual; takes no sign-in.")
            .Gives<DevTime>().Refuses(409, "clock-backwards").Refuses(422, "too-far");
    }

    private static async Task<IResult> Post(HttpContext http, IDevClock clock)
    {
        var asked = await Body.Read<AdvanceDocument>(http);
        var now = clock.Now;
        if (asked.AdvanceTo.HasValue == asked.AdvanceBy is not null) throw ProblemException.Malformed("missing-field", "Give advanceTo or advanceBy.");
        var step = asked.AdvanceTo is { } to ? to - now : DurationOf(asked.AdvanceBy!);
        if (step < TimeSpan.Zero) throw ProblemException.Conflict("clock-backwards", "Time only moves forward.");
        if (step > Furthest) throw ProblemException.Inconsistent("too-far", $"One move is at most {Furthest.TotalDays:0} days.");
        return Answer.Ok(new DevTime(await clock.AdvanceTo(now + step, http.RequestAborted)));
    }

    private static TimeSpan DurationOf(string text)
    {
        try
        {
            return text.Length <= 40 && text.TrimStart('-') is ['P', ..] ? XmlConvert.ToTimeSpan(text)
                : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span
                : throw Bad();
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw Bad();
        }
    }

    private static ProblemException Bad() => ProblemException.Malformed("invalid-value", "advanceBy is an ISO 8601 duration such as PT2H or P3D, or hh:mm:ss.", "advanceBy");
}
