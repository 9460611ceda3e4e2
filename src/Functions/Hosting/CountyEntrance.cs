using GridCase.Functions.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Hosting;

/// <summary>By which every function comes to the county: the first that is called opens it.</summary>
public sealed class CountyEntrance : IAsyncDisposable
{
    private readonly HostSettings settings;
    private readonly AzureClients clients;
    private readonly TimeProvider time;
    private readonly ILoggerFactory logs;
    private readonly DurableWorkflowClient workflows = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private volatile OpenCounty? open;

    internal CountyEntrance(HostSettings settings, AzureClients clients, TimeProvider time, ILoggerFactory logs) => (this.settings, this.clients, this.time, this.logs) = (settings, clients, time, logs);

    /// <summary>The county, with what other instances have changed meanwhile. Where it cannot be opened the fault is thrown, and the next call tries again.</summary>
    internal async Task<OpenCounty> Enter(DurableTaskClient client, CancellationToken cancellation)
    {
        workflows.Attach(client);
        var county = open ?? await Open(cancellation).ConfigureAwait(false);
        await county.Stores.Freshness.Refresh(cancellation).ConfigureAwait(false);
        return county;
    }

    public async ValueTask DisposeAsync()
    {
        if (open is { } county) await county.DisposeAsync().ConfigureAwait(false);
        opening.Dispose();
    }

    private async Task<OpenCounty> Open(CancellationToken cancellation)
    {
        await opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (open is { } there) return there;
            var county = await OpenCounty.Of(settings, clients, workflows, time, logs, cancellation).ConfigureAwait(false);
            await county.Stand(cancellation).ConfigureAwait(false);
            return open = county;
        }
        finally
        {
            opening.Release();
        }
    }
}
