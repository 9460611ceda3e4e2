using GridCase.Api.Hosting;
using GridCase.Api.SignIn;
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

    /// <summary>What the caller sees of it: whoever does not oversee the whole county is told of the own part's cases only.</summary>
    public async Task<WatchdogView> Now(Caller caller, CancellationToken cancellation)
    {
        var host = probe.Look();
        var dead = new List<DeadLetter>();
        foreach (var parcel in await notices.DeadLetters(Most, cancellation: cancellation))
            if (await Sees(parcel.CaseId, caller, cancellation)) dead.Add(DeadLetter.Of(parcel));
        var parked = host.Engine.Parked == 0 || !caller.Sight.Scope.WholeCounty ? [] : await workflows.ListParked(Most, cancellation);
        return new(host.Problems, host.Engine, parked, dead, await Late(caller, cancellation));
    }

    private async Task<IReadOnlyList<OpenCase>> Late(Caller caller, CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - Grace;
        var late = new List<OpenCase>();
        string? after = null;
        while (late.Count < Most && await cases.ListAlive(after, PageSize, cancellation: cancellation) is { Count: > 0 } page)
        {
            foreach (var open in page.Where(open => open.NextAt < limit))
                if (await Sees(open.CaseId, caller, cancellation)) late.Add(open);
            after = page[^1].CaseId;
        }

        return [.. late.Take(Most)];
    }

    /// <summary>What is about no case, such as a digest, is the whole county's.</summary>
    private async Task<bool> Sees(string caseId, Caller caller, CancellationToken cancellation) =>
        caller.Sight.Scope.WholeCounty || (caseId.Length > 0 && await cases.Find(caseId, cancellation) is { } file && caller.Sight.Covers(file));
}
