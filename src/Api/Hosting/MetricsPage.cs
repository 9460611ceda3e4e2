using System.Globalization;
using System.Text;
using GridCase.Api.Live;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Hosting;

/// <summary>Writes the numbers of the host as Prometheus text. Counting the cases is not free, so the count is kept for a few seconds.</summary>
internal sealed class MetricsPage(RequestMeter requests, IHostProbe probe, ICaseStore cases, ChangeFeed feed)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim counting = new(1);
    private (CaseCounts Counts, long At)? kept;

    public async Task<string> Write(CancellationToken cancellation)
    {
        var page = new StringBuilder();
        requests.Write(page);
        var host = probe.Look();
        Gauge(page, "gridcase_ready", "1 while the host takes requests.", host.IsReady ? 1 : 0);
        Gauge(page, "gridcase_engine_running", "Instances that run.", host.Engine.Running);
        Gauge(page, "gridcase_engine_parked", "Instances set aside with an error.", host.Engine.Parked);
        Gauge(page, "gridcase_engine_queue", "Instances that wait for their turn.", host.Engine.QueueDepth);
        Gauge(page, "gridcase_timer_lateness_p50_seconds", "How late timers fire: median.", host.Engine.TimerLatenessP50.TotalSeconds);
        Gauge(page, "gridcase_timer_lateness_p99_seconds", "How late timers fire: all but one in a hundred.", host.Engine.TimerLatenessP99.TotalSeconds);
        Typed(page, "gridcase_commits_total", "Commits since the start.", "counter", host.Engine.Commits);
        Gauge(page, "gridcase_event_streams", "Open event streams.", feed.Watchers);
        foreach (var (name, value) in host.Counters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) page.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        var counts = await Count(cancellation);
        page.Append("# HELP gridcase_cases Cases that have not ended, by stage.\n# TYPE gridcase_cases gauge\n");
        foreach (var stage in Enum.GetValues<Stage>()) page.Append(CultureInfo.InvariantCulture, $"gridcase_cases{{stage=\"{KebabCase.Of(stage)}\"}} {counts.ByStage.GetValueOrDefault(stage)}\n");
        page.Append("# HELP gridcase_lights Cases that have not ended, by light.\n# TYPE gridcase_lights gauge\n");
        foreach (var light in Enum.GetValues<Light>()) page.Append(CultureInfo.InvariantCulture, $"gridcase_lights{{light=\"{KebabCase.Of(light)}\"}} {counts.ByLight.GetValueOrDefault(light)}\n");
        return page.ToString();
    }

    private async Task<CaseCounts> Count(CancellationToken cancellation)
    {
        await counting.WaitAsync(cancellation);
        try
        {
            if (kept is not { } last || TimeProvider.System.GetElapsedTime(last.At) > Fresh)
                kept = last = (await cases.Count(new() { Scope = CaseScope.Everything, AliveOnly = true }, cancellation), TimeProvider.System.GetTimestamp());
            return last.Counts;
        }
        finally
        {
            counting.Release();
        }
    }

    private static void Gauge(StringBuilder page, string name, string help, double value) => Typed(page, name, help, "gauge", value);

    private static void Typed(StringBuilder page, string name, string help, string type, double value) =>
        page.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
}
