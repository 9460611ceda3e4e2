using GridCase.Api.Live;
using GridCase.Functions.Messaging;
using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridCase.Functions.Hosting;

/// <summary>The county as one instance of the host runs it: stores, what orchestrations have done, and the HTTP surface.</summary>
internal sealed class OpenCounty : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
    private readonly ChangeRelay relay;

    private OpenCounty(HostSettings settings, AzureClients clients, CountyTables tables, KeyRing keys, IWorkflowClient workflows, TimeProvider time, ILoggerFactory logs, Action<IServiceCollection>? more)
    {
        (Settings, Workflows, Time) = (settings, workflows, time);
        ChannelBoard? channels = null;
        Stores = TableStores.Of(tables, clients.Blobs, settings.Prefix, keys, time, new(
            async (message, cancellation) => await Errands.Run(workflows, message, cancellation).ConfigureAwait(false),
            async (lane, cancellation) => await Errands.Empty(workflows, lane, cancellation).ConfigureAwait(false),
            () => channels!.Routing(Stores!.Policies, Stores.DirectorySource, time.GetUtcNow()),
            settings.UsesServiceBus || settings.HotlineUrl is not null,
            Changes.Publish,
            async (change, cancellation) =>
            {
                await Errands.RollOut(workflows, change, cancellation).ConfigureAwait(false);
                await Errands.InForce(workflows, change, cancellation).ConfigureAwait(false);
            }));
        Channels = channels = new(Stores.Channels, settings.WebhookUrl);
        Direct = ParcelSenders.Of(http, new(settings.HotlineUrl, settings.WebhookUrl), Stores.Accounts, Stores.Private, channels, Stores.DirectorySource, time);
        Bus = clients.Bus is { } bus ? new(bus, new(Stores.Private, Stores.DirectorySource), settings.HotlineUrl is null ? null : Direct) : null;
        Desk = new(Stores.Cases, Stores.DirectorySource, Stores.Policies);
        Work = new(Stores, Desk, (IParcelSender?)Bus ?? Direct, () => workflows, Environment.ProcessorCount);
        Pump = new(new(tables.Pending, time), Stores.Unfinished, time, logs);
        Probe = new(this);
        Api = new(services =>
        {
            ApiPorts.Add(services, this, tables);
            more?.Invoke(services);
        }, api =>
        {
            (api.PlatformSignIn, api.AccountSignIn) = (settings.PlatformSignIn, settings.AccountSignIn);
            api.SecureCookie = !settings.IsDevelopment;
        }, logs);
        relay = new(Stores.Cases, Changes, time);
    }

    public HostSettings Settings { get; }

    public IWorkflowClient Workflows { get; }

    public TimeProvider Time { get; }

    public AzureStores Stores { get; }

    public ChannelBoard Channels { get; }

    /// <summary>Carries parcels to their receivers itself.</summary>
    public ParcelSender Direct { get; }

    /// <summary>Hands parcels to Service Bus, but for events of a hotline that has an address; null where Service Bus is off.</summary>
    public BusSender? Bus { get; }

    public CaseDesk Desk { get; }

    public CountyWork Work { get; }

    public PendingPump Pump { get; }

    public AzureProbe Probe { get; }

    public ApiPipeline Api { get; }

    public ChangeFeed Changes { get; } = new();

    /// <summary>Opens the county, or makes it: tables, keys, and on a first start what it begins with. Repeated it changes nothing.</summary>
    /// <param name="more">What a rehearsal in virtual time adds to the API's services; null otherwise.</param>
    public static async Task<OpenCounty> Of(
        HostSettings settings, AzureClients clients, IWorkflowClient workflows, TimeProvider time, ILoggerFactory logs, Action<IServiceCollection>? more, CancellationToken cancellation)
    {
        var tables = new CountyTables(clients.Tables, settings.Prefix);
        await tables.Create(cancellation).ConfigureAwait(false);
        var keys = await KeySource.Open(settings, tables, cancellation).ConfigureAwait(false);
        var county = new OpenCounty(settings, clients, tables, keys, workflows, time, logs, more);
        try
        {
            await county.Stores.Create(cancellation).ConfigureAwait(false);
            await new FirstStart(county).Make(cancellation).ConfigureAwait(false);
            return county;
        }
        catch
        {
            await county.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts the orchestrations that never end, where they do not run.</summary>
    public async Task<int> Stand(CancellationToken cancellation)
    {
        var started = (await Errands.Stand(Workflows, cancellation).ConfigureAwait(false)).Count;
        return await Workflows.Start(Orchestrations.Watchdog, Orchestrations.WatchdogId, new WatchCursor(null, 0, 0), cancellation).ConfigureAwait(false) ? started + 1 : started;
    }

    public async ValueTask DisposeAsync()
    {
        await relay.DisposeAsync().ConfigureAwait(false);
        await Api.DisposeAsync().ConfigureAwait(false);
        http.Dispose();
    }
}
