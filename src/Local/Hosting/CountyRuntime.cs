using GridCase.Api.Live;
using GridCase.Engine;
using GridCase.Hosting;
using GridCase.Local.Storage;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>One county running in this process, without HTTP: stores, desk, engine and the orchestrations that never end.</summary>
public sealed class CountyRuntime : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    private readonly OpenCounty county;

    private readonly CountyWork work;

    private readonly ReadAhead readAhead;

    private CountyRuntime(CountySettings settings)
    {
        Time = settings.Clock ?? settings.Time ?? TimeProvider.System;
        TellsHotline = settings.Delivery.HotlineUrl is not null;
        county = OpenCounty.Of(settings, Changes, Time, change => LifecycleDepartures.InForce(Engine!, change));
        Directory = Stores.DirectorySource;
        Policies = Stores.Policies;
        Rules = new(Stores.Rules, Directory);
        Desk = new(Stores.Cases, Directory, Policies);
        Sender = ParcelSenders.Of(http, settings.Delivery, Stores.Accounts, Stores.Private, county.Channels, Directory, Time);
        work = new(Stores, Desk, Sender, () => Engine!, Environment.ProcessorCount + 1, settings.RolloutBatch);
        Inspections = new(Stores.Inspections, Stores.Cases, work.Settlement, Directory, Policies);
        Sweeps = new(Stores.Inspections, Directory, Policies);
        Plans = new(Stores.Inspections, Directory, Policies);
        Places = new(Stores.Inspections, Directory);
        Engine = new(Stores.Journal, LifecycleRegistry.Of(work), settings.Engine, settings.Hostile, settings.Logs);
        Moves = new(new(Stores.Directory, Directory, new(Stores.Cases)), Directory, Stores.Cases, Engine);
        Care = new(Stores.Care, Directory, Engine);
        Previews = new(Stores.Previews, Policies, Directory, Engine);
        readAhead = new(Engine, Stores.Cases, Time);
    }

    public TimeProvider Time { get; }

    public CaseDesk Desk { get; }

    public DurableEngine Engine { get; }

    public IDirectorySource Directory { get; }

    public IPolicySource Policies { get; }

    public RuleDesk Rules { get; }

    public GridMoveDesk Moves { get; }

    public Previews Previews { get; }

    public CareDesk Care { get; }

    public InspectionDesk Inspections { get; }

    public SweepDesk Sweeps { get; }

    public PlanDesk Plans { get; }

    public PlaceDesk Places { get; }

    public ICaseStore Cases => Stores.Cases;

    public INoticeStore Notices => Stores.Notices;

    public ChannelBoard Channels => county.Channels;

    public ChangeFeed Changes { get; } = new();

    /// <summary>Whether anybody takes the hotline's events.</summary>
    internal bool TellsHotline { get; }

    internal ParcelSender Sender { get; }

    internal JournalStores Stores => county.Stores;

    /// <summary>Opens the county, or makes it from the seed, and starts its engine.</summary>
    /// <exception cref="DataFolderUnusableException">The folder cannot be used; the message says what to do.</exception>
    /// <exception cref="JournalUnusableException">The database cannot be used; the message says what to do.</exception>
    public static async Task<CountyRuntime> Open(CountySettings settings, CancellationToken cancellation = default)
    {
        var runtime = new CountyRuntime(settings);
        try
        {
            await runtime.county.Seed(settings, runtime.Time.GetUtcNow(), cancellation);
            await runtime.Engine.Start();
            await runtime.Begin(settings, cancellation);
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    /// <summary>One round of the watchdog, at once, and rest after it.</summary>
    public async Task<WatchCursor> LookAround(CancellationToken cancellation = default)
    {
        var watchdog = work.Watchdog;
        var cursor = new WatchCursor(null, 0, 0);
        do
            cursor = await watchdog.CompareAndRepair(cursor, Time.GetUtcNow(), cancellation);
        while (cursor.AfterCaseId is not null);
        await Engine.RunToRest();
        return cursor;
    }

    public async ValueTask DisposeAsync()
    {
        await readAhead.DisposeAsync();
        if (Stores.Journal.Fault is null) await Engine.Stop();
        county.Hold.Dispose();
        http.Dispose();
    }

    private async Task Begin(CountySettings settings, CancellationToken cancellation)
    {
        var started = await Errands.Stand(Engine, cancellation);
        if (!started.Contains(Orchestrations.CareRoundsId)) await Engine.Send(Orchestrations.CareRoundsId, Orchestrations.CareChanged, 0, cancellation);
        await Moves.Resume(cancellation);
        // Time that is moved by hand waits for whatever happens in it.
        if (settings.Clock is null) readAhead.Begin();
        if (settings.Watchdog) await Engine.Start(Orchestrations.Watchdog, Orchestrations.WatchdogId, new WatchCursor(null, 0, 0), cancellation);
    }
}
