using GridCase.Functions.Durable;
using GridCase.Workflows.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Hosting;

/// <summary>By which every function comes to the county: the first that is called opens it.</summary>
public sealed class CountyEntrance : IAsyncDisposable
{
    private readonly HostSettings settings;
    private readonly AzureClients clients;
    private readonly TimeProvider time;
    private readonly ILoggerFactory logs;
    private readonly DurableWorkflowClient durable = new();
    private readonly IWorkflowClient workflows;
    private readonly Action<IServiceCollection>? more;
    private readonly SemaphoreSlim opening = new(1, 1);
    private volatile OpenCounty? open;

    /// <param name="rehearsal">Another engine than the one that the functions are given, and what it adds to the API's services; null but for rehearsals in virtual time.</param>
    internal CountyEntrance(HostSettings settings, AzureClients clients, TimeProvider time, ILoggerFactory logs, (IWorkflowClient Engine, Action<IServiceCollection> More)? rehearsal = null)
    {
        (this.settings, this.clients, this.time, this.logs) = (settings, clients, time, logs);
        (workflows, more) = (rehearsal?.Engine ?? durable, rehearsal?.More);
    }

    /// <summary>The county, with what other instances have changed meanwhile. Where it cannot be opened the fault is thrown, and the next call tries again.</summary>
    internal async Task<OpenCounty> Enter(DurableTaskClient client, CancellationToken cancellation)
    {
        durable.Attach(client);
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
            var county = await OpenCounty.Of(settings, clients, workflows, time, logs, more, cancellation).ConfigureAwait(false);
            await county.Stand(cancellation).ConfigureAwait(false);
            return open = county;
        }
        finally
        {
            opening.Release();
        }
    }
}
