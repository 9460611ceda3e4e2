using System.Collections.Immutable;
using GridCase.Api.Hosting;

namespace GridCase.Functions.Hosting;

/// <summary>What an instance knows of the county, as the pump and the watch last counted it; the engine's own numbers are in Application Insights.</summary>
internal sealed class AzureProbe(OpenCounty county) : IHostProbe
{
    private volatile Count last = new(0, 0, null);

    /// <summary>Takes what a round of the pump and a look at the engine gave.</summary>
    public void Tell(int pending, int parked, TimeSpan? oldest) => last = new(pending, parked, oldest);

    public HostState Look()
    {
        var (pending, parked, oldest) = last;
        var problems = ImmutableArray.CreateBuilder<string>();
        if (parked > 0) problems.Add($"{parked} workflows have failed and wait for a person; see /api/watchdog.");
        if (oldest > TimeSpan.FromMinutes(10)) problems.Add($"Work after a commit has waited for {oldest.Value.TotalMinutes:0} minutes; see the log of OutboxPump.");
        if (county.Settings is { UsesServiceBus: false, HotlineUrl: null }) problems.Add("Nobody takes the hotline's events: none are kept for it. Set GridCase__Hotline__Url, or Service Bus.");
        return new(true, problems.DrainToImmutable(), new(0, parked, pending, TimeSpan.Zero, TimeSpan.Zero, 0))
        {
            Counters = ImmutableDictionary<string, double>.Empty.Add("gridcase_pending_notes", pending).Add("gridcase_pending_oldest_seconds", oldest?.TotalSeconds ?? 0),
        };
    }

    private sealed record Count(int Pending, int Parked, TimeSpan? Oldest);
}
