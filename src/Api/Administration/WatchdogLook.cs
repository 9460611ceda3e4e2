using GridCase.Api.Hosting;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;

namespace GridCase.Api.Administration;

/// <summary>Looks for what stands still.</summary>
internal sealed class WatchdogLook(ICaseStore cases, INoticeStore notices, IWorkflowClient workflows, IHostProbe probe, TimeProvider time)
{
    private const int Most = 100;
    private const int PageSize = 1000;

    /// <summary>How late a case may be before it is called late; the watchdog itself repairs after as long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public async Task<WatchdogView> Now(CancellationToken cancellation)
    {
        var host = probe.Look();
        var dead = await notices.DeadLetters(Most, cancellation: cancellation);
        return new(
            host.Problems, host.Engine, host.Engine.Parked == 0 ? [] : await workflows.ListParked(Most, cancellation),
            [.. dead.Select(DeadLetter.Of)], await Late(cancellation));
    }

    private async Task<IReadOnlyList<OpenCase>> Late(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - Grace;
        var late = new List<OpenCase>();
        string? after = null;
        while (late.Count < Most && await cases.ListAlive(after, PageSize, cancellation: cancellation) is { Count: > 0 } page)
        {
            late.AddRange(page.Where(open => open.NextAt < limit));
            after = page[^1].CaseId;
        }

        return [.. late.Take(Most)];
    }
}
